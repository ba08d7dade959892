package dev.ifsbench.provider;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaPollData;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.ExtensionTable;

/** {@code WSPIoctl} of the base provider. */
final class BaseControls {
  private final BaseProvider provider;
  private final NativeSockets sockets;
  private final OverlappedIo overlapped;
  private final ExtensionTable extensions;

  BaseControls(BaseProvider provider, NativeSockets sockets) {
    this.provider = provider;
    this.sockets = sockets;
    overlapped = sockets.overlapped();
    extensions = BaseExtensions.of(sockets);
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
    if (lpcbBytesReturned == null && lpOverlapped == null) {
      return BaseProvider.fault(sockets, s, lpErrno);
    }
    IntRef returned = lpcbBytesReturned == null ? new IntRef() : lpcbBytesReturned;
    int result =
        control(
            s,
            dwIoControlCode,
            lpvInBuffer,
            cbInBuffer,
            lpvOutBuffer,
            cbOutBuffer,
            returned,
            lpErrno);
    if (result == 0 && lpOverlapped != null) {
      end(s, lpOverlapped, lpCompletionRoutine, lpThreadId, returned.value);
    }
    return result;
  }

  /** Announces the end of an operation that never waits, as any other. */
  private void end(
      long s,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      int bytes) {
    overlapped.begin(lpOverlapped);
    lpOverlapped.setOffset(0);
    lpOverlapped.setOffsetHigh(0);
    if (lpCompletionRoutine == null) {
      overlapped.completeAtOnce(s, lpOverlapped, bytes);
    } else {
      lpOverlapped.setInternalHigh(bytes);
      lpOverlapped.setInternal(0);
      overlapped.queueApc(
          lpThreadId,
          context -> lpCompletionRoutine.complete(WinsockError.NO_ERROR, bytes, lpOverlapped, 0),
          0,
          new Errno());
    }
  }

  private int control(
      long s,
      int dwIoControlCode,
      NativeMemory lpvInBuffer,
      int cbInBuffer,
      NativeMemory lpvOutBuffer,
      int cbOutBuffer,
      IntRef lpcbBytesReturned,
      Errno lpErrno) {
    return switch (dwIoControlCode) {
      case Ws2Def.FIONBIO -> setNonBlocking(s, lpvInBuffer, cbInBuffer, lpErrno);
      case Ws2Def.FIONREAD ->
          bytesAvailable(s, lpvOutBuffer, cbOutBuffer, lpcbBytesReturned, lpErrno);
      case Ws2Def.SIO_BASE_HANDLE,
          Ws2Def.SIO_BSP_HANDLE,
          Ws2Def.SIO_BSP_HANDLE_SELECT,
          Ws2Def.SIO_BSP_HANDLE_POLL ->
          baseHandle(s, lpvOutBuffer, cbOutBuffer, lpcbBytesReturned, lpErrno);
      case Ws2Def.SIO_EXT_POLL -> poll(s, lpvInBuffer, cbInBuffer, lpcbBytesReturned, lpErrno);
      case Ws2Def.SIO_GET_EXTENSION_FUNCTION_POINTER ->
          extension(
              s, lpvInBuffer, cbInBuffer, lpvOutBuffer, cbOutBuffer, lpcbBytesReturned, lpErrno);
      case Ws2Def.SIO_UDP_CONNRESET, Ws2Def.SIO_ADDRESS_LIST_QUERY ->
          sockets.control(
              s,
              dwIoControlCode,
              NativeMemory.part(lpvInBuffer, cbInBuffer),
              NativeMemory.part(lpvOutBuffer, cbOutBuffer),
              lpcbBytesReturned,
              lpErrno);
      default -> lpErrno.fail(WinsockError.WSAEOPNOTSUPP);
    };
  }

  private int extension(
      long s,
      NativeMemory in,
      int cbIn,
      NativeMemory out,
      int cbOut,
      IntRef cbReturned,
      Errno lpErrno) {
    if (provider.entryOf(s, lpErrno) == null) {
      return Ws2Def.SOCKET_ERROR;
    }
    ExtensionFunction asked = ExtensionTable.asked(in, cbIn, out, cbOut, cbReturned, lpErrno);
    return asked == null ? Ws2Def.SOCKET_ERROR : extensions.answer(asked, out, cbReturned, lpErrno);
  }

  private int poll(long s, NativeMemory data, int bytes, IntRef cbReturned, Errno lpErrno) {
    if (!WsaPollData.isComplete(data, bytes)) {
      return BaseProvider.fault(sockets, s, lpErrno);
    }
    if (sockets.poll(data, lpErrno) == Ws2Def.SOCKET_ERROR) {
      return Ws2Def.SOCKET_ERROR;
    }
    cbReturned.value = WsaPollData.size(WsaPollData.count(data));
    return 0;
  }

  private int setNonBlocking(long s, NativeMemory in, int cbIn, Errno lpErrno) {
    if (!holdsNumber(in, cbIn)) {
      return BaseProvider.fault(sockets, s, lpErrno);
    }
    return sockets.setNonBlocking(s, in.getInt(0) != 0, lpErrno);
  }

  private int bytesAvailable(
      long s, NativeMemory out, int cbOut, IntRef cbReturned, Errno lpErrno) {
    if (!holdsNumber(out, cbOut)) {
      return BaseProvider.fault(sockets, s, lpErrno);
    }
    int count = sockets.bytesAvailable(s, lpErrno);
    if (count == Ws2Def.SOCKET_ERROR) {
      return count;
    }
    out.putInt(0, count);
    cbReturned.value = Integer.BYTES;
    return 0;
  }

  private static boolean holdsNumber(NativeMemory memory, int length) {
    return memory != null && Math.min(length, memory.size()) >= Integer.BYTES;
  }

  private int baseHandle(long s, NativeMemory out, int cbOut, IntRef cbReturned, Errno lpErrno) {
    return provider.entryOf(s, lpErrno) == null
        ? Ws2Def.SOCKET_ERROR
        : HandleAnswer.give(s, out, cbOut, cbReturned, lpErrno);
  }
}
