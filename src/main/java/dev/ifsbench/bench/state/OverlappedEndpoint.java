package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.ws2.SocketApi;

/**
 * One end of a connection that makes overlapped calls, one at a time, with the structures that an
 * application would keep. For one thread. Its calls allocate nothing.
 */
public final class OverlappedEndpoint {
  private final SocketApi winsock;
  private final long socket;
  private final Notice notice;
  private final WsaBuf[] buffers;
  private final NativeMemory memory;
  private final WsaOverlapped overlapped = new WsaOverlapped();
  private final CompletionRoutine routine;
  private final CompletionPort port;
  private final CompletionPacket packet = new CompletionPacket();
  private final IntRef transferred = new IntRef();
  private final IntRef flags = new IntRef();
  private final NativeMemory from = new NativeMemory(SockAddr.UNIX_SIZE);
  private final IntRef fromlen = new IntRef();
  private final Errno errno = new Errno();
  private boolean ended;
  private WinsockError outcome = WinsockError.NO_ERROR;

  OverlappedEndpoint(SocketApi winsock, long socket, int bufferSize, Notice notice) {
    this.winsock = winsock;
    this.socket = socket;
    this.notice = notice;
    memory = new NativeMemory(bufferSize);
    buffers = new WsaBuf[] {new WsaBuf(memory.address(), 0)};
    routine = notice == Notice.ROUTINE ? this::ended : null;
    port = notice == Notice.PORT ? winsock.overlapped().newPort() : null;
    if (notice == Notice.EVENT) {
      overlapped.setEvent(winsock.createEvent(errno));
    }
    if (port != null && !winsock.overlapped().attach(socket, port, 0, errno)) {
      throw new WinsockException("CreateIoCompletionPort", errno);
    }
  }

  private void ended(WinsockError error, int bytes, WsaOverlapped structure, int operationFlags) {
    outcome = error;
    transferred.value = bytes;
    ended = true;
  }

  /** Begins to send that many bytes of the buffer. */
  public void beginSend(int bytes) {
    ended = false;
    buffers[0].len = bytes;
    check("WSASend", winsock.send(socket, buffers, 1, transferred, 0, overlapped, routine, errno));
  }

  /** Begins to receive up to that many bytes. */
  public void beginReceive(int bytes) {
    ended = false;
    buffers[0].len = bytes;
    flags.value = 0;
    check(
        "WSARecv",
        winsock.recv(socket, buffers, 1, transferred, flags, overlapped, routine, errno));
  }

  /** As {@link #beginSend}, to an address. */
  public void beginSendTo(int bytes, NativeMemory to) {
    ended = false;
    buffers[0].len = bytes;
    check(
        "WSASendTo",
        winsock.sendTo(
            socket, buffers, 1, transferred, 0, to, to.size(), overlapped, routine, errno));
  }

  /** As {@link #beginReceive}, with the sender's address. */
  public void beginReceiveFrom(int bytes) {
    ended = false;
    buffers[0].len = bytes;
    flags.value = 0;
    fromlen.value = from.size();
    check(
        "WSARecvFrom",
        winsock.recvFrom(
            socket, buffers, 1, transferred, flags, from, fromlen, overlapped, routine, errno));
  }

  private void check(String call, int result) {
    if (result != 0 && errno.get() != WinsockError.WSA_IO_PENDING) {
      throw new WinsockException(call, errno);
    }
  }

  /** Waits for the operation that was begun; the bytes that it transferred. */
  public int await() {
    try {
      switch (notice) {
        case EVENT -> awaitEvent();
        case ROUTINE -> {
          while (!ended) {
            winsock.overlapped().sleepEx(-1);
          }
          fail(outcome);
        }
        case PORT -> {
          if (!port.dequeue(packet, -1)) {
            throw new WinsockException("the completion port is closed");
          }
          fail(packet.error());
          transferred.value = packet.bytesTransferred();
        }
      }
      return transferred.value;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WinsockException("interrupted while an operation was pending");
    }
  }

  private void awaitEvent() {
    if (!winsock.getOverlappedResult(socket, overlapped, transferred, true, flags, errno)) {
      throw new WinsockException("WSAGetOverlappedResult", errno);
    }
  }

  private void fail(WinsockError error) {
    if (error != WinsockError.NO_ERROR) {
      errno.set(error);
      throw new WinsockException("an overlapped operation", errno);
    }
  }

  /** Closes what is not the socket itself. */
  void close() {
    if (port != null) {
      port.close();
    }
    if (overlapped.event() != Ws2Def.WSA_INVALID_EVENT) {
      winsock.closeEvent(overlapped.event(), errno);
    }
  }
}
