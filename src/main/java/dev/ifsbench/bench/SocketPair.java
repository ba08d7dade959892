package dev.ifsbench.bench;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.Winsock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two sockets that are connected to each other over a {@link LayerStack}'s transport. */
final class SocketPair {
  private final Endpoint near;
  private final Endpoint far;

  private SocketPair(Endpoint near, Endpoint far) {
    this.near = near;
    this.far = far;
  }

  /**
   * Opens a pair.
   *
   * @param stack whose sockets to use
   * @param farEntry the entry that the far end is opened through; the near end gets the topmost
   * @param bufferSize bytes of each end's buffer
   */
  static SocketPair open(LayerStack stack, ProtocolInfo farEntry, int bufferSize) {
    try {
      Path directory = Files.createTempDirectory("ifsbench");
      Path path = directory.resolve("socket");
      try {
        return new Opening(stack, farEntry, path.toString()).open(bufferSize);
      } finally {
        Files.deleteIfExists(path);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no place for a Unix-domain socket: " + e.getMessage(), e);
    }
  }

  Endpoint near() {
    return near;
  }

  Endpoint far() {
    return far;
  }

  void close() {
    near.close();
    far.close();
  }

  /** The steps that lead to a pair. */
  private static final class Opening {
    private final Winsock winsock;
    private final Transport transport;
    private final ProtocolInfo nearEntry;
    private final ProtocolInfo farEntry;
    private final String unixPath;
    private final Errno errno = new Errno();

    Opening(LayerStack stack, ProtocolInfo farEntry, String unixPath) {
      winsock = stack.winsock();
      transport = stack.transport();
      nearEntry = stack.topEntry();
      this.farEntry = farEntry;
      this.unixPath = unixPath;
    }

    SocketPair open(int bufferSize) {
      long nearSocket = socket(nearEntry);
      long farSocket =
          transport.isStream() ? connectStream(nearSocket) : connectDatagrams(nearSocket);
      return new SocketPair(
          new Endpoint(winsock, nearSocket, bufferSize),
          new Endpoint(winsock, farSocket, bufferSize));
    }

    private long connectStream(long near) {
      long listener = socket(farEntry);
      NativeMemory address = bind(listener);
      check("listen", winsock.listen(listener, 1, errno));
      check("connect", winsock.connect(near, address, address.size(), errno));
      long accepted = winsock.accept(listener, null, null, errno);
      if (accepted == Ws2Def.INVALID_SOCKET) {
        throw new WinsockException("accept", errno);
      }
      check("closesocket", winsock.closesocket(listener, errno));
      if (transport.assignsPorts()) {
        setNoDelay(near);
        setNoDelay(accepted);
      }
      return accepted;
    }

    private long connectDatagrams(long near) {
      long far = socket(farEntry);
      NativeMemory nearAddress = bind(near);
      NativeMemory farAddress = bind(far);
      check("connect", winsock.connect(near, farAddress, farAddress.size(), errno));
      check("connect", winsock.connect(far, nearAddress, nearAddress.size(), errno));
      return far;
    }

    private long socket(ProtocolInfo entry) {
      long s =
          winsock.socket(
              Ws2Def.FROM_PROTOCOL_INFO,
              Ws2Def.FROM_PROTOCOL_INFO,
              Ws2Def.FROM_PROTOCOL_INFO,
              entry,
              0,
              Ws2Def.WSA_FLAG_OVERLAPPED,
              errno);
      if (s == Ws2Def.INVALID_SOCKET) {
        throw new WinsockException("socket over " + entry.protocolName(), errno);
      }
      return s;
    }

    private NativeMemory bind(long s) {
      NativeMemory asked = transport.bindAddress(unixPath);
      check("bind", winsock.bind(s, asked, asked.size(), errno));
      if (!transport.assignsPorts()) {
        return asked;
      }
      NativeMemory bound = new NativeMemory(asked.size());
      check("getsockname", winsock.getsockname(s, bound, new IntRef(bound.size()), errno));
      return bound;
    }

    // Small messages must leave at once, or the benchmark would time Nagle's algorithm.
    private void setNoDelay(long s) {
      NativeMemory on = new NativeMemory(Integer.BYTES);
      on.putInt(0, 1);
      check(
          "setsockopt TCP_NODELAY",
          winsock.setsockopt(s, Ws2Def.IPPROTO_TCP, Ws2Def.TCP_NODELAY, on, Integer.BYTES, errno));
    }

    private void check(String call, int result) {
      if (result == Ws2Def.SOCKET_ERROR) {
        throw new WinsockException(call, errno);
      }
    }
  }
}
