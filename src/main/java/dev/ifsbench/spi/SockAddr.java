package dev.ifsbench.spi;

import java.nio.charset.StandardCharsets;

/**
 * Socket addresses as Winsock lays them out: {@code sockaddr_in}, {@code sockaddr_in6} and {@code
 * sockaddr_un}. The family is in the machine's byte order, the port in the network's.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/winsock/sockaddr-2">sockaddr</a>
 */
public final class SockAddr {
  /** Bytes of a {@code sockaddr_in}. */
  public static final int INET_SIZE = 16;

  /** Bytes of a {@code sockaddr_in6}. */
  public static final int INET6_SIZE = 28;

  /** Bytes of a {@code sockaddr_un}, the longest address here. */
  public static final int UNIX_SIZE = 110;

  private static final int FAMILY = 0;
  private static final int PORT = 2;
  private static final int INET_ADDRESS = 4;
  private static final int INET6_ADDRESS = 8;
  private static final int UNIX_PATH = 2;
  private static final int INET6_ADDRESS_SIZE = 16;

  private SockAddr() {}

  /**
   * An address of the IPv4 loopback.
   *
   * @param port the port, 0 to 65535; 0 asks for any
   * @return a {@code sockaddr_in} of 127.0.0.1
   */
  public static NativeMemory inetLoopback(int port) {
    NativeMemory address = new NativeMemory(INET_SIZE);
    address.putShort(FAMILY, (short) Ws2Def.AF_INET);
    setPort(address, port);
    address.putBytes(INET_ADDRESS, new byte[] {127, 0, 0, 1});
    return address;
  }

  /**
   * An address of the IPv6 loopback.
   *
   * @param port the port, 0 to 65535; 0 asks for any
   * @return a {@code sockaddr_in6} of ::1
   */
  public static NativeMemory inet6Loopback(int port) {
    NativeMemory address = new NativeMemory(INET6_SIZE);
    address.putShort(FAMILY, (short) Ws2Def.AF_INET6);
    setPort(address, port);
    address.putByte(INET6_ADDRESS + INET6_ADDRESS_SIZE - 1, (byte) 1);
    return address;
  }

  /**
   * An address in the Unix domain.
   *
   * @param path the path, at most 107 bytes of UTF-8
   * @return a {@code sockaddr_un}
   * @throws IllegalArgumentException if the path is too long
   */
  public static NativeMemory unix(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= UNIX_SIZE - UNIX_PATH) {
      throw new IllegalArgumentException(
          "a Unix-domain path holds at most " + (UNIX_SIZE - UNIX_PATH - 1) + " bytes: " + path);
    }
    NativeMemory address = new NativeMemory(UNIX_SIZE);
    address.putShort(FAMILY, (short) Ws2Def.AF_UNIX);
    address.putBytes(UNIX_PATH, bytes);
    return address;
  }

  /**
   * An address's family.
   *
   * @param address a socket address
   * @return its {@code AF_*} number
   */
  public static int family(NativeMemory address) {
    return Short.toUnsignedInt(address.getShort(FAMILY));
  }

  /**
   * An internet address's port.
   *
   * @param address a {@code sockaddr_in} or {@code sockaddr_in6}
   * @return the port, 0 to 65535
   */
  public static int port(NativeMemory address) {
    return Byte.toUnsignedInt(address.getByte(PORT)) << 8
        | Byte.toUnsignedInt(address.getByte(PORT + 1));
  }

  private static void setPort(NativeMemory address, int port) {
    if (port < 0 || port > 0xFFFF) {
      throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
    }
    address.putByte(PORT, (byte) (port >>> 8));
    address.putByte(PORT + 1, (byte) port);
  }
}
