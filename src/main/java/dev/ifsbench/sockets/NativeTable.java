package dev.ifsbench.sockets;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;

/**
 * The functions of a provider in C, as Java calls them. Functions that no benchmark needs answer
 * {@code WSAEOPNOTSUPP}, and so does a call with an overlapped structure: what the provider's
 * system says of its end has no way back into Java.
 */
final class NativeTable {
  /** Bytes of {@code WSPPROC_TABLE}. */
  static final int SIZE = 30 * Long.BYTES;

  // The places of WSPPROC_TABLE that are used.
  private static final int ACCEPT = 0;
  private static final int BIND = 3;
  private static final int CLEANUP = 5;
  private static final int CLOSE_SOCKET = 6;
  private static final int CONNECT = 7;
  private static final int GET_PEER_NAME = 12;
  private static final int GET_SOCK_NAME = 13;
  private static final int GET_SOCK_OPT = 14;
  private static final int IOCTL = 16;
  private static final int LISTEN = 18;
  private static final int RECV = 19;
  private static final int RECV_FROM = 21;
  private static final int SELECT = 22;
  private static final int SEND = 23;
  private static final int SEND_TO = 25;
  private static final int SET_SOCK_OPT = 26;
  private static final int SHUTDOWN = 27;
  private static final int SOCKET = 28;

  private final long[] functions = new long[SIZE / Long.BYTES];

  /**
   * Reads the table.
   *
   * @param memory the {@code WSPPROC_TABLE}
   */
  NativeTable(NativeMemory memory) {
    for (int i = 0; i < functions.length; i++) {
      functions[i] = memory.getLong(i * Long.BYTES);
    }
  }

  /** The table, or null if it lacks a function. */
  ProcedureTable procedures() {
    for (long function : functions) {
      if (function == 0) {
        return null;
      }
    }
    return ProcedureTable.unsupported()
        .wspAccept((s, addr, addrlen, condition, data, e) -> accept(s, addr, addrlen, e))
        .wspBind((s, name, length, e) -> named(BIND, s, name, length, e))
        .wspCleanup(e -> (int) NativeCall.begin().call(functions[CLEANUP], e))
        .wspCloseSocket((s, e) -> (int) NativeCall.begin().with(s).call(functions[CLOSE_SOCKET], e))
        .wspConnect((s, name, length, caller, callee, sqos, gqos, e) -> connect(s, name, length, e))
        .wspGetPeerName((s, name, length, e) -> name(GET_PEER_NAME, s, name, length, e))
        .wspGetSockName((s, name, length, e) -> name(GET_SOCK_NAME, s, name, length, e))
        .wspGetSockOpt(this::getSockOpt)
        .wspIoctl(this::ioctl)
        .wspListen((s, n, e) -> number(LISTEN, s, n, e))
        .wspRecv(this::recv)
        .wspRecvFrom(this::recvFrom)
        .wspSelect(this::select)
        .wspSend(this::send)
        .wspSendTo(this::sendTo)
        .wspSetSockOpt(this::setSockOpt)
        .wspShutdown((s, how, e) -> number(SHUTDOWN, s, how, e))
        .wspSocket(this::socket)
        .build();
  }

  private long socket(
      int af, int type, int protocol, ProtocolInfo info, int g, int dwFlags, Errno lpErrno) {
    NativeMemory entry = new NativeMemory(ProtocolInfoLayout.WIDE.size());
    ProtocolInfoLayout.WIDE.write(info, entry);
    return NativeCall.begin()
        .with(af)
        .with(type)
        .with(protocol)
        .with(entry)
        .with(g)
        .with(dwFlags)
        .call(functions[SOCKET], lpErrno);
  }

