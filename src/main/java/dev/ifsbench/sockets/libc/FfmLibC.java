package dev.ifsbench.sockets.libc;

import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.spi.NativeMemory;
import java.lang.invoke.MethodHandle;

/**
 * {@link LibC} through the foreign function and memory API of JDK 22 and newer: the compiler makes
 * each call part of the calling code, with no stub of JNI's or JNA's in between.
 *
 * <p>Each call leaves {@code errno} in the calling thread's own memory, before the virtual machine
 * can overwrite it. The JDK makes an object of 40 B at each call to describe that memory; the
 * optimizing compiler leaves it out where the whole way down is compiled as one, as that of a send
 * or a receive is. One more frame between them can undo that; {@code -prof gc} shows it.
 *
 * <p>No call is bound as {@code critical}, which would leave out the change of the thread's state:
 * while a thread is in such a call, no garbage collection can begin. Sends and receives may block
 * for ever, and the others are not called often enough to matter.
 */
public final class FfmLibC implements LibC {
  /**
   * Binds the C library.
   *
   * @throws UnsupportedOperationException if this is not Linux on 64-bit x86 or Arm
   */
  FfmLibC() {
    HostSystem.requireLinux();
    Function.bind();
  }

  @Override
  public int socket(int domain, int type, int protocol) {
    try {
      return (int) Function.SOCKET.invokeExact(CapturedErrno.segment(), domain, type, protocol);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int socketpair(int domain, int type, int protocol, long sv) {
    try {
      return (int)
          Function.SOCKETPAIR.invokeExact(CapturedErrno.segment(), domain, type, protocol, sv);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int bind(int fd, long addr, int addrlen) {
    try {
      return (int) Function.BIND.invokeExact(CapturedErrno.segment(), fd, addr, addrlen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int connect(int fd, long addr, int addrlen) {
    try {
      return (int) Function.CONNECT.invokeExact(CapturedErrno.segment(), fd, addr, addrlen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int listen(int fd, int backlog) {
    try {
      return (int) Function.LISTEN.invokeExact(CapturedErrno.segment(), fd, backlog);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int accept4(int fd, long addr, long addrlen, int flags) {
    try {
      return (int) Function.ACCEPT4.invokeExact(CapturedErrno.segment(), fd, addr, addrlen, flags);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long send(int fd, long buf, long len, int flags) {
    try {
      return (long) Function.SEND.invokeExact(CapturedErrno.segment(), fd, buf, len, flags);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long sendto(int fd, long buf, long len, int flags, long addr, int addrlen) {
    try {
      return (long)
          Function.SENDTO.invokeExact(CapturedErrno.segment(), fd, buf, len, flags, addr, addrlen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long sendmsg(int fd, long msg, int flags) {
    try {
      return (long) Function.SENDMSG.invokeExact(CapturedErrno.segment(), fd, msg, flags);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long recv(int fd, long buf, long len, int flags) {
    try {
      return (long) Function.RECV.invokeExact(CapturedErrno.segment(), fd, buf, len, flags);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long recvfrom(int fd, long buf, long len, int flags, long addr, long addrlen) {
    try {
      return (long)
          Function.RECVFROM.invokeExact(
              CapturedErrno.segment(), fd, buf, len, flags, addr, addrlen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long recvmsg(int fd, long msg, int flags) {
    try {
      return (long) Function.RECVMSG.invokeExact(CapturedErrno.segment(), fd, msg, flags);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int shutdown(int fd, int how) {
    try {
      return (int) Function.SHUTDOWN.invokeExact(CapturedErrno.segment(), fd, how);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int close(int fd) {
    try {
      return (int) Function.CLOSE.invokeExact(CapturedErrno.segment(), fd);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int getsockname(int fd, long addr, long addrlen) {
    try {
      return (int) Function.GETSOCKNAME.invokeExact(CapturedErrno.segment(), fd, addr, addrlen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int getpeername(int fd, long addr, long addrlen) {
    try {
      return (int) Function.GETPEERNAME.invokeExact(CapturedErrno.segment(), fd, addr, addrlen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int getsockopt(int fd, int level, int optname, long optval, long optlen) {
    try {
      return (int)
          Function.GETSOCKOPT.invokeExact(
              CapturedErrno.segment(), fd, level, optname, optval, optlen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int setsockopt(int fd, int level, int optname, long optval, int optlen) {
    try {
      return (int)
          Function.SETSOCKOPT.invokeExact(
              CapturedErrno.segment(), fd, level, optname, optval, optlen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int fcntl(int fd, int cmd, long arg) {
    try {
      return (int) Function.FCNTL.invokeExact(CapturedErrno.segment(), fd, cmd, arg);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int ioctl(int fd, long request, long arg) {
    try {
      return (int) Function.IOCTL.invokeExact(CapturedErrno.segment(), fd, request, arg);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int ppoll(long fds, long nfds, long timeout, long sigmask) {
    try {
      return (int) Function.PPOLL.invokeExact(CapturedErrno.segment(), fds, nfds, timeout, sigmask);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int epoll_create1(int flags) {
    try {
      return (int) Function.EPOLL_CREATE1.invokeExact(CapturedErrno.segment(), flags);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int epoll_ctl(int epfd, int op, int fd, long event) {
    try {
      return (int) Function.EPOLL_CTL.invokeExact(CapturedErrno.segment(), epfd, op, fd, event);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int epoll_wait(int epfd, long events, int maxevents, int timeout) {
    try {
      return (int)
          Function.EPOLL_WAIT.invokeExact(
              CapturedErrno.segment(), epfd, events, maxevents, timeout);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int eventfd(int initval, int flags) {
    try {
      return (int) Function.EVENTFD.invokeExact(CapturedErrno.segment(), initval, flags);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long read(int fd, long buf, long count) {
    try {
      return (long) Function.READ.invokeExact(CapturedErrno.segment(), fd, buf, count);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long write(int fd, long buf, long count) {
    try {
      return (long) Function.WRITE.invokeExact(CapturedErrno.segment(), fd, buf, count);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long mmap(long addr, long length, int prot, int flags, int fd, long offset) {
    try {
      return (long)
          Function.MMAP.invokeExact(CapturedErrno.segment(), addr, length, prot, flags, fd, offset);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long syscall(long number, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) Function.SYSCALL.invokeExact(CapturedErrno.segment(), number, a, b, c, d, e, f);
    } catch (Throwable t) {
      throw ForeignLinker.unexpected(t);
    }
  }

  @Override
  public int errno() {
    return CapturedErrno.get();
  }

  @Override
  public String binding() {
    return "FFM";
  }

  /**
   * Where a thread's calls leave {@code errno}. On Linux that is all the state that a call leaves,
   * so it stands at offset 0.
   *
   * <p>The thread that calls first has its memory in a constant. Where no other thread calls, as in
   * most benchmarks, the compiled code needs no look-up for it, and what the JDK checks about it at
   * each call has been checked by the compiler.
   */
  private static final class CapturedErrno {
    private static final ThreadLocal<CapturedErrno> OF_THREAD =
        ThreadLocal.withInitial(CapturedErrno::new);

    private static final Thread FIRST_THREAD = Thread.currentThread();
    private static final Object FIRST_SEGMENT = OF_THREAD.get().segment;

    private final NativeMemory memory = new NativeMemory(Integer.BYTES);
    private final Object segment = Function.LINKER.segment(memory);

    static Object segment() {
      return Thread.currentThread() == FIRST_THREAD ? FIRST_SEGMENT : OF_THREAD.get().segment;
    }

    static int get() {
      return OF_THREAD.get().memory.getInt(0);
    }
  }

  /**
   * The functions, apart so that nothing is bound where they do not exist. Only a handle that is a
   * constant becomes part of the code that calls it.
   *
   * <p>{@code fcntl}, {@code ioctl} and {@code syscall} are variadic in C. On Linux, x86-64 and
   * aarch64 alike, variadic integers travel in the same registers as named ones, so a fixed
   * signature calls them.
   */
  private static final class Function {
    static final ForeignLinker LINKER = ForeignLinker.ofLibC();

    static final MethodHandle SOCKET =
        LINKER.bind("socket", int.class, int.class, int.class, int.class);

    static final MethodHandle SOCKETPAIR =
        LINKER.bind("socketpair", int.class, int.class, int.class, int.class, long.class);

    static final MethodHandle BIND =
        LINKER.bind("bind", int.class, int.class, long.class, int.class);

    static final MethodHandle CONNECT =
        LINKER.bind("connect", int.class, int.class, long.class, int.class);

    static final MethodHandle LISTEN = LINKER.bind("listen", int.class, int.class, int.class);

    static final MethodHandle ACCEPT4 =
        LINKER.bind("accept4", int.class, int.class, long.class, long.class, int.class);

    static final MethodHandle SEND =
        LINKER.bind("send", long.class, int.class, long.class, long.class, int.class);

    static final MethodHandle SENDTO =
        LINKER.bind(
            "sendto",
            long.class,
            int.class,
            long.class,
            long.class,
            int.class,
            long.class,
            int.class);

    static final MethodHandle SENDMSG =
        LINKER.bind("sendmsg", long.class, int.class, long.class, int.class);

    static final MethodHandle RECV =
        LINKER.bind("recv", long.class, int.class, long.class, long.class, int.class);

    static final MethodHandle RECVFROM =
        LINKER.bind(
            "recvfrom",
            long.class,
            int.class,
            long.class,
            long.class,
            int.class,
            long.class,
            long.class);

    static final MethodHandle RECVMSG =
        LINKER.bind("recvmsg", long.class, int.class, long.class, int.class);

    static final MethodHandle SHUTDOWN = LINKER.bind("shutdown", int.class, int.class, int.class);

    static final MethodHandle CLOSE = LINKER.bind("close", int.class, int.class);

    static final MethodHandle GETSOCKNAME =
        LINKER.bind("getsockname", int.class, int.class, long.class, long.class);

    static final MethodHandle GETPEERNAME =
        LINKER.bind("getpeername", int.class, int.class, long.class, long.class);

    static final MethodHandle GETSOCKOPT =
        LINKER.bind(
            "getsockopt", int.class, int.class, int.class, int.class, long.class, long.class);

    static final MethodHandle SETSOCKOPT =
        LINKER.bind(
            "setsockopt", int.class, int.class, int.class, int.class, long.class, int.class);

    static final MethodHandle FCNTL =
        LINKER.bind("fcntl", int.class, int.class, int.class, long.class);

    static final MethodHandle IOCTL =
        LINKER.bind("ioctl", int.class, int.class, long.class, long.class);

    static final MethodHandle PPOLL =
        LINKER.bind("ppoll", int.class, long.class, long.class, long.class, long.class);

    static final MethodHandle EPOLL_CREATE1 = LINKER.bind("epoll_create1", int.class, int.class);
    static final MethodHandle EPOLL_CTL =
        LINKER.bind("epoll_ctl", int.class, int.class, int.class, int.class, long.class);
    static final MethodHandle EPOLL_WAIT =
        LINKER.bind("epoll_wait", int.class, int.class, long.class, int.class, int.class);
    static final MethodHandle MMAP =
        LINKER.bind(
            "mmap",
            long.class,
            long.class,
            long.class,
            int.class,
            int.class,
            int.class,
            long.class);
    static final MethodHandle SYSCALL =
        LINKER.bind(
            "syscall",
            long.class,
            long.class,
            long.class,
            long.class,
            long.class,
            long.class,
            long.class,
            long.class);
    static final MethodHandle EVENTFD = LINKER.bind("eventfd", int.class, int.class, int.class);

    static final MethodHandle READ =
        LINKER.bind("read", long.class, int.class, long.class, long.class);

    static final MethodHandle WRITE =
        LINKER.bind("write", long.class, int.class, long.class, long.class);

    static void bind() {
      // Runs the initializers above, on first use and under the class's lock.
    }
  }
}
