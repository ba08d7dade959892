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
 * Socket options: Winsock's numbers and layouts on one side, Linux's on the other.
 *
 * <p>Every option here is 4 bytes for Winsock. SO_SNDBUF and SO_RCVBUF read back what was set:
 * Linux doubles the value for its own bookkeeping, and this class halves it again.
 */
final class SocketOptions {
  private static final int OPTION_SIZE = 4;

  /** How an option's value looks to Linux. */
  private enum Form {
    NUMBER(Integer.BYTES),
    BUFFER_SIZE(Integer.BYTES),
    ERROR(Integer.BYTES),
    LINGER(LinuxDef.SIZEOF_LINGER),
    TIME_LIMIT(LinuxDef.SIZEOF_TIMEVAL);

    private final int size;

    Form(int size) {
      this.size = size;
    }
  }

  /** An option that both sides have. */
  private enum Option {
    ACCEPTCONN(LinuxDef.SO_ACCEPTCONN, Form.NUMBER),
    REUSEADDR(LinuxDef.SO_REUSEADDR, Form.NUMBER),
    KEEPALIVE(LinuxDef.SO_KEEPALIVE, Form.NUMBER),
    BROADCAST(LinuxDef.SO_BROADCAST, Form.NUMBER),
    LINGER(LinuxDef.SO_LINGER, Form.LINGER),
    SNDBUF(LinuxDef.SO_SNDBUF, Form.BUFFER_SIZE),
    RCVBUF(LinuxDef.SO_RCVBUF, Form.BUFFER_SIZE),
    SNDTIMEO(LinuxDef.SO_SNDTIMEO, Form.TIME_LIMIT),
    RCVTIMEO(LinuxDef.SO_RCVTIMEO, Form.TIME_LIMIT),
    ERROR(LinuxDef.SO_ERROR, Form.ERROR),
    TYPE(LinuxDef.SO_TYPE, Form.NUMBER),
    NODELAY(LinuxDef.IPPROTO_TCP, LinuxDef.TCP_NODELAY, Form.NUMBER),
    V6ONLY(LinuxDef.IPPROTO_IPV6, LinuxDef.IPV6_V6ONLY, Form.NUMBER),
    PKTINFO(LinuxDef.IPPROTO_IP, LinuxDef.IP_PKTINFO, Form.NUMBER),
    PKTINFO6(LinuxDef.IPPROTO_IPV6, LinuxDef.IPV6_RECVPKTINFO, Form.NUMBER);

    private final int level;
    private final int name;
    private final Form form;

    Option(int name, Form form) {
      this(LinuxDef.SOL_SOCKET, name, form);
    }

    Option(int level, int name, Form form) {
      this.level = level;
      this.name = name;
      this.form = form;
    }
  }

  private final LibC libc;
  private final DescriptorTable table;
  private final Duplicates duplicates;
  private final Failures failures;

  SocketOptions(LibC libc, DescriptorTable table, Duplicates duplicates, Failures failures) {
    this.libc = libc;
    this.table = table;
    this.duplicates = duplicates;
    this.failures = failures;
  }

  private static final int IPV4_DATAGRAM = 65_507;
  private static final int IPV6_DATAGRAM = 65_527;

  int get(long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    Option option = find(level, optname);
    int own = level == Ws2Def.SOL_SOCKET ? own(optname, word) : -1;
    if (option == null && own < 0) {
      return failures.leave(fd, WinsockError.WSAENOPROTOOPT, errno);
    }
    if (optlen == null) {
      return failures.leave(fd, WinsockError.WSAEFAULT, errno);
    }
    if (optval == null || Math.min(optlen.value, optval.size()) < OPTION_SIZE) {
      optlen.value = OPTION_SIZE;
      return failures.leave(fd, WinsockError.WSAEFAULT, errno);
    }
    if (option == null) {
      optval.putInt(0, own);
      optlen.value = OPTION_SIZE;
      table.leave(fd);
      return 0;
    }
    Scratch scratch = Scratch.get();
    int rc =
        libc.getsockopt(
            fd, option.level, option.name, scratch.option(), scratch.length(option.form.size));
    if (rc < 0) {
      return failures.leave(fd, ErrnoTranslation.ofOption(libc.errno()), errno);
    }
    optval.putInt(0, toWinsock(option.form, scratch));
    if (option.form == Form.LINGER) {
      optval.putShort(0, (short) scratch.getOptionInt(LinuxDef.LINGER_ONOFF));
      optval.putShort(2, (short) scratch.getOptionInt(LinuxDef.LINGER_LINGER));
    }
    optlen.value = OPTION_SIZE;
    table.leave(fd);
    return 0;
  }