  private long accept(long s, NativeMemory addr, IntRef addrlen, Errno lpErrno) {
    WinsockScratch scratch = WinsockScratch.get();
    long length = addr == null ? 0 : scratch.first(Math.min(addrlen.value, addr.size()));
    long accepted =
        NativeCall.begin()
            .with(s)
            .with(addr)
            .with(length)
            .with(0)
            .with(0)
            .call(functions[ACCEPT], lpErrno);
    if (addr != null && accepted != Ws2Def.INVALID_SOCKET) {
      addrlen.value = scratch.getFirst();
    }
    return accepted;
  }

  private int named(int function, long s, NativeMemory name, int namelen, Errno lpErrno) {
    return isWithin(name, namelen)
        ? (int)
            NativeCall.begin().with(s).with(name).with(namelen).call(functions[function], lpErrno)
        : fail(WinsockError.WSAEFAULT, lpErrno);
  }

  private int connect(long s, NativeMemory name, int namelen, Errno lpErrno) {
    return isWithin(name, namelen)
        ? (int)
            NativeCall.begin()
                .with(s)
                .with(name)
                .with(namelen)
                .with(0)
                .with(0)
                .with(0)
                .with(0)
                .call(functions[CONNECT], lpErrno)
        : fail(WinsockError.WSAEFAULT, lpErrno);
  }

  private int number(int function, long s, int number, Errno lpErrno) {
    return (int) NativeCall.begin().with(s).with(number).call(functions[function], lpErrno);
  }

  private int name(int function, long s, NativeMemory name, IntRef namelen, Errno lpErrno) {
    WinsockScratch scratch = WinsockScratch.get();
    long length = scratch.first(Math.min(namelen.value, name.size()));
    int result =
        (int) NativeCall.begin().with(s).with(name).with(length).call(functions[function], lpErrno);
    namelen.value = result == 0 ? scratch.getFirst() : namelen.value;
    return result;
  }

  private int getSockOpt(
      long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno lpErrno) {
    WinsockScratch scratch = WinsockScratch.get();
    long length = scratch.first(optval == null ? 0 : Math.min(optlen.value, optval.size()));
    int result =
        (int)
            NativeCall.begin()
                .with(s)
                .with(level)
                .with(optname)
                .with(optval)
                .with(length)
                .call(functions[GET_SOCK_OPT], lpErrno);
    optlen.value = result == 0 ? scratch.getFirst() : optlen.value;
    return result;
  }

  private int setSockOpt(
      long s, int level, int optname, NativeMemory optval, int optlen, Errno lpErrno) {
    return isWithin(optval, optlen)
        ? (int)
            NativeCall.begin()
                .with(s)
                .with(level)
                .with(optname)
                .with(optval)
                .with(optlen)
                .call(functions[SET_SOCK_OPT], lpErrno)
        : fail(WinsockError.WSAEFAULT, lpErrno);
  }

  private int ioctl(
      long s,
      int dwIoControlCode,
      NativeMemory in,
      int cbIn,
      NativeMemory out,
      int cbOut,
      IntRef returned,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno lpErrno) {
    if (overlapped != null) {
      return fail(WinsockError.WSAEOPNOTSUPP, lpErrno);
    }
    if (!isWithin(in, cbIn) || !isWithin(out, cbOut)) {
      return fail(WinsockError.WSAEFAULT, lpErrno);
    }
    WinsockScratch scratch = WinsockScratch.get();
    int result =
        (int)
            NativeCall.begin()
                .with(s)
                .with(dwIoControlCode)
                .with(in)
                .with(cbIn)
                .with(out)
                .with(cbOut)
                .with(scratch.first(0))
                .with(0)
                .with(0)
                .with(0)
                .call(functions[IOCTL], lpErrno);
    returned.value = result == 0 ? scratch.getFirst() : returned.value;
    return result;
  }

