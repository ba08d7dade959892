package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * One {@code AcceptEx}: an operation in the listening socket's queue, and then, if data is wanted,
 * one in the accepted socket's. It has both sockets entered until it ends.
 */
final class PendingAccept implements Ending, Dependent {
  private final PosixOverlapped io;
  private final DescriptorTable table;
  private final int listener;
  private final int accepted;
  private final NativeMemory output;
  private final int dataLength;
  private final WsaOverlapped overlapped;
  private final Runnable connected;
  private final Thread beginner = Thread.currentThread();
  private boolean isReceiving;
  private volatile boolean isUnwanted;

  /**
   * Makes an operation.
   *
   * @param output begins with the first data; kept until the end
   * @param connected what to do when the connection is made
   */
  PendingAccept(
      PosixOverlapped io,
      DescriptorTable table,
      int listener,
      int accepted,
      NativeMemory output,
      int dataLength,
      WsaOverlapped overlapped,
      Runnable connected) {
    this.io = io;
    this.table = table;
    this.listener = listener;
    this.accepted = accepted;
    this.output = output;
    this.dataLength = dataLength;
    this.overlapped = overlapped;
    this.connected = connected;
  }

  /** Begins the operation. */
  int start(AcceptOpening opening, IntRef received, Errno errno) {
    if (!claim()) {
      table.leave(accepted);
      table.leave(listener);
      return errno.fail(WinsockError.WSAEINVAL);
    }
    PendingTransfer operation = io.operations().take();
    operation.toReceive(listener, false, 0, new WsaBuf[0], 0, null, null);
    operation.opening = opening;
    operation.ending = this;
    int result = io.operations().start(operation, null, overlapped, errno);
    if (result == 0) {
      return accepted(received, true, errno);
    }
    if (errno.get() != WinsockError.WSA_IO_PENDING) { // start has left the listening socket
      forget();
      table.leave(accepted);
    }
    return result;
  }

  /** False if the socket to be connected already waits for another connection. */
  private boolean claim() {
    SocketOperations operations = io.operations().operationsOf(accepted);
    synchronized (operations) {
      return operations.dependents.isEmpty() && operations.dependents.add(this);
    }
  }

  @Override
  public void ended(WinsockError error, int bytes) {
    if (error == WinsockError.NO_ERROR && !isReceiving) {
      accepted(null, false, new Errno());
    } else {
      end(error, bytes, false);
    }
  }

  /** The connection is made. */
  private int accepted(IntRef received, boolean atOnce, Errno errno) {
    connected.run();
    if (dataLength == 0) {
      return end(WinsockError.NO_ERROR, 0, atOnce, received);
    }
    io.operations().operationsOf(listener).dependents.add(this);
    if (isUnwanted || table.enter(accepted, DescriptorTable.SOCKET) == DescriptorTable.REFUSED) {
      end(WinsockError.WSA_OPERATION_ABORTED, 0, false);
      return errno.fail(WinsockError.WSA_IO_PENDING); // as the end was announced
    }
    isReceiving = true;
    PendingTransfer operation = io.operations().take();
    operation.beginner = null; // CancelIo finds it by the listening socket only
    WsaBuf[] data = {new WsaBuf(output.address(), dataLength)};
    operation.toReceive(accepted, false, 0, data, 1, null, null);
    operation.ending = this;
    IntRef bytes = new IntRef();
    int result = io.operations().start(operation, bytes, overlapped, errno);
    if (result == 0) {
      table.leave(accepted);
      return end(WinsockError.NO_ERROR, bytes.value, atOnce, received);
    }
    if (errno.get() != WinsockError.WSA_IO_PENDING) { // start has left the accepted socket
      isReceiving = false;
      end(errno.get(), 0, false);
      return errno.fail(WinsockError.WSA_IO_PENDING);
    }
    if (isUnwanted) {
      io.operations().abort(accepted, overlapped);
    }
    return result;
  }

  private int end(WinsockError error, int bytes, boolean atOnce, IntRef received) {
    if (received != null) {
      received.value = bytes;
    }
    isReceiving = false;
    end(error, bytes, atOnce);
    return 0;
  }

  private void end(WinsockError error, int bytes, boolean atOnce) {
    if (isReceiving) { // entered once more
      table.leave(accepted);
    }
    forget();
    overlapped.setOffset(0);
    overlapped.setOffsetHigh(error.code());
    if (atOnce) {
      io.completeAtOnce(listener, overlapped, bytes);
    } else {
      io.complete(listener, overlapped, error, bytes);
    }
    NativeMemory.keep(output);
    table.leave(accepted);
    table.leave(listener);
  }

  private void forget() {
    io.operations().operationsOf(accepted).dependents.remove(this);
    io.operations().operationsOf(listener).dependents.remove(this);
  }

  @Override
  public boolean abort(int fd, WsaOverlapped meant, Thread cancelling) {
    boolean isOfOne = meant != null || cancelling != null;
    if ((isOfOne && fd != listener)
        || (meant != null && meant != overlapped)
        || (cancelling != null && cancelling != beginner)) {
      return false;
    }
    isUnwanted = true;
    io.operations().abort(listener, overlapped);
    io.operations().abort(accepted, overlapped);
    return true;
  }
}
