package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.Ws2Def;

/** What carries the data. */
public enum Transport {
  /** TCP over the IPv4 loopback. */
  TCP(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, true),

  /** TCP over the IPv6 loopback. */
  TCP6(Ws2Def.AF_INET6, Ws2Def.SOCK_STREAM, true),

  /** UDP over the IPv4 loopback. */
  UDP(Ws2Def.AF_INET, Ws2Def.SOCK_DGRAM, true),

  /** UDP over the IPv6 loopback. */
  UDP6(Ws2Def.AF_INET6, Ws2Def.SOCK_DGRAM, true),

  /** A Unix-domain stream. */
  UNIX(Ws2Def.AF_UNIX, Ws2Def.SOCK_STREAM, true),

  /**
   * Nothing: the base provider's send and receive return at once without a system call, so that the
   * dispatcher and the layers alone are timed.
   */
  NONE(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, false);

  private final int addressFamily;
  private final int socketType;
  private final boolean real;

  Transport(int addressFamily, int socketType, boolean real) {
    this.addressFamily = addressFamily;
    this.socketType = socketType;
    this.real = real;
  }

  /** The Winsock address family, {@code AF_*}. */
  public int addressFamily() {
    return addressFamily;
  }

  /** The Winsock socket type, {@code SOCK_*}. */
  public int socketType() {
    return socketType;
  }

  /** Whether a bound socket's address has a port that the system chose. */
  boolean assignsPorts() {
    return real && addressFamily != Ws2Def.AF_UNIX;
  }

  /**
   * Whether a catalog entry is one for it.
   *
   * @param info the entry
   */
  public boolean isServedBy(ProtocolInfo info) {
    return info.addressFamily() == addressFamily && info.socketType() == socketType;
  }

  /** Whether it is a stream, and not made of datagrams. */
  public boolean isStream() {
    return socketType == Ws2Def.SOCK_STREAM;
  }

  /** Whether it is a real TCP connection, with TCP's options and states. */
  boolean isTcp() {
    return assignsPorts() && isStream();
  }

  /**
   * Whether bytes really move.
   *
   * @return false for {@link #NONE}
   */
  public boolean isReal() {
    return real;
  }

  /**
   * What plays the operating system: the real one, or for {@link #NONE} nothing at all.
   *
   * @param binding how to reach C, if it comes to that
   */
  public NativeSockets newSockets(Binding binding) {
    return real ? SystemSockets.get(binding) : SystemSockets.none();
  }

  /**
   * An address that a socket can be bound to.
   *
   * @param unixPath the path to use in the Unix domain
   */
  public NativeMemory bindAddress(String unixPath) {
    return switch (addressFamily) {
      case Ws2Def.AF_INET -> SockAddr.inetLoopback(0);
      case Ws2Def.AF_INET6 -> SockAddr.inet6Loopback(0);
      default -> SockAddr.unix(unixPath);
    };
  }
}
