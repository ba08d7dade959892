package dev.ifsbench.bench.state;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.SocketApi;
import dev.ifsbench.ws2.Winsock;

/** What a {@link LayerStack} has started: this project's model, or an entry of the system's. */
interface StartedStack {
  /** Keeps it started until {@link #leave}. Any thread may call. */
  void enter();

  /** Takes an {@link #enter} back. Any thread may call. */
  void leave();

  /**
   * This project's model of Winsock.
   *
   * @throws WinsockException if there is none
   */
  Winsock winsock();

  /** What the sockets are used by. */
  SocketApi api();

  /** The catalog entry that an application gets for the transport. */
  ProtocolInfo topEntry();

  /** The base provider's own entry for the transport. */
  ProtocolInfo baseEntry();

  /**
   * This project's model of Winsock, with a base provider and layers over it.
   *
   * @param winsock the model, with all providers installed
   * @param base the base provider
   * @param transport what carries the data
   */
  record Model(Winsock winsock, BaseStack base, Transport transport) implements StartedStack {
    @Override
    public void enter() {
      WinsockError error = winsock.wsaStartup(Ws2Def.VERSION_2_2);
      if (error != WinsockError.NO_ERROR) {
        throw new WinsockException("WSAStartup failed: " + error);
      }
    }

    @Override
    public void leave() {
      Errno errno = new Errno();
      if (winsock.wsaCleanup(errno) == Ws2Def.SOCKET_ERROR) {
        throw new WinsockException("WSACleanup", errno);
      }
    }

    @Override
    public SocketApi api() {
      return winsock;
    }

    @Override
    public ProtocolInfo topEntry() {
      return winsock.catalog().enumerate().stream()
          .map(CatalogEntry::info)
          .filter(info -> info.isOpenable() && transport.isServedBy(info))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public ProtocolInfo baseEntry() {
      return base.entry(transport).orElseThrow();
    }
  }
}
