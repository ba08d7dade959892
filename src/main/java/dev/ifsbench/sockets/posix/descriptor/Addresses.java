package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;

/**
 * Translates socket addresses between Winsock and Linux, which differ only in the number of IPv6's
 * family.
 */
public final class Addresses {
  private Addresses() {}

  /** Winsock's address family as Linux's, or -1. */
  public static int familyToLinux(int family) {
    return switch (family) {
      case Ws2Def.AF_UNIX -> LinuxDef.AF_UNIX;
      case Ws2Def.AF_INET -> LinuxDef.AF_INET;
      case Ws2Def.AF_INET6 -> LinuxDef.AF_INET6;
      default -> -1;
    };
  }

  /** Linux's address family as Winsock's. */
  public static int familyToWinsock(int family) {
    return family == LinuxDef.AF_INET6 ? Ws2Def.AF_INET6 : family;
  }

  /**
   * Checks an address that the caller gives.
   *
   * @param unspecified whether {@code AF_UNSPEC} makes sense
   * @return what is wrong with it, or null
   */
  public static WinsockError check(NativeMemory name, int namelen, boolean unspecified) {
    if (name == null || namelen < Short.BYTES || namelen > name.size()) {
      return WinsockError.WSAEFAULT;
    }
    return switch (SockAddr.family(name)) {
      case Ws2Def.AF_INET -> longEnough(namelen, SockAddr.INET_SIZE);
      case Ws2Def.AF_INET6 -> longEnough(namelen, SockAddr.INET6_SIZE);
      case Ws2Def.AF_UNIX -> null;
      case Ws2Def.AF_UNSPEC -> unspecified ? null : WinsockError.WSAEAFNOSUPPORT;
      default -> WinsockError.WSAEAFNOSUPPORT;
    };
  }

  /** The address of a checked socket address as Linux wants it; the caller's is left alone. */
  public static long toLinux(NativeMemory name) {
    if (SockAddr.family(name) != Ws2Def.AF_INET6) {
      return name.address();
    }
    Scratch scratch = Scratch.get();
    scratch.putAddressFamily(LinuxDef.AF_INET6);
    for (int i = Short.BYTES; i < SockAddr.INET6_SIZE; i++) {
      scratch.putAddressByte(i, name.getByte(i));
    }
    return scratch.address();
  }

  /**
   * Whether the caller has room for an address of the socket's family, so that nothing is taken
   * from the socket in vain. If not, the length is set to what is needed.
   */
  public static boolean hasRoom(NativeMemory name, IntRef namelen, long word) {
    if (name == null) {
      return true;
    }
    int needed = Short.BYTES;
    if ((word & DescriptorTable.INET) != 0) {
      needed = SockAddr.INET_SIZE;
    } else if ((word & DescriptorTable.INET6) != 0) {
      needed = SockAddr.INET6_SIZE;
    }
    return fits(name, namelen, needed);
  }

  /**
   * Copies the address in the scratch memory to the caller.
   *
   * @param length how long it is
   * @return false if it does not fit; the caller's length then says how much is needed
   */
  public static boolean toWinsock(Scratch scratch, int length, NativeMemory name, IntRef namelen) {
    if (name == null) {
      return true;
    }
    if (!fits(name, namelen, length)) {
      return false;
    }
    namelen.value = length;
    if (length >= Short.BYTES) {
      name.putShort(0, (short) familyToWinsock(scratch.getAddressFamily()));
    }
    for (int i = Short.BYTES; i < length; i++) {
      name.putByte(i, scratch.getAddressByte(i));
    }
    return true;
  }

  private static boolean fits(NativeMemory name, IntRef namelen, int needed) {
    if (Math.min(namelen.value, name.size()) >= needed) {
      return true;
    }
    namelen.value = needed;
    return false;
  }

  private static WinsockError longEnough(int length, int needed) {
    return length >= needed ? null : WinsockError.WSAEFAULT;
  }
}
