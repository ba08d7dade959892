package dev.ifsbench.sockets.libc;

import dev.ifsbench.sockets.Buffers;

/**
 * The constants of Linux's headers that are needed here, and the layouts of its structures, as
 * 64-bit x86 and Arm have them. A test compares each with what the C compiler says.
 *
 * <p>Where Winsock has a constant of the same name, this is Linux's value.
 */
public final class LinuxDef {
  // <errno.h>
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int EINTR = 4;
  public static final int EIO = 5;
  public static final int EBADF = 9;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EACCES = 13;
  public static final int EFAULT = 14;
  public static final int EBUSY = 16;
  public static final int ENOTDIR = 20;
  public static final int EINVAL = 22;
  public static final int ENFILE = 23;
  public static final int EMFILE = 24;
  public static final int ENOSPC = 28;
  public static final int EROFS = 30;
  public static final int EPIPE = 32;
  public static final int EDOM = 33;
  public static final int ENAMETOOLONG = 36;
  public static final int ENOTEMPTY = 39;
  public static final int ELOOP = 40;
  public static final int ENONET = 64;
  public static final int EREMOTE = 66;
  public static final int EPROTO = 71;
  public static final int EUSERS = 87;
  public static final int ENOTSOCK = 88;
  public static final int EDESTADDRREQ = 89;
  public static final int EMSGSIZE = 90;
  public static final int EPROTOTYPE = 91;
  public static final int ENOPROTOOPT = 92;
  public static final int EPROTONOSUPPORT = 93;
  public static final int ESOCKTNOSUPPORT = 94;
  public static final int EOPNOTSUPP = 95;
  public static final int EPFNOSUPPORT = 96;
  public static final int EAFNOSUPPORT = 97;
  public static final int EADDRINUSE = 98;
  public static final int EADDRNOTAVAIL = 99;
  public static final int ENETDOWN = 100;
  public static final int ENETUNREACH = 101;
  public static final int ENETRESET = 102;
  public static final int ECONNABORTED = 103;
  public static final int ECONNRESET = 104;
  public static final int ENOBUFS = 105;
  public static final int EISCONN = 106;
  public static final int ENOTCONN = 107;
  public static final int ESHUTDOWN = 108;
  public static final int ETOOMANYREFS = 109;
  public static final int ETIMEDOUT = 110;
  public static final int ECONNREFUSED = 111;
  public static final int EHOSTDOWN = 112;
  public static final int EHOSTUNREACH = 113;
  public static final int EALREADY = 114;
  public static final int EINPROGRESS = 115;
  public static final int ESTALE = 116;
  public static final int EDQUOT = 122;
  public static final int ECANCELED = 125;

  // <sys/socket.h>
  public static final int AF_UNSPEC = 0;
  public static final int AF_UNIX = 1;
  public static final int AF_INET = 2;
  public static final int AF_INET6 = 10;
  public static final int SOCK_STREAM = 1;
  public static final int SOCK_DGRAM = 2;
  public static final int SOCK_SEQPACKET = 5;
  public static final int SOCK_NONBLOCK = 0x800;
  public static final int SOCK_CLOEXEC = 0x80000;
  public static final int MSG_OOB = 0x1;
  public static final int MSG_PEEK = 0x2;
  public static final int MSG_DONTROUTE = 0x4;
  public static final int MSG_TRUNC = 0x20;
  public static final int MSG_ERRQUEUE = 0x2000;
  public static final int MSG_DONTWAIT = 0x40;
  public static final int MSG_WAITALL = 0x100;
  public static final int MSG_NOSIGNAL = 0x4000;
  public static final int SHUT_RD = 0;
  public static final int SHUT_WR = 1;
  public static final int SHUT_RDWR = 2;
  public static final int SOL_SOCKET = 1;
  public static final int SO_REUSEADDR = 2;
  public static final int SO_TYPE = 3;
  public static final int SO_ERROR = 4;
  public static final int SO_BROADCAST = 6;
  public static final int SO_SNDBUF = 7;
  public static final int SO_RCVBUF = 8;
  public static final int SO_KEEPALIVE = 9;
  public static final int SO_LINGER = 13;
  public static final int SO_RCVTIMEO = 20;
  public static final int SO_SNDTIMEO = 21;
  public static final int SO_ACCEPTCONN = 30;
  public static final int SO_PROTOCOL = 38;
  public static final int SO_DOMAIN = 39;

  // <netinet/in.h>, <netinet/tcp.h>
  public static final int IPPROTO_IP = 0;
  public static final int IPPROTO_TCP = 6;
  public static final int IPPROTO_UDP = 17;
  public static final int IPPROTO_IPV6 = 41;
  public static final int TCP_NODELAY = 1;
  public static final int IPV6_V6ONLY = 26;
  public static final int IP_PKTINFO = 8;
  public static final int IP_RECVERR = 11;
  public static final int IPV6_RECVERR = 25;
  public static final int IPV6_RECVPKTINFO = 49;
  public static final int IPV6_PKTINFO = 50;

  // <fcntl.h>, <sys/ioctl.h>, <sys/eventfd.h>, <limits.h>
  public static final int F_GETFD = 1;
  public static final int F_GETFL = 3;
  public static final int F_DUPFD_CLOEXEC = 1030;
  public static final int O_NONBLOCK = 0x800;
  public static final int FIONREAD = 0x541B;
  public static final int FIONBIO = 0x5421;
  public static final int EFD_NONBLOCK = 0x800;
  public static final int EFD_CLOEXEC = 0x80000;
  public static final int IOV_MAX = Buffers.MAXIMUM;