  private int send(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef sent,
      int flags,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno lpErrno) {
    if (overlapped != null) {
      return fail(WinsockError.WSAEOPNOTSUPP, lpErrno);
    }
    WinsockScratch scratch = WinsockScratch.get();
    int result =
        (int)
            NativeCall.begin()
                .with(s)
                .with(scratch.buffers(buffers, count))
                .with(count)
                .with(scratch.first(0))
                .with(flags)
                .with(0)
                .with(0)
                .with(0)
                .call(functions[SEND], lpErrno);
    sent.value = result == 0 ? scratch.getFirst() : sent.value;
    return result;
  }

  private int sendTo(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef sent,
      int flags,
      NativeMemory to,
      int tolen,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno lpErrno) {
    if (overlapped != null) {
      return fail(WinsockError.WSAEOPNOTSUPP, lpErrno);
    }
    if (!isWithin(to, to == null ? 0 : tolen)) {
      return fail(WinsockError.WSAEFAULT, lpErrno);
    }
    WinsockScratch scratch = WinsockScratch.get();
    int result =
        (int)
            NativeCall.begin()
                .with(s)
                .with(scratch.buffers(buffers, count))
                .with(count)
                .with(scratch.first(0))
                .with(flags)
                .with(to)
                .with(tolen)
                .with(0)
                .with(0)
                .with(0)
                .call(functions[SEND_TO], lpErrno);
    sent.value = result == 0 ? scratch.getFirst() : sent.value;
    return result;
  }

  private int recv(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef received,
      IntRef flags,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno lpErrno) {
    if (overlapped != null) {
      return fail(WinsockError.WSAEOPNOTSUPP, lpErrno);
    }
    WinsockScratch scratch = WinsockScratch.get();
    int result =
        (int)
            NativeCall.begin()
                .with(s)
                .with(scratch.buffers(buffers, count))
                .with(count)
                .with(scratch.first(0))
                .with(scratch.second(flags.value))
                .with(0)
                .with(0)
                .with(0)
                .call(functions[RECV], lpErrno);
    return received(result, scratch, received, flags);
  }

  private int recvFrom(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef received,
      IntRef flags,
      NativeMemory from,
      IntRef fromlen,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno lpErrno) {
    if (overlapped != null) {
      return fail(WinsockError.WSAEOPNOTSUPP, lpErrno);
    }
    WinsockScratch scratch = WinsockScratch.get();
    long length = from == null ? 0 : scratch.third(Math.min(fromlen.value, from.size()));
    int result =
        (int)
            NativeCall.begin()
                .with(s)
                .with(scratch.buffers(buffers, count))
                .with(count)
                .with(scratch.first(0))
                .with(scratch.second(flags.value))
                .with(from)
                .with(length)
                .with(0)
                .with(0)
                .with(0)
                .call(functions[RECV_FROM], lpErrno);
    if (result == 0 && from != null) {
      fromlen.value = scratch.getThird();
    }
    return received(result, scratch, received, flags);
  }

  private static int received(int result, WinsockScratch scratch, IntRef received, IntRef flags) {
    if (result == 0) {
      received.value = scratch.getFirst();
      flags.value = scratch.getSecond();
    }
    return result;
  }

  private int select(
      int nfds, FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno lpErrno) {
    WinsockScratch scratch = WinsockScratch.get();
    int ready =
        (int)
            NativeCall.begin()
                .with(nfds)
                .with(scratch.fdSet(0, readfds))
                .with(scratch.fdSet(1, writefds))
                .with(scratch.fdSet(2, exceptfds))
                .with(scratch.timeval(timeout))
                .call(functions[SELECT], lpErrno);
    if (ready != Ws2Def.SOCKET_ERROR) {
      scratch.takeFdSet(0, readfds);
      scratch.takeFdSet(1, writefds);
      scratch.takeFdSet(2, exceptfds);
    }
    return ready;
  }

  private static boolean isWithin(NativeMemory memory, int length) {
    return length >= 0 && length <= (memory == null ? 0 : memory.size());
  }

  private static int fail(WinsockError error, Errno lpErrno) {
    lpErrno.set(error);
    return Ws2Def.SOCKET_ERROR;
  }
}
