package dev.ifsbench.bench.state;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.ws2.SocketApi;

/**
 * One end of a connection, with the buffer and the out parameters that an application would keep.
 * For one thread at a time. Sending and receiving allocate nothing.
 */
public final class Endpoint {
  private final SocketApi winsock;
  private final long socket;
  private final NativeMemory memory;
  private final WsaBuf[] buffers;
  private final IntRef transferred;
  private final IntRef flags;
  private final Errno errno;

  Endpoint(SocketApi winsock, long socket, int bufferSize) {
    this.winsock = winsock;
    this.socket = socket;
    memory = new NativeMemory(bufferSize);
    buffers = new WsaBuf[] {new WsaBuf(memory.address(), 0)};
    transferred = new IntRef();
    flags = new IntRef();
    errno = new Errno();
  }

  private Endpoint(Endpoint peer, long socket) {
    winsock = peer.winsock;
    this.socket = socket;
    memory = peer.memory;
    buffers = peer.buffers;
    transferred = peer.transferred;
    flags = peer.flags;
    errno = peer.errno;
  }

  /**
   * An end for the same thread, which makes its calls with this one's buffer and out parameters.
   */
  Endpoint ofSameThread(long otherSocket) {
    return new Endpoint(this, otherSocket);
  }

  public long socket() {
    return socket;
  }

  int bufferSize() {
    return memory.size();
  }

  /** Sends that many bytes of the buffer, all of them. */
  public void send(int bytes) {
    int left = bytes;
    do {
      buffers[0].len = left;
      if (winsock.send(socket, buffers, 1, transferred, 0, null, null, errno) != 0) {
        throw new WinsockException("send", errno);
      }
      left -= transferred.value;
    } while (left > 0);
  }

  /** Makes one receive call. */
  int receive(int bytes) {
    buffers[0].len = bytes;
    flags.value = 0;
    if (winsock.recv(socket, buffers, 1, transferred, flags, null, null, errno) != 0) {
      throw new WinsockException("receive", errno);
    }
    return transferred.value;
  }

  /** Receives until that many bytes are here. */
  public void receiveFully(int bytes) {
    int left = bytes;
    do {
      int received = receive(left);
      if (received == 0) {
        throw new WinsockException("the peer closed the connection");
      }
      left -= received;
    } while (left > 0);
  }

  /** As {@link #send}, by {@code WriteFile}. */
  public void writeFile(int bytes) {
    int left = bytes;
    do {
      if (!winsock.writeFile(socket, memory.address(), left, transferred, errno)) {
        throw new WinsockException("WriteFile", errno);
      }
      left -= transferred.value;
    } while (left > 0);
  }

  /** As {@link #receiveFully}, by {@code ReadFile}. */
  public void readFileFully(int bytes) {
    int left = bytes;
    do {
      if (!winsock.readFile(socket, memory.address(), left, transferred, errno)) {
        throw new WinsockException("ReadFile", errno);
      }
      if (transferred.value == 0) {
        throw new WinsockException("the peer closed the connection");
      }
      left -= transferred.value;
    } while (left > 0);
  }

  /** Sends back what comes, until the peer closes or this end is closed. */
  void echo(int bytes) {
    buffers[0].len = bytes;
    while (true) {
      flags.value = 0;
      if (winsock.recv(socket, buffers, 1, transferred, flags, null, null, errno) != 0) {
        if (errno.get() == WinsockError.WSAEINTR || errno.get() == WinsockError.WSAENOTSOCK) {
          return;
        }
        throw new WinsockException("receive", errno);
      }
      if (transferred.value == 0) {
        return;
      }
      send(transferred.value);
      buffers[0].len = bytes;
    }
  }

  void close() {
    if (winsock.closesocket(socket, errno) == Ws2Def.SOCKET_ERROR) {
      throw new WinsockException("closesocket", errno);
    }
  }
}
