package dev.ifsbench.provider;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.sockets.SocketExtensions;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.extension.AcceptEx;
import dev.ifsbench.spi.extension.ConnectEx;
import dev.ifsbench.spi.extension.DisconnectEx;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.ExtensionTable;
import dev.ifsbench.spi.extension.GetAcceptExSockaddrs;
import dev.ifsbench.spi.extension.SockAddrRef;
import dev.ifsbench.spi.extension.TransmitFile;
import dev.ifsbench.spi.extension.WsaMsg;
import dev.ifsbench.spi.extension.WsaRecvMsg;
import dev.ifsbench.spi.extension.WsaSendMsg;
import java.util.EnumMap;
import java.util.Map;

/**
 * The base provider's extension functions. They work on the system's sockets, whoever opened them;
 * any other handle is {@code WSAENOTSOCK}.
 */
final class BaseExtensions {
  private final NativeSockets sockets;
  private final OverlappedIo overlapped;
  private final SocketExtensions system;

  private BaseExtensions(NativeSockets sockets) {
    this.sockets = sockets;
    overlapped = sockets.overlapped();
    system = sockets.extensions();
  }

  /** The functions that these sockets support. */
  static ExtensionTable of(NativeSockets sockets) {
    BaseExtensions base = new BaseExtensions(sockets);
    Map<ExtensionFunction, Object> functions = new EnumMap<>(ExtensionFunction.class);
    functions.put(ExtensionFunction.TRANSMIT_FILE, (TransmitFile) base::transmitFile);
    functions.put(ExtensionFunction.WSA_RECV_MSG, (WsaRecvMsg) base::recvMsg);
    functions.put(ExtensionFunction.WSA_SEND_MSG, (WsaSendMsg) base::sendMsg);
    if (base.system != null) {
      functions.put(ExtensionFunction.ACCEPT_EX, (AcceptEx) base::acceptEx);
      functions.put(ExtensionFunction.CONNECT_EX, (ConnectEx) base::connectEx);
      functions.put(ExtensionFunction.DISCONNECT_EX, (DisconnectEx) base::disconnectEx);
      // A method reference that captures, and so is this table's own object.
      functions.put(
          ExtensionFunction.GET_ACCEPT_EX_SOCKADDRS,
          (GetAcceptExSockaddrs) base::getAcceptExSockaddrs);
    }
    return new ExtensionTable(functions);
  }

  private boolean acceptEx(
      long sListenSocket,
      long sAcceptSocket,
      NativeMemory lpOutputBuffer,
      int dwReceiveDataLength,
      int dwLocalAddressLength,
      int dwRemoteAddressLength,
      IntRef lpdwBytesReceived,
      WsaOverlapped lpOverlapped,
      Errno lpErrno) {
    return system.acceptEx(
            sListenSocket,
            sAcceptSocket,
            lpOutputBuffer,
            dwReceiveDataLength,
            dwLocalAddressLength,
            dwRemoteAddressLength,
            lpdwBytesReceived,
            lpOverlapped,
            lpErrno)
        == 0;
  }

  private void getAcceptExSockaddrs(
      NativeMemory lpOutputBuffer,
      int dwReceiveDataLength,
      int dwLocalAddressLength,
      int dwRemoteAddressLength,
      SockAddrRef localSockaddr,
      SockAddrRef remoteSockaddr) {
    system.acceptExAddresses(
        lpOutputBuffer,
        dwReceiveDataLength,
        dwLocalAddressLength,
        dwRemoteAddressLength,
        localSockaddr,
        remoteSockaddr);
  }

  private boolean connectEx(
      long s,
      NativeMemory name,
      int namelen,
      NativeMemory lpSendBuffer,
      int dwSendDataLength,
      IntRef lpdwBytesSent,
      WsaOverlapped lpOverlapped,
      Errno lpErrno) {
    return system.connectEx(
            s, name, namelen, lpSendBuffer, dwSendDataLength, lpdwBytesSent, lpOverlapped, lpErrno)
        == 0;
  }

