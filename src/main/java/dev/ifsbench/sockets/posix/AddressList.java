package dev.ifsbench.sockets.posix;

import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.Ws2Def;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code SOCKET_ADDRESS_LIST} of {@code SIO_ADDRESS_LIST_QUERY}: the addresses of one family
 * that a socket can be bound to. Those of the loopback are in it only if there are no others.
 */
final class AddressList {
  private static final int HEADER = 8;
  private static final int ENTRY = 16;
  private static final int ENTRY_LENGTH = 8;
  private static final int INET_ADDRESS = 4;
  private static final int INET6_ADDRESS = 8;
  private static final int INET6_SCOPE = 24;

  private final List<InetAddress> addresses;
  private final int addressSize;

  private AddressList(List<InetAddress> addresses, int addressSize) {
    this.addresses = addresses;
    this.addressSize = addressSize;
  }

  /** The list for a family, {@code AF_INET} or {@code AF_INET6}. */
  static AddressList of(int family) {
    boolean inet = family == Ws2Def.AF_INET;
    Class<? extends InetAddress> type = inet ? Inet4Address.class : Inet6Address.class;
    List<InetAddress> all = all().stream().filter(type::isInstance).toList();
    List<InetAddress> others = all.stream().filter(each -> !each.isLoopbackAddress()).toList();
    int size = inet ? SockAddr.INET_SIZE : (SockAddr.INET6_SIZE + 7) & -8;
    return new AddressList(others.isEmpty() ? all : others, size);
  }

  private static List<InetAddress> all() {
    List<InetAddress> all = new ArrayList<>();
    try {
      NetworkInterface.networkInterfaces()
          .filter(AddressList::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .forEach(all::add);
    } catch (SocketException e) {
      // A system without interfaces has no addresses.
    }
    return all;
  }

  private static boolean isUp(NetworkInterface each) {
    try {
      return each.isUp();
    } catch (SocketException e) {
      return false; // the interface is gone meanwhile
    }
  }

  /** Bytes of the list. */
  int size() {
    return HEADER + addresses.size() * (ENTRY + addressSize);
  }

  /** Writes the list; each entry points to its address behind the entries. */
  void write(NativeMemory out) {
    out.putInt(0, addresses.size());
    int at = HEADER + addresses.size() * ENTRY;
    for (int i = 0; i < addresses.size(); i++) {
      InetAddress address = addresses.get(i);
      int length = address instanceof Inet4Address ? SockAddr.INET_SIZE : SockAddr.INET6_SIZE;
      out.putLong(HEADER + i * ENTRY, out.address() + at);
      out.putInt(HEADER + i * ENTRY + ENTRY_LENGTH, length);
      out.putBytes(at, new byte[length]);
      if (address instanceof Inet6Address inet6) {
        out.putShort(at, (short) Ws2Def.AF_INET6);
        out.putBytes(at + INET6_ADDRESS, address.getAddress());
        out.putInt(at + INET6_SCOPE, inet6.getScopeId());
      } else {
        out.putShort(at, (short) Ws2Def.AF_INET);
        out.putBytes(at + INET_ADDRESS, address.getAddress());
      }
      at += addressSize;
    }
  }
}
