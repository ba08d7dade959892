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
          quirky.new FirstChunk()
              .putInto(plain.toBuilder())
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

  /**
   * Resets a connection once a chunk of data has moved on it. A socket is represented by its
   * handle.
   */
  private final class FirstChunk extends InterceptedTransfers<Long> {
    private FirstChunk() {
      super(plain);
    }

    @Override
    Long find(long s, Errno lpErrno) {
      if (worn.get(s) == null) {
        return s;
      }
      lpErrno.set(WinsockError.WSAECONNRESET);
      return null;
    }

    @Override
    long lower(Long socket) {
      return socket;
    }

    @Override
    void sent(Long socket, int result, IntRef bytes, WsaOverlapped lpOverlapped, Errno lpErrno) {
      // An overlapped operation that was begun is a chunk, whatever comes of it.
      boolean moved =
          lpOverlapped == null
              ? result == 0 && bytes.value > 0
              : result == 0 || lpErrno.get() == WinsockError.WSA_IO_PENDING;
      if (moved) {
        worn.replace(socket, null, new Object());
        new AbortiveClose().prepare(plain, socket, new Errno());
      }
    }

    @Override
    void received(
        Long socket,
        int result,
        boolean peeked,
        IntRef bytes,
        WsaOverlapped lpOverlapped,
        Errno lpErrno) {
      sent(socket, result, bytes, lpOverlapped, lpErrno);
    }
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
