package dev.ifsbench.sockets.libc;

/**
 * The C library's socket calls, as thin as Java allows: the names, parameters and results of the
 * manual pages, with pointers and {@code size_t} as {@code long}.
 *
 * <p>This is the seam between what a call means ({@link dev.ifsbench.sockets.NativeSockets}) and
 * how Java reaches C ({@link JnaLibC}, {@link FfmLibC}). It is public so that a benchmark can make
 * the same system calls with nothing above them. Nothing is checked: a wrong address crashes the
 * process, and a wrong descriptor reaches whoever owns it. All calls may be made by any thread.
 * They allocate nothing themselves; {@link FfmLibC} says what the JDK may allocate beneath it.
 */
public interface LibC {
  /** For {@link #send} and its kin: no signal when the peer is gone. */
  int MSG_NOSIGNAL = LinuxDef.MSG_NOSIGNAL;

  /** {@code socket(2)}. */
  int socket(int domain, int type, int protocol);

  /** {@code socketpair(2)}; {@code sv} is the address of two 32-bit numbers. */
  int socketpair(int domain, int type, int protocol, long sv);

  /** {@code bind(2)}. */
  int bind(int fd, long addr, int addrlen);

  /** {@code connect(2)}. */
  int connect(int fd, long addr, int addrlen);

  /** {@code listen(2)}. */
  int listen(int fd, int backlog);

  /** {@code accept4(2)}; {@code addrlen} is the address of a 32-bit number. */
  int accept4(int fd, long addr, long addrlen, int flags);

  /** {@code send(2)}. */
  long send(int fd, long buf, long len, int flags);

  /** {@code sendto(2)}. */
  long sendto(int fd, long buf, long len, int flags, long addr, int addrlen);

  /** {@code sendmsg(2)}. */
  long sendmsg(int fd, long msg, int flags);

  /** {@code recv(2)}. */
  long recv(int fd, long buf, long len, int flags);

  /** {@code recvfrom(2)}; {@code addrlen} is the address of a 32-bit number. */
  long recvfrom(int fd, long buf, long len, int flags, long addr, long addrlen);

  /** {@code recvmsg(2)}. */
  long recvmsg(int fd, long msg, int flags);

  /** {@code shutdown(2)}. */
  int shutdown(int fd, int how);

  /** {@code close(2)}. */
  int close(int fd);

  /** {@code getsockname(2)}; {@code addrlen} is the address of a 32-bit number. */
  int getsockname(int fd, long addr, long addrlen);

  /** {@code getpeername(2)}; {@code addrlen} is the address of a 32-bit number. */
  int getpeername(int fd, long addr, long addrlen);

  /** {@code getsockopt(2)}; {@code optlen} is the address of a 32-bit number. */
  int getsockopt(int fd, int level, int optname, long optval, long optlen);

  /** {@code setsockopt(2)}. */
  int setsockopt(int fd, int level, int optname, long optval, int optlen);

  /** {@code fcntl(2)} with a number as its argument. */
  int fcntl(int fd, int cmd, long arg);

  /** {@code ioctl(2)} with a pointer as its argument. */
  int ioctl(int fd, long request, long arg);

  /** {@code ppoll(2)}; {@code timeout} is the address of a {@code timespec}, or 0. */
  int ppoll(long fds, long nfds, long timeout, long sigmask);

  /** {@code epoll_create1(2)}. */
  int epoll_create1(int flags);

  /** {@code epoll_ctl(2)}; {@code event} is the address of an {@code epoll_event}. */
  int epoll_ctl(int epfd, int op, int fd, long event);

  /** {@code epoll_wait(2)}; {@code events} is the address of an {@code epoll_event}, or several. */
  int epoll_wait(int epfd, long events, int maxevents, int timeout);

  /** {@code eventfd(2)}. */
  int eventfd(int initval, int flags);

  /** {@code read(2)}. */
  long read(int fd, long buf, long count);

  /** {@code write(2)}. */
  long write(int fd, long buf, long count);

  /** {@code mmap(2)}; the address, or -1. */
  long mmap(long addr, long length, int prot, int flags, int fd, long offset);

  /** {@code syscall(2)}, for system calls that the C library has no function for. */
  long syscall(long number, long a, long b, long c, long d, long e, long f);

  /**
   * {@code errno(3)} as the calling thread's last call through this object left it. It says
   * something only after a call that failed.
   *
   * @return the error number
   */
  int errno();

  /**
   * Names the binding, for results.
   *
   * @return for instance {@code JNA}
   */
  String binding();
}