  private boolean disconnectEx(
      long s, WsaOverlapped lpOverlapped, int dwFlags, int dwReserved, Errno lpErrno) {
    if ((dwFlags & ~DisconnectEx.TF_REUSE_SOCKET) != 0 || dwReserved != 0) {
      sockets.refuse(s, WinsockError.WSAEINVAL, lpErrno);
      return false;
    }
    boolean reuse = dwFlags == DisconnectEx.TF_REUSE_SOCKET;
    return system.disconnectEx(s, lpOverlapped, reuse, lpErrno) == 0;
  }

  private boolean transmitFile(
      long s,
      long hFile,
      int nNumberOfBytesToWrite,
      int nNumberOfBytesPerSend,
      WsaOverlapped lpOverlapped,
      WsaBuf head,
      WsaBuf tail,
      int dwReserved,
      Errno lpErrno) {
    if ((hFile != 0 && system == null) || dwReserved != 0) {
      return sockets.refuse(s, WinsockError.WSAEOPNOTSUPP, lpErrno) == 0;
    }
    WsaBuf none = new WsaBuf();
    WsaBuf[] buffers = {head == null ? none : head, tail == null ? none : tail};
    if (hFile != 0) {
      return system.transmitFile(
              s, hFile, nNumberOfBytesToWrite, buffers[0], buffers[1], lpOverlapped, lpErrno)
          == 0;
    }
    if (lpOverlapped != null) {
      return overlapped.send(
              s, lpOverlapped.request(null, null).toSend(buffers, 2, null, 0), lpErrno)
          == 0;
    }
    return sendAll(s, buffers, lpErrno);
  }

  private boolean sendAll(long s, WsaBuf[] buffers, Errno lpErrno) {
    int left = WsaBuf.total(buffers, buffers.length);
    WsaBuf[] rest = {
      new WsaBuf(buffers[0].buf, buffers[0].len), new WsaBuf(buffers[1].buf, buffers[1].len)
    };
    while (true) {
      int sent = sockets.send(s, rest, rest.length, 0, lpErrno);
      if (sent == Ws2Def.SOCKET_ERROR) {
        return false;
      }
      left -= sent;
      if (left == 0) {
        return true;
      }
      for (WsaBuf each : rest) {
        int taken = Math.min(sent, each.len);
        each.buf += taken;
        each.len -= taken;
        sent -= taken;
      }
    }
  }

  private int recvMsg(
      long s,
      WsaMsg lpMsg,
      IntRef lpdwNumberOfBytesRecvd,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    if (lpMsg == null || (lpOverlapped == null && lpdwNumberOfBytesRecvd == null)) {
      return sockets.refuse(s, WinsockError.WSAEFAULT, lpErrno);
    }
    if (lpOverlapped != null) {
      return overlapped.recvMsg(
          s,
          lpOverlapped
              .request(lpCompletionRoutine, lpThreadId)
              .toReceive(lpMsg.buffers, lpMsg.bufferCount, lpdwNumberOfBytesRecvd, lpMsg.flags)
              .from(lpMsg.name, lpMsg.name == null ? null : lpMsg.namelen),
          lpMsg,
          lpErrno);
    }
    return BaseProvider.received(
        sockets.recvMsg(s, lpMsg, lpErrno),
        lpMsg.buffers,
        lpMsg.bufferCount,
        lpdwNumberOfBytesRecvd,
        lpErrno);
  }

  private int sendMsg(
      long s,
      WsaMsg lpMsg,
      int dwFlags,
      IntRef lpNumberOfBytesSent,
      WsaOverlapped lpOverlapped,
      CompletionRoutine lpCompletionRoutine,
      WsaThreadId lpThreadId,
      Errno lpErrno) {
    if (lpMsg == null || (lpOverlapped == null && lpNumberOfBytesSent == null)) {
      return sockets.refuse(s, WinsockError.WSAEFAULT, lpErrno);
    }
    if (lpOverlapped != null) {
      return overlapped.sendMsg(
          s,
          lpOverlapped
              .request(lpCompletionRoutine, lpThreadId)
              .toSend(lpMsg.buffers, lpMsg.bufferCount, lpNumberOfBytesSent, dwFlags)
              .to(lpMsg.name, lpMsg.namelen.value),
          lpMsg,
          lpErrno);
    }
    return BaseProvider.transferred(
        sockets.sendMsg(s, lpMsg, dwFlags, lpErrno), lpNumberOfBytesSent);
  }
}