  // <poll.h>
  public static final int POLLIN = 0x1;
  public static final int POLLPRI = 0x2;
  public static final int POLLOUT = 0x4;
  public static final int POLLERR = 0x8;
  public static final int POLLHUP = 0x10;
  public static final int POLLNVAL = 0x20;
  public static final int POLLRDHUP = 0x2000;

  // <sys/epoll.h>
  public static final int EPOLLIN = 0x1;
  public static final int EPOLLOUT = 0x4;
  public static final int EPOLLRDHUP = 0x2000;
  public static final int EPOLLONESHOT = 0x40000000;
  public static final int EPOLL_CTL_ADD = 1;
  public static final int EPOLL_CTL_DEL = 2;
  public static final int EPOLL_CTL_MOD = 3;
  public static final int EPOLL_CLOEXEC = 0x80000;

  // <sys/mman.h>
  public static final int PROT_READ = 0x1;
  public static final int PROT_WRITE = 0x2;
  public static final int MAP_SHARED = 0x1;
  public static final int MAP_POPULATE = 0x8000;

  // <sys/syscall.h>
  public static final int SYS_DUP3 = isAmd64() ? 292 : 24;
  public static final int SYS_SENDFILE = isAmd64() ? 40 : 71;
  public static final int SYS_IO_URING_SETUP = 425;
  public static final int SYS_IO_URING_ENTER = 426;

  // <linux/io_uring.h>
  public static final int IORING_SETUP_CQSIZE = 0x8;
  public static final int IORING_FEAT_SINGLE_MMAP = 0x1;
  public static final int IORING_FEAT_NODROP = 0x2;
  public static final int IORING_FEAT_FAST_POLL = 0x20;
  public static final int IORING_OFF_SQ_RING = 0;
  public static final int IORING_OFF_SQES = 0x10000000;
  public static final int IORING_ENTER_GETEVENTS = 0x1;
  public static final int IORING_OP_POLL_ADD = 6;
  public static final int IORING_OP_SENDMSG = 9;
  public static final int IORING_OP_RECVMSG = 10;
  public static final int IORING_OP_ASYNC_CANCEL = 14;

  // Sizes and offsets in bytes.
  public static final int SIZEOF_SOCKADDR_IN = 16;
  public static final int SIZEOF_SOCKADDR_IN6 = 28;
  public static final int SIZEOF_SOCKADDR_UN = 110;
  public static final int SIZEOF_SOCKADDR_STORAGE = 128;
  public static final int SOCKADDR_FAMILY = 0;
  public static final int SOCKADDR_IN_PORT = 2;
  public static final int SOCKADDR_IN6_PORT = 2;
  public static final int SIZEOF_IOVEC = 16;
  public static final int IOVEC_BASE = 0;
  public static final int IOVEC_LEN = 8;
  public static final int SIZEOF_MSGHDR = 56;
  public static final int MSGHDR_NAME = 0;
  public static final int MSGHDR_NAMELEN = 8;
  public static final int MSGHDR_IOV = 16;
  public static final int MSGHDR_IOVLEN = 24;
  public static final int MSGHDR_CONTROL = 32;
  public static final int MSGHDR_CONTROLLEN = 40;
  public static final int MSGHDR_FLAGS = 48;
  public static final int SIZEOF_POLLFD = 8;
  public static final int POLLFD_FD = 0;
  public static final int POLLFD_EVENTS = 4;
  public static final int POLLFD_REVENTS = 6;
  public static final int SIZEOF_EPOLL_EVENT = isAmd64() ? 12 : 16;
  public static final int EPOLL_EVENT_EVENTS = 0;
  public static final int EPOLL_EVENT_DATA = isAmd64() ? 4 : 8;
  public static final int SIZEOF_IO_URING_PARAMS = 120;
  public static final int IO_URING_PARAMS_SQ_ENTRIES = 0;
  public static final int IO_URING_PARAMS_CQ_ENTRIES = 4;
  public static final int IO_URING_PARAMS_FLAGS = 8;
  public static final int IO_URING_PARAMS_FEATURES = 20;
  public static final int IO_URING_PARAMS_SQ_TAIL = 44;
  public static final int IO_URING_PARAMS_SQ_ARRAY = 64;
  public static final int IO_URING_PARAMS_CQ_HEAD = 80;
  public static final int IO_URING_PARAMS_CQ_TAIL = 84;
  public static final int IO_URING_PARAMS_CQ_CQES = 100;
  public static final int SIZEOF_IO_URING_SQE = 64;
  public static final int IO_URING_SQE_OPCODE = 0;
  public static final int IO_URING_SQE_FD = 4;
  public static final int IO_URING_SQE_ADDR = 16;
  public static final int IO_URING_SQE_LEN = 24;
  public static final int IO_URING_SQE_OP_FLAGS = 28;
  public static final int IO_URING_SQE_USER_DATA = 32;
  public static final int SIZEOF_IO_URING_CQE = 16;
  public static final int IO_URING_CQE_USER_DATA = 0;
  public static final int IO_URING_CQE_RES = 8;
  public static final int SIZEOF_TIMESPEC = 16;
  public static final int TIMESPEC_SEC = 0;
  public static final int TIMESPEC_NSEC = 8;
  public static final int SIZEOF_TIMEVAL = 16;
  public static final int TIMEVAL_SEC = 0;
  public static final int TIMEVAL_USEC = 8;
  public static final int SIZEOF_IN_PKTINFO = 12;
  public static final int SIZEOF_IN6_PKTINFO = 20;
  public static final int SIZEOF_LINGER = 8;
  public static final int LINGER_ONOFF = 0;
  public static final int LINGER_LINGER = 4;

  private LinuxDef() {}

  // On x86 alone, epoll_event has no padding, so that 32-bit programs have the same layout.
  private static boolean isAmd64() {
    return System.getProperty("os.arch").equals("amd64");
  }
}
