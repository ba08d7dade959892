package dev.ifsbench.sockets;

/**
 * The constants of Linux's headers that are needed here, and the layouts of its structures, as
 * 64-bit x86 and Arm have them. A test compares each with the C compiler's own opinion.
 *
 * <p>Where Winsock has a constant of the same name, this is the other value.
 */
final class LinuxDef {
  // <errno.h>
  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int EIO = 5;
  static final int EBADF = 9;
  static final int EAGAIN = 11;
  static final int ENOMEM = 12;
  static final int EACCES = 13;
  static final int EFAULT = 14;
  static final int EBUSY = 16;
  static final int ENOTDIR = 20;
  static final int EINVAL = 22;
  static final int ENFILE = 23;
  static final int EMFILE = 24;
  static final int ENOSPC = 28;
  static final int EROFS = 30;
  static final int EPIPE = 32;
  static final int EDOM = 33;
  static final int ENAMETOOLONG = 36;
  static final int ENOTEMPTY = 39;
  static final int ELOOP = 40;
  static final int ENONET = 64;
  static final int EREMOTE = 66;
  static final int EPROTO = 71;
  static final int EUSERS = 87;
  static final int ENOTSOCK = 88;
  static final int EDESTADDRREQ = 89;
  static final int EMSGSIZE = 90;
  static final int EPROTOTYPE = 91;
  static final int ENOPROTOOPT = 92;
  static final int EPROTONOSUPPORT = 93;
  static final int ESOCKTNOSUPPORT = 94;
  static final int EOPNOTSUPP = 95;
  static final int EPFNOSUPPORT = 96;
  static final int EAFNOSUPPORT = 97;
  static final int EADDRINUSE = 98;
  static final int EADDRNOTAVAIL = 99;
  static final int ENETDOWN = 100;
  static final int ENETUNREACH = 101;
  static final int ENETRESET = 102;
  static final int ECONNABORTED = 103;
  static final int ECONNRESET = 104;
  static final int ENOBUFS = 105;
  static final int EISCONN = 106;
  static final int ENOTCONN = 107;
  static final int ESHUTDOWN = 108;
  static final int ETOOMANYREFS = 109;
  static final int ETIMEDOUT = 110;
  static final int ECONNREFUSED = 111;
  static final int EHOSTDOWN = 112;
  static final int EHOSTUNREACH = 113;
  static final int EALREADY = 114;
  static final int EINPROGRESS = 115;
  static final int ESTALE = 116;
  static final int EDQUOT = 122;
  static final int ECANCELED = 125;

  // <sys/socket.h>
  static final int AF_UNSPEC = 0;
  static final int AF_UNIX = 1;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOCK_STREAM = 1;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_SEQPACKET = 5;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int MSG_OOB = 0x1;
  static final int MSG_PEEK = 0x2;
  static final int MSG_DONTROUTE = 0x4;
  static final int MSG_TRUNC = 0x20;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_WAITALL = 0x100;
  static final int MSG_NOSIGNAL = 0x4000;
  static final int SHUT_RD = 0;
  static final int SHUT_WR = 1;
  static final int SHUT_RDWR = 2;
  static final int SOL_SOCKET = 1;
  static final int SO_REUSEADDR = 2;
  static final int SO_TYPE = 3;
  static final int SO_ERROR = 4;
  static final int SO_BROADCAST = 6;
  static final int SO_SNDBUF = 7;
  static final int SO_RCVBUF = 8;
  static final int SO_KEEPALIVE = 9;
  static final int SO_LINGER = 13;
  static final int SO_RCVTIMEO = 20;
  static final int SO_SNDTIMEO = 21;
  static final int SO_ACCEPTCONN = 30;
  static final int SO_PROTOCOL = 38;
  static final int SO_DOMAIN = 39;

  // <netinet/in.h>, <netinet/tcp.h>
  static final int IPPROTO_TCP = 6;
  static final int IPPROTO_UDP = 17;
  static final int IPPROTO_IPV6 = 41;
  static final int TCP_NODELAY = 1;
  static final int IPV6_V6ONLY = 26;

  // <fcntl.h>, <sys/ioctl.h>, <sys/eventfd.h>, <limits.h>
  static final int F_GETFD = 1;
  static final int F_GETFL = 3;
  static final int F_DUPFD_CLOEXEC = 1030;
  static final int O_NONBLOCK = 0x800;
  static final int FIONREAD = 0x541B;
  static final int FIONBIO = 0x5421;
  static final int EFD_NONBLOCK = 0x800;
  static final int EFD_CLOEXEC = 0x80000;
  static final int IOV_MAX = 1024;

  // <poll.h>
  static final int POLLIN = 0x1;
  static final int POLLPRI = 0x2;
  static final int POLLOUT = 0x4;
  static final int POLLERR = 0x8;
  static final int POLLHUP = 0x10;
  static final int POLLNVAL = 0x20;
  static final int POLLRDHUP = 0x2000;

