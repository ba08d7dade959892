package dev.ifsbench.provider;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.WspFunction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** The functions of a layer's table that a {@link Quirk} changes. */
final class QuirkyTable {
  private final Quirk quirk;
  private final ProcedureTable plain;

  /** The sockets that have moved their first chunk, each with its own mark. */
  private final HandleMap<Object> worn = new HandleMap<>();

  private QuirkyTable(Quirk quirk, ProcedureTable plain) {
    this.quirk = quirk;
    this.plain = plain;
  }

  /** The table of a layer with a quirk; the plain table if the quirk does not show in the table. */
  static ProcedureTable of(Quirk quirk, ProcedureTable plain) {
    QuirkyTable quirky = new QuirkyTable(quirk, plain);
    return switch (quirk) {
      case NONE, COMPLETES_LATE -> plain;
      case REFUSES_BASE_HANDLE, ANSWERS_BASE_HANDLE_WITH_OWN, TAKES_BSP_HANDLE_SELECT ->
          plain.toBuilder().with(WspFunction.Ioctl.class, quirky::wspIoctl).build();
      case DROPS_ACCEPT_CONTEXT ->
          plain.toBuilder().with(WspFunction.SetSockOpt.class, quirky::wspSetSockOpt).build();
      case RESETS_AFTER_FIRST_CHUNK ->
          plain.toBuilder()
              .with(
                  WspFunction.Send.class, quirky.resetting(WspFunction.Send.class, plain.wspSend()))
              .with(
                  WspFunction.Recv.class, quirky.resetting(WspFunction.Recv.class, plain.wspRecv()))
              .with(
                  WspFunction.SendTo.class,
                  quirky.resetting(WspFunction.SendTo.class, plain.wspSendTo()))
              .with(
                  WspFunction.RecvFrom.class,
                  quirky.resetting(WspFunction.RecvFrom.class, plain.wspRecvFrom()))
              .with(WspFunction.CloseSocket.class, quirky::wspCloseSocket)
              .build();
    };
  }

  // The layer itself decides whether the handle is one of its sockets.
  private int wspIoctl(
      long s,
      int dwIoControlCode,
      NativeMemory lpvInBuffer,
      int cbInBuffer,
      NativeMemory lpvOutBuffer,
      int cbOutBuffer,
      IntRef lpcbBytesReturned,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    int code =
        quirk == Quirk.TAKES_BSP_HANDLE_SELECT
            ? Ws2Def.SIO_BSP_HANDLE_SELECT
            : Ws2Def.SIO_BASE_HANDLE;
    if (dwIoControlCode != code) {
      return plain
          .wspIoctl()
          .invoke(
              s,
              dwIoControlCode,
              lpvInBuffer,
              cbInBuffer,
              lpvOutBuffer,
              cbOutBuffer,
              lpcbBytesReturned,
              lpOverlapped,
              lpCompletionRoutine,
              lpThreadId,
              lpErrno);
    }
    if (!isSocket(s, lpErrno)) {
      return Ws2Def.SOCKET_ERROR;
    }
    return quirk == Quirk.REFUSES_BASE_HANDLE || lpOverlapped != null
        ? lpErrno.fail(WinsockError.WSAEOPNOTSUPP)
        : HandleAnswer.give(s, lpvOutBuffer, cbOutBuffer, lpcbBytesReturned, lpErrno);
  }

  private boolean isSocket(long s, Errno lpErrno) {
    NativeMemory type = new NativeMemory(Integer.BYTES);
    return plain
            .wspGetSockOpt()
            .invoke(s, Ws2Def.SOL_SOCKET, Ws2Def.SO_TYPE, type, new IntRef(Integer.BYTES), lpErrno)
        == 0;
  }

  private int wspSetSockOpt(
      long s, int level, int optname, NativeMemory optval, int optlen, Errno lpErrno) {
    if (level != Ws2Def.SOL_SOCKET || optname != Ws2Def.SO_UPDATE_ACCEPT_CONTEXT) {
      return plain.wspSetSockOpt().invoke(s, level, optname, optval, optlen, lpErrno);
    }
    return isSocket(s, lpErrno) ? 0 : Ws2Def.SOCKET_ERROR;
  }

  /** A function that moves data, with a reset of the connection after the first chunk. */
  private <F> F resetting(Class<F> type, F function) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> transfer(function, method, arguments)));
  }

  // Of all four functions the handle is the first parameter, the count of bytes the fourth, the
  // overlapped structure the fourth from the end, and the error the last.
  private Object transfer(Object function, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return pass(function, method, arguments);
    }
    long s = (long) arguments[0];
    Errno lpErrno = (Errno) arguments[arguments.length - 1];
    if (worn.get(s) != null) {
      return lpErrno.fail(WinsockError.WSAECONNRESET);
    }
    int result = (int) pass(function, method, arguments);
    boolean overlapped = arguments[arguments.length - 4] != null;
    if (hasMoved(result, (IntRef) arguments[3], overlapped, lpErrno)) {
      worn.replace(s, null, new Object());
      new AbortiveClose().prepare(plain, s, new Errno());
    }
    return result;
  }

  private static Object pass(Object function, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(function, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** An overlapped operation that was begun is a chunk, whatever comes of it. */
  private static boolean hasMoved(int result, IntRef bytes, boolean overlapped, Errno lpErrno) {
    return overlapped
        ? result == 0 || lpErrno.get() == WinsockError.WSA_IO_PENDING
        : result == 0 && bytes.value > 0;
  }

  private int wspCloseSocket(long s, Errno lpErrno) {
    Object mark = worn.get(s);
    int result = plain.wspCloseSocket().invoke(s, lpErrno);
    if (mark != null && result == 0) {
      worn.replace(s, mark, null);
    }
    return result;
  }
}
