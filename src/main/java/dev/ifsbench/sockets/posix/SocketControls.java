package dev.ifsbench.sockets.posix;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Duplicates;
import dev.ifsbench.sockets.posix.descriptor.ErrnoTranslation;
import dev.ifsbench.sockets.posix.descriptor.Failures;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;

/**
 * {@code SIO_UDP_CONNRESET} and {@code SIO_ADDRESS_LIST_QUERY}. Until the first is set, a datagram
 * socket reports ICMP errors as on Linux: only if it is connected.
 */
final class SocketControls {
  private final LibC libc;
  private final DescriptorTable table;
  private final Duplicates duplicates;
  private final Failures failures;

  SocketControls(LibC libc, DescriptorTable table, Duplicates duplicates, Failures failures) {
    this.libc = libc;
    this.table = table;
    this.duplicates = duplicates;
    this.failures = failures;
  }

  int control(long s, int code, NativeMemory in, NativeMemory out, IntRef returned, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    WinsockError error =
        switch (code) {
          case Ws2Def.SIO_UDP_CONNRESET -> setReports(fd, word, in, returned);
          case Ws2Def.SIO_ADDRESS_LIST_QUERY -> listAddresses(word, out, returned);
          default -> WinsockError.WSAEOPNOTSUPP;
        };
    if (error != WinsockError.NO_ERROR) {
      return failures.leave(fd, error, errno);
    }
    table.leave(fd);
    return 0;
  }

  private WinsockError setReports(int fd, long word, NativeMemory in, IntRef returned) {
    if ((word & DescriptorTable.DATAGRAM) == 0) {
      return WinsockError.WSAEOPNOTSUPP;
    }
    if (in == null || in.size() < Integer.BYTES) {
      return WinsockError.WSAEFAULT;
    }
    boolean reports = in.getInt(0) != 0;
    boolean inet6 = (word & DescriptorTable.INET6) != 0;
    int level = inet6 ? LinuxDef.IPPROTO_IPV6 : LinuxDef.IPPROTO_IP;
    int option = inet6 ? LinuxDef.IPV6_RECVERR : LinuxDef.IP_RECVERR;
    Scratch scratch = Scratch.get();
    scratch.putOptionInt(0, reports ? 1 : 0);
    if (libc.setsockopt(fd, level, option, scratch.option(), Integer.BYTES) < 0) {
      return ErrnoTranslation.of(libc.errno());
    }
    long bit = DescriptorTable.NO_RESETS;
    duplicates.learn(fd, word, bit, reports ? 0 : bit);
    returned.value = 0;
    return WinsockError.NO_ERROR;
  }

  private static WinsockError listAddresses(long word, NativeMemory out, IntRef returned) {
    boolean inet = (word & DescriptorTable.INET) != 0;
    if (!inet && (word & DescriptorTable.INET6) == 0) {
      return WinsockError.WSAEOPNOTSUPP;
    }
    AddressList list = AddressList.of(inet ? Ws2Def.AF_INET : Ws2Def.AF_INET6);
    returned.value = list.size();
    if (out == null || out.size() < list.size()) {
      return WinsockError.WSAEFAULT;
    }
    list.write(out);
    return WinsockError.NO_ERROR;
  }
}
