package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.ApcQueue;
import dev.ifsbench.sockets.Buffers;
import dev.ifsbench.sockets.CompletionNotifier;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.posix.descriptor.Addresses;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Failures;
import dev.ifsbench.sockets.posix.descriptor.MessageFlags;
import dev.ifsbench.sockets.posix.descriptor.Messages;
import dev.ifsbench.sockets.posix.descriptor.NetworkEvents;
import dev.ifsbench.sockets.posix.descriptor.Transfers;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.OverlappedRequest;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.WsaMsg;

/**
 * Overlapped I/O on the kernel's sockets: checks each call and prepares its operation, which {@link
 * PendingOperations} carries on.
 */
public final class PosixOverlapped extends CompletionNotifier {
  private final DescriptorTable table;
  private final Failures failures;
  private final NetworkEvents networkEvents;
  private final CompletionEngines kind;
  private final PendingOperations operations;

  /**
   * Makes the calls on a table's sockets.
   *
   * @param kind the kind of engine, which the first operation that has to wait starts
   */
  public PosixOverlapped(
      LibC libc,
      DescriptorTable table,
      Failures failures,
      NetworkEvents networkEvents,
      NativeSockets events,
      CompletionEngines kind) {
    super(events);
    this.table = table;
    this.failures = failures;
    this.networkEvents = networkEvents;
    this.kind = kind;
    operations = new PendingOperations(libc, table, failures, this, kind);
  }

  @Override
  public int send(long s, OverlappedRequest request, Errno errno) {
    return beginSend(s, request, null, errno);
  }

  @Override
  public int sendMsg(long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    return beginSend(s, request, message, errno);
  }

  /** Begins to send, with the control data of a message if there is one. */
  private int beginSend(long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    WsaBuf[] buffers = request.buffers();
    int count = request.count();
    NativeMemory to = request.address();
    int linuxFlags = MessageFlags.ofSend(request.sendFlags());
    WinsockError misuse = Transfers.checkSend(buffers, count, linuxFlags);
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    boolean datagram = (word & DescriptorTable.DATAGRAM) != 0;
    boolean addressed = to != null && datagram;
    if (misuse == null && addressed) {
      misuse = Addresses.check(to, request.addressLength(), false);
    }
    if (misuse == null && message != null) {
      misuse = Messages.checkControl(message, word);
    }
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    PendingTransfer operation = operations.take();
    operation.toSend(fd, datagram, linuxFlags, buffers, count);
    if (addressed) {
      operation.to(to, request.addressLength());
    }
    if (message != null) {
      operation.control(message);
    }
    minded(operation, word);
    return start(operation, request, errno);
  }

  @Override
  public int recv(long s, OverlappedRequest request, Errno errno) {
    return beginReceive(s, request, null, errno);
  }

  @Override
  public int recvMsg(long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    return beginReceive(s, request, message, errno);
  }

  /** Begins to receive, and control data too if there is a message. */
  private int beginReceive(long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    WsaBuf[] buffers = request.buffers();
    int count = request.count();
    IntRef flags = request.receiveFlags();
    NativeMemory from = request.address();
    IntRef fromlen = request.addressRoom();
    WinsockError misuse = Buffers.checkReceive(buffers, count, flags, from, fromlen);
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    boolean datagram = (word & DescriptorTable.DATAGRAM) != 0;
    boolean addressed = from != null && datagram;
    int linuxFlags = misuse == null ? MessageFlags.ofReceive(flags.value, datagram) : 0;
    if (misuse == null && linuxFlags == MessageFlags.UNSUPPORTED) {
      misuse = WinsockError.WSAEOPNOTSUPP;
    }
    if (misuse == null && addressed && !Addresses.hasRoom(from, fromlen, word)) {
      misuse = WinsockError.WSAEFAULT;
    }
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    PendingTransfer operation = operations.take();
    operation.toReceive(fd, datagram, linuxFlags, buffers, count, addressed ? from : null, fromlen);
    if (message != null && datagram) {
      operation.receiveInto(message);
    } else if (message != null) {
      message.controlLength.value = 0;
    }
    minded(operation, word);
    int result = start(operation, request, errno);
    if (result == 0 && message == null) {
      flags.value = 0;
    }
    if ((word & DescriptorTable.OBSERVED) != 0) {
      observed(s);
    }
    return result;
  }

  /**
   * Tells the network events of a socket, which are recorded, that a receive has at least been
   * begun.
   */
  private void observed(long s) {
    if (table.enter(s, DescriptorTable.SOCKET) != DescriptorTable.REFUSED) {
      networkEvents.received((int) s);
      table.leave((int) s);
    }
  }

  private static void minded(PendingTransfer operation, long word) {
    if ((word & DescriptorTable.NO_RESETS) != 0) {
      operation.ignoreResets();
    }
  }

  private int start(PendingTransfer operation, OverlappedRequest request, Errno errno) {
    operation.routine = request.routine();
    operation.thread = (ApcQueue) request.thread();
    return operations.start(operation, request.transferred(), request.overlapped(), errno);
  }

  @Override
  public boolean cancel(long s, WsaOverlapped overlapped, Errno errno) {
    errno.clear();
    return !isNoHandle(s, errno) && operations.cancel(s, overlapped, null);
  }

  @Override
  public boolean cancelOwn(long handle, Errno errno) {
    errno.clear();
    if (isNoHandle(handle, errno)) {
      return false;
    }
    operations.cancel(handle, null, Thread.currentThread());
    return true;
  }

  /** Ends the operations of a socket that is being closed. */
  public void closing(int fd) {
    operations.closing(fd);
  }

  /** The descriptor is about to be closed for good; no operation is left. */
  public void releasing(int fd) {
    operations.releasing(fd);
    forget(fd);
  }

  /** The operations that these calls have begun. */
  PendingOperations operations() {
    return operations;
  }

  @Override
  public String engine() {
    return kind.toString();
  }
}