  int set(long s, int level, int optname, NativeMemory optval, int optlen, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    Option option = find(level, optname);
    boolean exclusive = level == Ws2Def.SOL_SOCKET && optname == Ws2Def.SO_EXCLUSIVEADDRUSE;
    if (option == null && !exclusive) {
      return failures.leave(fd, WinsockError.WSAENOPROTOOPT, errno);
    }
    if (optval == null || Math.min(optlen, optval.size()) < OPTION_SIZE) {
      return failures.leave(fd, WinsockError.WSAEFAULT, errno);
    }
    if (exclusive) {
      return setExclusive(fd, word, optval.getInt(0) != 0, errno);
    }
    if (option == Option.REUSEADDR
        && optval.getInt(0) != 0
        && (word & DescriptorTable.EXCLUSIVE) != 0) {
      return failures.leave(fd, WinsockError.WSAEINVAL, errno);
    }
    Scratch scratch = Scratch.get();
    toLinux(option.form, optval, scratch);
    if (libc.setsockopt(fd, option.level, option.name, scratch.option(), option.form.size) < 0) {
      return failures.leave(fd, ErrnoTranslation.ofOption(libc.errno()), errno);
    }
    if (option.form == Form.TIME_LIMIT) {
      long limit =
          option == Option.RCVTIMEO ? DescriptorTable.RECEIVE_LIMIT : DescriptorTable.SEND_LIMIT;
      duplicates.learn(fd, word, limit, optval.getInt(0) == 0 ? 0 : limit);
    }
    table.leave(fd);
    return 0;
  }

  /** The value of an option that only Winsock has; -1 if it is not one, or not for this socket. */
  private static int own(int optname, long word) {
    if (optname == Ws2Def.SO_EXCLUSIVEADDRUSE) {
      return (word & DescriptorTable.EXCLUSIVE) != 0 ? 1 : 0;
    }
    if (optname != Ws2Def.SO_MAX_MSG_SIZE || (word & DescriptorTable.DATAGRAM) == 0) {
      return -1;
    }
    return (word & DescriptorTable.INET6) != 0 ? IPV6_DATAGRAM : IPV4_DATAGRAM;
  }

  // Linux already does this for every socket that has not set SO_REUSEADDR.
  private int setExclusive(int fd, long word, boolean exclusive, Errno errno) {
    Scratch scratch = Scratch.get();
    boolean bound =
        libc.getsockname(fd, scratch.address(), scratch.addressLength()) == 0
            && scratch.getAddressPort() != 0;
    boolean reused = scratch.intOption(libc, fd, LinuxDef.SOL_SOCKET, LinuxDef.SO_REUSEADDR) != 0;
    boolean inet = (word & (DescriptorTable.INET | DescriptorTable.INET6)) != 0;
    if ((inet && bound) || (exclusive && reused)) {
      return failures.leave(fd, WinsockError.WSAEINVAL, errno);
    }
    long bit = DescriptorTable.EXCLUSIVE;
    duplicates.learn(fd, word, bit, exclusive ? bit : 0);
    table.leave(fd);
    return 0;
  }

  private static int toWinsock(Form form, Scratch scratch) {
    int number = scratch.getOptionInt(0);
    return switch (form) {
      case NUMBER -> number;
      case BUFFER_SIZE -> number / 2;
      case ERROR -> number == 0 ? 0 : ErrnoTranslation.of(number).code();
      case TIME_LIMIT -> (int) (scratch.getTimevalMicros() / 1_000);
      case LINGER -> 0; // two numbers, not one
    };
  }

  private static void toLinux(Form form, NativeMemory optval, Scratch scratch) {
    switch (form) {
      case LINGER -> {
        scratch.putOptionInt(LinuxDef.LINGER_ONOFF, Short.toUnsignedInt(optval.getShort(0)));
        scratch.putOptionInt(LinuxDef.LINGER_LINGER, Short.toUnsignedInt(optval.getShort(2)));
      }
      case TIME_LIMIT -> {
        long millis = Integer.toUnsignedLong(optval.getInt(0));
        scratch.putOptionLong(LinuxDef.TIMEVAL_SEC, millis / 1_000);
        scratch.putOptionLong(LinuxDef.TIMEVAL_USEC, millis % 1_000 * 1_000);
      }
      case NUMBER, BUFFER_SIZE, ERROR -> scratch.putOptionInt(0, optval.getInt(0));
    }
  }

  private static Option find(int level, int optname) {
    return switch (level) {
      case Ws2Def.SOL_SOCKET -> findSocketOption(optname);
      case Ws2Def.IPPROTO_TCP -> optname == Ws2Def.TCP_NODELAY ? Option.NODELAY : null;
      case Ws2Def.IPPROTO_IP -> optname == Ws2Def.IP_PKTINFO ? Option.PKTINFO : null;
      case Ws2Def.IPPROTO_IPV6 ->
          switch (optname) {
            case Ws2Def.IPV6_V6ONLY -> Option.V6ONLY;
            case Ws2Def.IPV6_PKTINFO -> Option.PKTINFO6;
            default -> null;
          };
      default -> null;
    };
  }

  private static Option findSocketOption(int optname) {
    return switch (optname) {
      case Ws2Def.SO_ACCEPTCONN -> Option.ACCEPTCONN;
      case Ws2Def.SO_REUSEADDR -> Option.REUSEADDR;
      case Ws2Def.SO_KEEPALIVE -> Option.KEEPALIVE;
      case Ws2Def.SO_BROADCAST -> Option.BROADCAST;
      case Ws2Def.SO_LINGER -> Option.LINGER;
      case Ws2Def.SO_SNDBUF -> Option.SNDBUF;
      case Ws2Def.SO_RCVBUF -> Option.RCVBUF;
      case Ws2Def.SO_SNDTIMEO -> Option.SNDTIMEO;
      case Ws2Def.SO_RCVTIMEO -> Option.RCVTIMEO;
      case Ws2Def.SO_ERROR -> Option.ERROR;
      case Ws2Def.SO_TYPE -> Option.TYPE;
      default -> null;
    };
  }
}
