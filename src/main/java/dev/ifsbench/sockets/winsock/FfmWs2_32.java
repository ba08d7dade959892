package dev.ifsbench.sockets.winsock;

import dev.ifsbench.sockets.libc.ForeignLinker;
import java.lang.invoke.MethodHandle;

/**
 * {@link Ws2_32} through the foreign function and memory API of JDK 22 and newer, in the manner of
 * {@link dev.ifsbench.sockets.libc.FfmLibC}: each call leaves its error in {@link CapturedError}.
 */
final class FfmWs2_32 implements Ws2_32 {
  /** Binds all functions. */
  FfmWs2_32() {
    Function.bind();
  }

  @Override
  public int lastError() {
    return CapturedError.get();
  }

  @Override
  public int WSAStartup(int wVersionRequested, long lpWSAData) {
    try {
      return (int)
          Function.WSA_STARTUP.invokeExact(CapturedError.segment(), wVersionRequested, lpWSAData);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long WSASocketW(int af, int type, int protocol, long lpProtocolInfo, int g, int dwFlags) {
    try {
      return (long)
          Function.WSA_SOCKET_W.invokeExact(
              CapturedError.segment(), af, type, protocol, lpProtocolInfo, g, dwFlags);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int WSADuplicateSocketW(long s, int dwProcessId, long lpProtocolInfo) {
    try {
      return (int)
          Function.WSA_DUPLICATE_SOCKET_W.invokeExact(
              CapturedError.segment(), s, dwProcessId, lpProtocolInfo);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int closesocket(long s) {
    try {
      return (int) Function.CLOSESOCKET.invokeExact(CapturedError.segment(), s);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int bind(long s, long name, int namelen) {
    try {
      return (int) Function.BIND.invokeExact(CapturedError.segment(), s, name, namelen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int connect(long s, long name, int namelen) {
    try {
      return (int) Function.CONNECT.invokeExact(CapturedError.segment(), s, name, namelen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int listen(long s, int backlog) {
    try {
      return (int) Function.LISTEN.invokeExact(CapturedError.segment(), s, backlog);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long accept(long s, long addr, long addrlen) {
    try {
      return (long) Function.ACCEPT.invokeExact(CapturedError.segment(), s, addr, addrlen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int shutdown(long s, int how) {
    try {
      return (int) Function.SHUTDOWN.invokeExact(CapturedError.segment(), s, how);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int getsockname(long s, long name, long namelen) {
    try {
      return (int) Function.GETSOCKNAME.invokeExact(CapturedError.segment(), s, name, namelen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int getpeername(long s, long name, long namelen) {
    try {
      return (int) Function.GETPEERNAME.invokeExact(CapturedError.segment(), s, name, namelen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int getsockopt(long s, int level, int optname, long optval, long optlen) {
    try {
      return (int)
          Function.GETSOCKOPT.invokeExact(
              CapturedError.segment(), s, level, optname, optval, optlen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int setsockopt(long s, int level, int optname, long optval, int optlen) {
    try {
      return (int)
          Function.SETSOCKOPT.invokeExact(
              CapturedError.segment(), s, level, optname, optval, optlen);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int select(int nfds, long readfds, long writefds, long exceptfds, long timeout) {
    try {
      return (int)
          Function.SELECT.invokeExact(
              CapturedError.segment(), nfds, readfds, writefds, exceptfds, timeout);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int WSAEventSelect(long s, long hEventObject, int lNetworkEvents) {
    try {
      return (int)
          Function.WSA_EVENT_SELECT.invokeExact(
              CapturedError.segment(), s, hEventObject, lNetworkEvents);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int WSAEnumNetworkEvents(long s, long hEventObject, long lpNetworkEvents) {
    try {
      return (int)
          Function.WSA_ENUM_NETWORK_EVENTS.invokeExact(
              CapturedError.segment(), s, hEventObject, lpNetworkEvents);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int WSAPoll(long fdArray, int fds, int timeout) {
    try {
      return (int) Function.WSA_POLL.invokeExact(CapturedError.segment(), fdArray, fds, timeout);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int WSASend(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesSent,
      int dwFlags,
      long lpOverlapped,
      long lpCompletionRoutine) {
    try {
      return (int)
          Function.WSA_SEND.invokeExact(
              CapturedError.segment(),
              s,
              lpBuffers,
              dwBufferCount,
              lpNumberOfBytesSent,
              dwFlags,
              lpOverlapped,
              lpCompletionRoutine);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int WSASendTo(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesSent,
      int dwFlags,
      long lpTo,
      int iTolen,
      long lpOverlapped,
      long lpCompletionRoutine) {
    try {
      return (int)
          Function.WSA_SEND_TO.invokeExact(
              CapturedError.segment(),
              s,
              lpBuffers,
              dwBufferCount,
              lpNumberOfBytesSent,
              dwFlags,
              lpTo,
              iTolen,
              lpOverlapped,
              lpCompletionRoutine);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int WSARecv(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesRecvd,
      long lpFlags,
      long lpOverlapped,
      long lpCompletionRoutine) {
    try {
      return (int)
          Function.WSA_RECV.invokeExact(
              CapturedError.segment(),
              s,
              lpBuffers,
              dwBufferCount,
              lpNumberOfBytesRecvd,
              lpFlags,
              lpOverlapped,
              lpCompletionRoutine);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int WSARecvFrom(
      long s,
      long lpBuffers,
      int dwBufferCount,
      long lpNumberOfBytesRecvd,
      long lpFlags,
      long lpFrom,
      long lpFromlen,
      long lpOverlapped,
      long lpCompletionRoutine) {
    try {
      return (int)
          Function.WSA_RECV_FROM.invokeExact(
              CapturedError.segment(),
              s,
              lpBuffers,
              dwBufferCount,
              lpNumberOfBytesRecvd,
              lpFlags,
              lpFrom,
              lpFromlen,
              lpOverlapped,
              lpCompletionRoutine);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int WSAIoctl(
      long s,
      int dwIoControlCode,
      long lpvInBuffer,
      int cbInBuffer,
      long lpvOutBuffer,
      int cbOutBuffer,
      long lpcbBytesReturned,
      long lpOverlapped,
      long lpCompletionRoutine) {
    try {
      return (int)
          Function.WSA_IOCTL.invokeExact(
              CapturedError.segment(),
              s,
              dwIoControlCode,
              lpvInBuffer,
              cbInBuffer,
              lpvOutBuffer,
              cbOutBuffer,
              lpcbBytesReturned,
              lpOverlapped,
              lpCompletionRoutine);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int WSAGetOverlappedResult(
      long s, long lpOverlapped, long lpcbTransfer, int fWait, long lpdwFlags) {
    try {
      return (int)
          Function.WSA_GET_OVERLAPPED_RESULT.invokeExact(
              CapturedError.segment(), s, lpOverlapped, lpcbTransfer, fWait, lpdwFlags);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  /**
   * The functions, apart so that nothing is bound where they do not exist. Only a handle that is a
   * constant becomes part of the code that calls it.
   */
  private static final class Function {
    private static final ForeignLinker LINKER = CapturedError.linker("ws2_32");

    static final MethodHandle WSA_STARTUP =
        LINKER.bind("WSAStartup", int.class, int.class, long.class);

    static final MethodHandle WSA_SOCKET_W =
        LINKER.bind(
            "WSASocketW",
            long.class,
            int.class,
            int.class,
            int.class,
            long.class,
            int.class,
            int.class);

    static final MethodHandle WSA_DUPLICATE_SOCKET_W =
        LINKER.bind("WSADuplicateSocketW", int.class, long.class, int.class, long.class);

    static final MethodHandle CLOSESOCKET = LINKER.bind("closesocket", int.class, long.class);

    static final MethodHandle BIND =
        LINKER.bind("bind", int.class, long.class, long.class, int.class);

    static final MethodHandle CONNECT =
        LINKER.bind("connect", int.class, long.class, long.class, int.class);

    static final MethodHandle LISTEN = LINKER.bind("listen", int.class, long.class, int.class);

    static final MethodHandle ACCEPT =
        LINKER.bind("accept", long.class, long.class, long.class, long.class);

    static final MethodHandle SHUTDOWN = LINKER.bind("shutdown", int.class, long.class, int.class);

    static final MethodHandle GETSOCKNAME =
        LINKER.bind("getsockname", int.class, long.class, long.class, long.class);

    static final MethodHandle GETPEERNAME =
        LINKER.bind("getpeername", int.class, long.class, long.class, long.class);

    static final MethodHandle GETSOCKOPT =
        LINKER.bind(
            "getsockopt", int.class, long.class, int.class, int.class, long.class, long.class);

    static final MethodHandle SETSOCKOPT =
        LINKER.bind(
            "setsockopt", int.class, long.class, int.class, int.class, long.class, int.class);

    static final MethodHandle SELECT =
        LINKER.bind("select", int.class, int.class, long.class, long.class, long.class, long.class);

    static final MethodHandle WSA_EVENT_SELECT =
        LINKER.bind("WSAEventSelect", int.class, long.class, long.class, int.class);

    static final MethodHandle WSA_ENUM_NETWORK_EVENTS =
        LINKER.bind("WSAEnumNetworkEvents", int.class, long.class, long.class, long.class);

    static final MethodHandle WSA_POLL =
        LINKER.bind("WSAPoll", int.class, long.class, int.class, int.class);

    static final MethodHandle WSA_SEND =
        LINKER.bind(
            "WSASend",
            int.class,
            long.class,
            long.class,
            int.class,
            long.class,
            int.class,
            long.class,
            long.class);

    static final MethodHandle WSA_SEND_TO =
        LINKER.bind(
            "WSASendTo",
            int.class,
            long.class,
            long.class,
            int.class,
            long.class,
            int.class,
            long.class,
            int.class,
            long.class,
            long.class);

    static final MethodHandle WSA_RECV =
        LINKER.bind(
            "WSARecv",
            int.class,
            long.class,
            long.class,
            int.class,
            long.class,
            long.class,
            long.class,
            long.class);

    static final MethodHandle WSA_RECV_FROM =
        LINKER.bind(
            "WSARecvFrom",
            int.class,
            long.class,
            long.class,
            int.class,
            long.class,
            long.class,
            long.class,
            long.class,
            long.class,
            long.class);

    static final MethodHandle WSA_IOCTL =
        LINKER.bind(
            "WSAIoctl",
            int.class,
            long.class,
            int.class,
            long.class,
            int.class,
            long.class,
            int.class,
            long.class,
            long.class,
            long.class);

    static final MethodHandle WSA_GET_OVERLAPPED_RESULT =
        LINKER.bind(
            "WSAGetOverlappedResult",
            int.class,
            long.class,
            long.class,
            long.class,
            int.class,
            long.class);

    static void bind() {
      // Runs the initializers above, on first use and under the class's lock.
    }
  }
}
