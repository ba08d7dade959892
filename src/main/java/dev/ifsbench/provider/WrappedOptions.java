package dev.ifsbench.provider;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaPollData;
import dev.ifsbench.spi.WsaThreadId;

/**
 * Socket options and control codes of a wrapping layer. Those that ask for the layer's entry or
 * handle are answered here; all others go to the socket below.
 */
final class WrappedOptions {
  private final WrappingLayer layer;
  private final WrappedExtensions extensions;

  WrappedOptions(WrappingLayer layer) {
    this.layer = layer;
    extensions = new WrappedExtensions(layer);
  }

  /** {@code WSPGetSockOpt}. */
  int getSockOpt(
      long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno lpErrno) {
    WrappedSocket socket = layer.acquire(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result =
        ProtocolInfoLayout.isAskedBy(level, optname)
            ? ProtocolInfoLayout.of(optname).answer(socket.own(), optval, optlen, lpErrno)
            : layer
                .next()
                .wspGetSockOpt()
                .invoke(socket.lower(), level, optname, optval, optlen, lpErrno);
    return layer.finished(result, socket, lpErrno);
  }

  /** {@code WSPSetSockOpt}. */
  int setSockOpt(long s, int level, int optname, NativeMemory optval, int optlen, Errno lpErrno) {
    boolean carriesSocket =
        level == Ws2Def.SOL_SOCKET
            && optname == Ws2Def.SO_UPDATE_ACCEPT_CONTEXT
            && optval != null
            && Math.min(optlen, optval.size()) >= Long.BYTES;
    return carriesSocket
        ? updateAcceptContext(s, optval.getLong(0), lpErrno)
        : layer.mapped(
            s,
            lpErrno,
            lower ->
                layer
                    .next()
                    .wspSetSockOpt()
                    .invoke(lower, level, optname, optval, optlen, lpErrno));
  }

  private int updateAcceptContext(long s, long listener, Errno lpErrno) {
    return layer.mapped(
        listener,
        lpErrno,
        lowerListener ->
            layer.mapped(
                s,
                lpErrno,
                lower -> {
                  NativeMemory lowerOptval = new NativeMemory(Long.BYTES);
                  lowerOptval.putLong(0, lowerListener);
                  return layer
                      .next()
                      .wspSetSockOpt()
                      .invoke(
                          lower,
                          Ws2Def.SOL_SOCKET,
                          Ws2Def.SO_UPDATE_ACCEPT_CONTEXT,
                          lowerOptval,
                          Long.BYTES,
                          lpErrno);
                }));
  }

  /** {@code WSPIoctl}. */
  int ioctl(
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
    if (dwIoControlCode == Ws2Def.SIO_BSP_HANDLE || dwIoControlCode == Ws2Def.SIO_BSP_HANDLE_POLL) {
      return ownHandle(s, lpvOutBuffer, cbOutBuffer, lpcbBytesReturned, lpOverlapped, lpErrno);
    }
    if (dwIoControlCode == Ws2Def.SIO_EXT_POLL) {
      return poll(s, lpvInBuffer, cbInBuffer, lpcbBytesReturned, lpOverlapped, lpErrno);
    }
    if (dwIoControlCode == Ws2Def.SIO_GET_EXTENSION_FUNCTION_POINTER) {
      return lpOverlapped != null
          ? layer.refuse(s, WinsockError.WSAEOPNOTSUPP, lpErrno)
          : layer.mapped(
              s,
              lpErrno,
              lower ->
                  extensions.answer(
                      lower,
                      lpvInBuffer,
                      cbInBuffer,
                      lpvOutBuffer,
                      cbOutBuffer,
                      lpcbBytesReturned,
                      lpErrno));
    }
    if (lpOverlapped != null) {
      WrappedOperation down =
          layer
              .operations()
              .begin(
                  s,
                  WrappedOperation.Kind.IOCTL,
                  lpOverlapped,
                  lpCompletionRoutine,
                  lpThreadId,
                  lpErrno);
      if (down == null) {
        return Ws2Def.SOCKET_ERROR;
      }
      WrappedSocket socket = down.socket();
      int result =
          layer
              .next()
              .wspIoctl()
              .invoke(
                  socket.lower(),
                  dwIoControlCode,
                  lpvInBuffer,
                  cbInBuffer,
                  lpvOutBuffer,
                  cbOutBuffer,
                  down.bytes,
                  down,
                  null,
                  null,
                  lpErrno);
      return layer.operations().begun(result, down, socket, null, lpErrno);
    }
    WrappedSocket socket = layer.acquire(s, lpErrno);
    if (socket == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    int result =
        layer
            .next()
            .wspIoctl()
            .invoke(
                socket.lower(),
                dwIoControlCode,
                lpvInBuffer,
                cbInBuffer,
                lpvOutBuffer,
                cbOutBuffer,
                lpcbBytesReturned,
                null,
                null,
                null,
                lpErrno);
    return layer.finished(result, socket, lpErrno);
  }

  private int poll(
      long s,
      NativeMemory data,
      int bytes,
      IntRef cbReturned,
      WsaOverlapped lpOverlapped,
      Errno lpErrno) {
    if (lpOverlapped != null) {
      return layer.refuse(s, WinsockError.WSAEOPNOTSUPP, lpErrno);
    }
    return cbReturned == null || !WsaPollData.isComplete(data, bytes)
        ? layer.refuse(s, WinsockError.WSAEFAULT, lpErrno)
        : WrappedPoll.get().poll(layer, data, cbReturned, lpErrno);
  }

  /**
   * Answers with the layer's own handle, so that messages with control data and polling keep coming
   * through the layer.
   */
  private int ownHandle(
      long s,
      NativeMemory out,
      int cbOut,
      IntRef cbReturned,
      WsaOverlapped lpOverlapped,
      Errno lpErrno) {
    if (lpOverlapped != null) {
      return layer.refuse(s, WinsockError.WSAEOPNOTSUPP, lpErrno);
    }
    return layer.mapped(s, lpErrno, lower -> HandleAnswer.give(s, out, cbOut, cbReturned, lpErrno));
  }
}
