package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.UnixPath;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;

/** A listening socket at an address of the transport's. For one thread. */
public final class Listener implements AutoCloseable {
  private final CheckedCalls calls;
  private final UnixPath path = new UnixPath();
  private final long socket;
  private final NativeMemory address;

  /**
   * Opens the socket.
   *
   * @param calls to use
   * @param entry the catalog entry to open it through
   */
  public Listener(CheckedCalls calls, ProtocolInfo entry) {
    this.calls = calls;
    socket = calls.socket(entry);
    address = calls.bind(socket, path.toString());
    calls.listen(socket);
  }

  /** The listening socket. */
  public long socket() {
    return socket;
  }

  /** Where to connect to. */
  public NativeMemory address() {
    return address;
  }

  /** Closes the listening socket. */
  @Override
  public void close() {
    calls.close(socket);
    path.close();
  }
}
