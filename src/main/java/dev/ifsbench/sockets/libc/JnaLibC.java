package dev.ifsbench.sockets.libc;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.ifsbench.sockets.HostSystem;

/**
 * {@link LibC} through JNA's direct mapping: each call is one JNI call into JNA's stub, which calls
 * C with the primitives as they are. JNA's stub keeps {@code errno} before the virtual machine can
 * overwrite it.
 */
public final class JnaLibC implements LibC {
  /**
   * Binds the C library.
   *
   * @throws UnsupportedOperationException if this is not Linux on 64-bit x86 or Arm
   */
  public JnaLibC() {
    HostSystem.requireLinux();
    Direct.bind();
  }

  @Override
  public int socket(int domain, int type, int protocol) {
    return Direct.socket(domain, type, protocol);
  }

  @Override
  public int socketpair(int domain, int type, int protocol, long sv) {
    return Direct.socketpair(domain, type, protocol, sv);
  }

  @Override
  public int bind(int fd, long addr, int addrlen) {
    return Direct.bind(fd, addr, addrlen);
  }

  @Override
  public int connect(int fd, long addr, int addrlen) {
    return Direct.connect(fd, addr, addrlen);
  }

  @Override
  public int listen(int fd, int backlog) {
    return Direct.listen(fd, backlog);
  }

  @Override
  public int accept4(int fd, long addr, long addrlen, int flags) {
    return Direct.accept4(fd, addr, addrlen, flags);
  }

  @Override
  public long send(int fd, long buf, long len, int flags) {
    return Direct.send(fd, buf, len, flags);
  }

  @Override
  public long sendto(int fd, long buf, long len, int flags, long addr, int addrlen) {
    return Direct.sendto(fd, buf, len, flags, addr, addrlen);
  }

  @Override
  public long sendmsg(int fd, long msg, int flags) {
    return Direct.sendmsg(fd, msg, flags);
  }

  @Override
  public long recv(int fd, long buf, long len, int flags) {
    return Direct.recv(fd, buf, len, flags);
  }

  @Override
  public long recvfrom(int fd, long buf, long len, int flags, long addr, long addrlen) {
    return Direct.recvfrom(fd, buf, len, flags, addr, addrlen);
  }

  @Override
  public long recvmsg(int fd, long msg, int flags) {
    return Direct.recvmsg(fd, msg, flags);
  }

  @Override
  public int shutdown(int fd, int how) {
    return Direct.shutdown(fd, how);
  }

  @Override
  public int close(int fd) {
    return Direct.close(fd);
  }

  @Override
  public int getsockname(int fd, long addr, long addrlen) {
    return Direct.getsockname(fd, addr, addrlen);
  }

  @Override
  public int getpeername(int fd, long addr, long addrlen) {
    return Direct.getpeername(fd, addr, addrlen);
  }

  @Override
  public int getsockopt(int fd, int level, int optname, long optval, long optlen) {
    return Direct.getsockopt(fd, level, optname, optval, optlen);
  }

  @Override
  public int setsockopt(int fd, int level, int optname, long optval, int optlen) {
    return Direct.setsockopt(fd, level, optname, optval, optlen);
  }

  @Override
  public int fcntl(int fd, int cmd, long arg) {
    return Direct.fcntl(fd, cmd, arg);
  }

  @Override
  public int ioctl(int fd, long request, long arg) {
    return Direct.ioctl(fd, request, arg);
  }

  @Override
  public int ppoll(long fds, long nfds, long timeout, long sigmask) {
    return Direct.ppoll(fds, nfds, timeout, sigmask);
  }

  @Override
  public int epoll_create1(int flags) {
    return Direct.epoll_create1(flags);
  }

  @Override
  public int epoll_ctl(int epfd, int op, int fd, long event) {
    return Direct.epoll_ctl(epfd, op, fd, event);
  }

  @Override
  public int epoll_wait(int epfd, long events, int maxevents, int timeout) {
    return Direct.epoll_wait(epfd, events, maxevents, timeout);
  }

  @Override
  public int eventfd(int initval, int flags) {
    return Direct.eventfd(initval, flags);
  }

  @Override
  public long read(int fd, long buf, long count) {
    return Direct.read(fd, buf, count);
  }

  @Override
  public long write(int fd, long buf, long count) {
    return Direct.write(fd, buf, count);
  }

  @Override
  public long mmap(long addr, long length, int prot, int flags, int fd, long offset) {
    return Direct.mmap(addr, length, prot, flags, fd, offset);
  }

  @Override
  public long syscall(long number, long a, long b, long c, long d, long e, long f) {
    return Direct.syscall(number, a, b, c, d, e, f);
  }

  @Override
  public int errno() {
    return Native.getLastError();
  }

  @Override
  public String binding() {
    return "JNA";
  }

  /**
   * The mapped functions, apart so that {@link HostSystem} speaks first where they do not exist.
   *
   * <p>{@code fcntl}, {@code ioctl} and {@code syscall} are variadic in C. On Linux, x86-64 and
   * aarch64 alike, variadic integers travel in the same registers as named ones, so a fixed
   * signature calls them.
   */
  private static final class Direct {
    static {
      PrimitiveMapping.register(Direct.class, NativeLibrary.getProcess());
    }

    static void bind() {
      // Runs the initializer above, on first use and under the class's lock.
    }

    static native int socket(int domain, int type, int protocol);

    static native int socketpair(int domain, int type, int protocol, long sv);

    static native int bind(int fd, long addr, int addrlen);

    static native int connect(int fd, long addr, int addrlen);

    static native int listen(int fd, int backlog);

    static native int accept4(int fd, long addr, long addrlen, int flags);

    static native long send(int fd, long buf, long len, int flags);

    static native long sendto(int fd, long buf, long len, int flags, long addr, int addrlen);

    static native long sendmsg(int fd, long msg, int flags);

    static native long recv(int fd, long buf, long len, int flags);

    static native long recvfrom(int fd, long buf, long len, int flags, long addr, long addrlen);

    static native long recvmsg(int fd, long msg, int flags);

    static native int shutdown(int fd, int how);

    static native int close(int fd);

    static native int getsockname(int fd, long addr, long addrlen);

    static native int getpeername(int fd, long addr, long addrlen);

    static native int getsockopt(int fd, int level, int optname, long optval, long optlen);

    static native int setsockopt(int fd, int level, int optname, long optval, int optlen);

    static native int fcntl(int fd, int cmd, long arg);

    static native int ioctl(int fd, long request, long arg);

    static native int ppoll(long fds, long nfds, long timeout, long sigmask);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epfd, int op, int fd, long event);

    static native int epoll_wait(int epfd, long events, int maxevents, int timeout);

    static native long mmap(long addr, long length, int prot, int flags, int fd, long offset);

    static native long syscall(long number, long a, long b, long c, long d, long e, long f);

    static native int eventfd(int initval, int flags);

    static native long read(int fd, long buf, long count);

    static native long write(int fd, long buf, long count);
  }
}