  // <sys/epoll.h>
  static final int EPOLLIN = 0x1;
  static final int EPOLLOUT = 0x4;
  static final int EPOLLRDHUP = 0x2000;
  static final int EPOLLONESHOT = 0x40000000;
  static final int EPOLL_CTL_ADD = 1;
  static final int EPOLL_CTL_DEL = 2;
  static final int EPOLL_CTL_MOD = 3;
  static final int EPOLL_CLOEXEC = 0x80000;

  // <sys/mman.h>
  static final int PROT_READ = 0x1;
  static final int PROT_WRITE = 0x2;
  static final int MAP_SHARED = 0x1;
  static final int MAP_POPULATE = 0x8000;

  // <sys/syscall.h>
  static final int SYS_IO_URING_SETUP = 425;
  static final int SYS_IO_URING_ENTER = 426;

  // <linux/io_uring.h>
  static final int IORING_SETUP_CQSIZE = 0x8;
  static final int IORING_FEAT_SINGLE_MMAP = 0x1;
  static final int IORING_FEAT_NODROP = 0x2;
  static final int IORING_FEAT_FAST_POLL = 0x20;
  static final int IORING_OFF_SQ_RING = 0;
  static final int IORING_OFF_SQES = 0x10000000;
  static final int IORING_ENTER_GETEVENTS = 0x1;
  static final int IORING_OP_POLL_ADD = 6;
  static final int IORING_OP_SENDMSG = 9;
  static final int IORING_OP_RECVMSG = 10;
  static final int IORING_OP_ASYNC_CANCEL = 14;

  // Sizes and offsets in bytes.
  static final int SIZEOF_SOCKADDR_IN = 16;
  static final int SIZEOF_SOCKADDR_IN6 = 28;
  static final int SIZEOF_SOCKADDR_UN = 110;
  static final int SIZEOF_SOCKADDR_STORAGE = 128;
  static final int SOCKADDR_FAMILY = 0;
  static final int SOCKADDR_IN_PORT = 2;
  static final int SOCKADDR_IN6_PORT = 2;
  static final int SIZEOF_IOVEC = 16;
  static final int IOVEC_BASE = 0;
  static final int IOVEC_LEN = 8;
  static final int SIZEOF_MSGHDR = 56;
  static final int MSGHDR_NAME = 0;
  static final int MSGHDR_NAMELEN = 8;
  static final int MSGHDR_IOV = 16;
  static final int MSGHDR_IOVLEN = 24;
  static final int MSGHDR_CONTROL = 32;
  static final int MSGHDR_CONTROLLEN = 40;
  static final int MSGHDR_FLAGS = 48;
  static final int SIZEOF_POLLFD = 8;
  static final int POLLFD_FD = 0;
  static final int POLLFD_EVENTS = 4;
  static final int POLLFD_REVENTS = 6;
  static final int SIZEOF_EPOLL_EVENT = isPacked() ? 12 : 16;
  static final int EPOLL_EVENT_EVENTS = 0;
  static final int EPOLL_EVENT_DATA = isPacked() ? 4 : 8;
  static final int SIZEOF_IO_URING_PARAMS = 120;
  static final int IO_URING_PARAMS_SQ_ENTRIES = 0;
  static final int IO_URING_PARAMS_CQ_ENTRIES = 4;
  static final int IO_URING_PARAMS_FLAGS = 8;
  static final int IO_URING_PARAMS_FEATURES = 20;
  static final int IO_URING_PARAMS_SQ_TAIL = 44;
  static final int IO_URING_PARAMS_SQ_ARRAY = 64;
  static final int IO_URING_PARAMS_CQ_HEAD = 80;
  static final int IO_URING_PARAMS_CQ_TAIL = 84;
  static final int IO_URING_PARAMS_CQ_CQES = 100;
  static final int SIZEOF_IO_URING_SQE = 64;
  static final int IO_URING_SQE_OPCODE = 0;
  static final int IO_URING_SQE_FD = 4;
  static final int IO_URING_SQE_ADDR = 16;
  static final int IO_URING_SQE_LEN = 24;
  static final int IO_URING_SQE_OP_FLAGS = 28;
  static final int IO_URING_SQE_USER_DATA = 32;
  static final int SIZEOF_IO_URING_CQE = 16;
  static final int IO_URING_CQE_USER_DATA = 0;
  static final int IO_URING_CQE_RES = 8;
  static final int SIZEOF_TIMESPEC = 16;
  static final int TIMESPEC_SEC = 0;
  static final int TIMESPEC_NSEC = 8;
  static final int SIZEOF_TIMEVAL = 16;
  static final int TIMEVAL_SEC = 0;
  static final int TIMEVAL_USEC = 8;
  static final int SIZEOF_LINGER = 8;
  static final int LINGER_ONOFF = 0;
  static final int LINGER_LINGER = 4;

  private LinuxDef() {}

  /** On x86 alone, {@code epoll_event} has no padding, so that 32-bit programs have the same. */
  private static boolean isPacked() {
    return System.getProperty("os.arch").equals("amd64");
  }
}
