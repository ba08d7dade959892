package dev.ifsbench.sockets.dll;

import static dev.ifsbench.sockets.dll.NativeTransfers.isWithin;
import static dev.ifsbench.sockets.dll.NativeTransfers.keep;

import dev.ifsbench.sockets.CompletionNotifier;
import dev.ifsbench.sockets.winsock.WinsockScratch;
import dev.ifsbench.sockets.winsock.WinsockSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.ProtocolInfoRef;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WspFunction;

/**
 * The functions of a provider in C, as Java calls them; those that can be overlapped are {@link
 * NativeTransfers}.
 */
final class NativeTable {
  /** Bytes of {@code WSPPROC_TABLE}. */
  static final int SIZE = 30 * Long.BYTES;

  // The places of WSPPROC_TABLE, but for those of transfers.
  private static final int ACCEPT = 0;
  private static final int ADDRESS_TO_STRING = 1;
  private static final int ASYNC_SELECT = 2;
  private static final int BIND = 3;
  private static final int CANCEL_BLOCKING_CALL = 4;
  private static final int CLEANUP = 5;
  private static final int CLOSE_SOCKET = 6;
  private static final int CONNECT = 7;
  private static final int DUPLICATE_SOCKET = 8;
  private static final int ENUM_NETWORK_EVENTS = 9;
  private static final int EVENT_SELECT = 10;
  private static final int GET_PEER_NAME = 12;
  private static final int GET_SOCK_NAME = 13;
  private static final int GET_SOCK_OPT = 14;
  private static final int GET_QOS_BY_NAME = 15;
  private static final int JOIN_LEAF = 17;
  private static final int LISTEN = 18;
  private static final int RECV_DISCONNECT = 20;
  private static final int SELECT = 22;
  private static final int SEND_DISCONNECT = 24;
  private static final int SET_SOCK_OPT = 26;
  private static final int SHUTDOWN = 27;
  private static final int SOCKET = 28;
  private static final int STRING_TO_ADDRESS = 29;

  /** Bytes of {@code WSANETWORKEVENTS}. */
  private static final int SIZEOF_NETWORK_EVENTS = 44;

  private final long[] functions = new long[SIZE / Long.BYTES];
  private final WinsockSockets sockets;
  private final NativeTransfers transfers;

  /**
   * Reads the table.
   *
   * @param memory the {@code WSPPROC_TABLE}
   * @param sockets the system that the provider stands on
   */
  NativeTable(NativeMemory memory, WinsockSockets sockets) {
    this.sockets = sockets;
    for (int i = 0; i < functions.length; i++) {
      functions[i] = memory.getLong(i * Long.BYTES);
    }
    transfers = new NativeTransfers(functions, sockets);
  }

  /** Where two of them are. */
  TransferFunctions transferFunctions() {
    return transfers.functions();
  }

  /** The table, or null if it lacks a function. */
  ProcedureTable procedures() {
    for (long function : functions) {
      if (function == 0) {
        return null;
      }
    }
    return ProcedureTable.unsupported()
        .with(
            WspFunction.Accept.class,
            (s, addr, addrlen, condition, data, e) -> accept(s, addr, addrlen, e))
        .with(WspFunction.AddressToString.class, this::addressToString)
        .with(
            WspFunction.AsyncSelect.class,
            (s, window, message, events, e) ->
                (int)
                    NativeCall.begin()
                        .with(s)
                        .with(window)
                        .with(message)
                        .with(events)
                        .call(functions[ASYNC_SELECT], e))
        .with(WspFunction.Bind.class, (s, name, length, e) -> named(BIND, s, name, length, e))
        .with(
            WspFunction.CancelBlockingCall.class,
            e -> (int) NativeCall.begin().call(functions[CANCEL_BLOCKING_CALL], e))
        .with(WspFunction.Cleanup.class, e -> (int) NativeCall.begin().call(functions[CLEANUP], e))
        .with(WspFunction.CloseSocket.class, this::closeSocket)
        .with(WspFunction.Connect.class, this::connect)
        .with(WspFunction.DuplicateSocket.class, this::duplicateSocket)
        .with(WspFunction.EnumNetworkEvents.class, this::enumNetworkEvents)
        .with(WspFunction.EventSelect.class, this::eventSelect)
        .with(WspFunction.GetOverlappedResult.class, transfers::getOverlappedResult)
        .with(
            WspFunction.GetPeerName.class,
            (s, name, length, e) -> name(GET_PEER_NAME, s, name, length, e))
        .with(
            WspFunction.GetSockName.class,
            (s, name, length, e) -> name(GET_SOCK_NAME, s, name, length, e))
        .with(WspFunction.GetSockOpt.class, this::getSockOpt)
        .with(WspFunction.GetQosByName.class, this::getQosByName)
        .with(WspFunction.Ioctl.class, transfers::ioctl)
        .with(WspFunction.JoinLeaf.class, this::joinLeaf)
        .with(WspFunction.Listen.class, (s, n, e) -> number(LISTEN, s, n, e))
        .with(WspFunction.Recv.class, transfers::recv)
        .with(
            WspFunction.RecvDisconnect.class,
            (s, data, e) -> disconnect(RECV_DISCONNECT, s, data, e))
        .with(WspFunction.RecvFrom.class, transfers::recvFrom)
        .with(WspFunction.Select.class, this::select)
        .with(WspFunction.Send.class, transfers::send)
        .with(
            WspFunction.SendDisconnect.class,
            (s, data, e) -> disconnect(SEND_DISCONNECT, s, data, e))
        .with(WspFunction.SendTo.class, transfers::sendTo)
        .with(WspFunction.SetSockOpt.class, this::setSockOpt)
        .with(WspFunction.Shutdown.class, (s, how, e) -> number(SHUTDOWN, s, how, e))
        .with(WspFunction.Socket.class, this::socket)
        .with(WspFunction.StringToAddress.class, this::stringToAddress)
        .build();
  }

  private long socket(
      int af, int type, int protocol, ProtocolInfo info, int g, int dwFlags, Errno lpErrno) {
    if (info == null) {
      lpErrno.set(WinsockError.WSAEFAULT);
      return Ws2Def.INVALID_SOCKET;
    }
    NativeMemory entry = new NativeMemory(ProtocolInfoLayout.WIDE.size());
    ProtocolInfoLayout.WIDE.write(info, entry);
    long s =
        NativeCall.begin()
            .with(af)
            .with(type)
            .with(protocol)
            .with(entry)
            .with(g)
            .with(dwFlags)
            .call(functions[SOCKET], lpErrno);
    NativeMemory.keep(entry);
    return s;
  }

  // C closes the system's socket behind the back of who knows its port.
  private int closeSocket(long s, Errno lpErrno) {
    CompletionNotifier.Attachment attachment =
        sockets.isCreated(s) ? null : sockets.winsockOverlapped().forget(s);
    int result = (int) NativeCall.begin().with(s).call(functions[CLOSE_SOCKET], lpErrno);
    if (result != 0) {
      sockets.winsockOverlapped().remember(s, attachment);
    }
    return result;
  }

  private int duplicateSocket(long s, int dwProcessId, ProtocolInfoRef info, Errno lpErrno) {
    if (info == null) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    NativeMemory entry = new NativeMemory(ProtocolInfoLayout.WIDE.size());
    int result =
        (int)
            NativeCall.begin()
                .with(s)
                .with(dwProcessId)
                .with(entry)
                .call(functions[DUPLICATE_SOCKET], lpErrno);
    if (result == 0) {
      info.value = ProtocolInfoLayout.WIDE.read(entry);
    }
    NativeMemory.keep(entry);
    return result;
  }

  private int eventSelect(long s, long hEventObject, int lNetworkEvents, Errno lpErrno) {
    return (int)
        NativeCall.begin()
            .with(s)
            .with(hEventObject)
            .with(lNetworkEvents)
            .call(functions[EVENT_SELECT], lpErrno);
  }

  private int enumNetworkEvents(
      long s, long hEventObject, NativeMemory lpNetworkEvents, Errno lpErrno) {
    if (!isWithin(lpNetworkEvents, SIZEOF_NETWORK_EVENTS)) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    int result =
        (int)
            NativeCall.begin()
                .with(s)
                .with(hEventObject)
                .with(lpNetworkEvents)
                .call(functions[ENUM_NETWORK_EVENTS], lpErrno);
    NativeMemory.keep(lpNetworkEvents);
    return result;
  }

  private int disconnect(int function, long s, WsaBuf data, Errno lpErrno) {
    WsaBuf[] one = data == null ? null : new WsaBuf[] {data};
    long address = WinsockScratch.get().buffers(one, 1);
    return (int) NativeCall.begin().with(s).with(address).call(functions[function], lpErrno);
  }

  private long accept(long s, NativeMemory addr, IntRef addrlen, Errno lpErrno) {
    if (addr != null && addrlen == null) {
      lpErrno.set(WinsockError.WSAEFAULT);
      return Ws2Def.INVALID_SOCKET;
    }
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
    NativeMemory.keep(addr);
    if (addr != null && accepted != Ws2Def.INVALID_SOCKET) {
      addrlen.value = scratch.getFirst();
    }
    return accepted;
  }

  private int named(int function, long s, NativeMemory name, int namelen, Errno lpErrno) {
    if (!isWithin(name, namelen)) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    int result =
        (int)
            NativeCall.begin().with(s).with(name).with(namelen).call(functions[function], lpErrno);
    NativeMemory.keep(name);
    return result;
  }

  private int connect(
      long s,
      NativeMemory name,
      int namelen,
      WsaBuf caller,
      WsaBuf callee,
      NativeMemory sqos,
      NativeMemory gqos,
      Errno lpErrno) {
    if (!isWithin(name, namelen)) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    int result =
        (int)
            toPeer(s, name, namelen, caller, callee, sqos, gqos).call(functions[CONNECT], lpErrno);
    keep(name, sqos, gqos);
    return result;
  }

  private long joinLeaf(
      long s,
      NativeMemory name,
      int namelen,
      WsaBuf caller,
      WsaBuf callee,
      NativeMemory sqos,
      NativeMemory gqos,
      int flags,
      Errno lpErrno) {
    if (!isWithin(name, namelen)) {
      lpErrno.set(WinsockError.WSAEFAULT);
      return Ws2Def.INVALID_SOCKET;
    }
    long leaf =
        toPeer(s, name, namelen, caller, callee, sqos, gqos)
            .with(flags)
            .call(functions[JOIN_LEAF], lpErrno);
    keep(name, sqos, gqos);
    return leaf;
  }

  /** The parameters that connecting a socket and joining a leaf have in common. */
  private static NativeCall toPeer(
      long s,
      NativeMemory name,
      int namelen,
      WsaBuf caller,
      WsaBuf callee,
      NativeMemory sqos,
      NativeMemory gqos) {
    long data = caller == null && callee == null ? 0 : pair(caller, callee);
    return NativeCall.begin()
        .with(s)
        .with(name)
        .with(namelen)
        .with(caller == null ? 0 : data)
        .with(callee == null ? 0 : data + WsaBuf.SIZE)
        .with(sqos)
        .with(gqos);
  }

  /** Two structures, one behind the other; one that is not given holds nothing. */
  private static long pair(WsaBuf first, WsaBuf second) {
    WsaBuf none = new WsaBuf(0, 0);
    WsaBuf[] both = {first == null ? none : first, second == null ? none : second};
    return WinsockScratch.get().buffers(both, both.length);
  }

  private boolean getQosByName(long s, WsaBuf name, NativeMemory qos, Errno lpErrno) {
    WsaBuf[] one = name == null ? null : new WsaBuf[] {name};
    long address = WinsockScratch.get().buffers(one, 1);
    int found =
        (int)
            NativeCall.begin()
                .with(s)
                .with(address)
                .with(qos)
                .call(functions[GET_QOS_BY_NAME], lpErrno);
    NativeMemory.keep(qos);
    return found != 0;
  }

  private int addressToString(
      NativeMemory address,
      int length,
      ProtocolInfo info,
      NativeMemory text,
      IntRef characters,
      Errno lpErrno) {
    if (!isWithin(address, length) || text == null || characters == null) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    NativeMemory entry = entry(info);
    WinsockScratch scratch = WinsockScratch.get();
    int room = Math.min(characters.value, text.size() / Character.BYTES);
    int result =
        (int)
            NativeCall.begin()
                .with(address)
                .with(length)
                .with(entry)
                .with(text)
                .with(scratch.first(room))
                .call(functions[ADDRESS_TO_STRING], lpErrno);
    keep(address, entry, text);
    characters.value = scratch.getFirst();
    return result;
  }

  private int stringToAddress(
      NativeMemory text,
      int family,
      ProtocolInfo info,
      NativeMemory address,
      IntRef length,
      Errno lpErrno) {
    if (text == null || address == null || length == null) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    NativeMemory entry = entry(info);
    WinsockScratch scratch = WinsockScratch.get();
    int result =
        (int)
            NativeCall.begin()
                .with(text)
                .with(family)
                .with(entry)
                .with(address)
                .with(scratch.first(Math.min(length.value, address.size())))
                .call(functions[STRING_TO_ADDRESS], lpErrno);
    keep(text, entry, address);
    length.value = scratch.getFirst();
    return result;
  }

  private static NativeMemory entry(ProtocolInfo info) {
    if (info == null) {
      return null;
    }
    NativeMemory entry = new NativeMemory(ProtocolInfoLayout.WIDE.size());
    ProtocolInfoLayout.WIDE.write(info, entry);
    return entry;
  }

  private int number(int function, long s, int number, Errno lpErrno) {
    return (int) NativeCall.begin().with(s).with(number).call(functions[function], lpErrno);
  }

  private int name(int function, long s, NativeMemory name, IntRef namelen, Errno lpErrno) {
    if (name == null || namelen == null) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    WinsockScratch scratch = WinsockScratch.get();
    long length = scratch.first(Math.min(namelen.value, name.size()));
    int result =
        (int) NativeCall.begin().with(s).with(name).with(length).call(functions[function], lpErrno);
    NativeMemory.keep(name);
    namelen.value = result == 0 ? scratch.getFirst() : namelen.value;
    return result;
  }

  private int getSockOpt(
      long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno lpErrno) {
    if (optlen == null) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
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
    NativeMemory.keep(optval);
    optlen.value = result == 0 ? scratch.getFirst() : optlen.value;
    return result;
  }

  private int setSockOpt(
      long s, int level, int optname, NativeMemory optval, int optlen, Errno lpErrno) {
    if (!isWithin(optval, optlen)) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    int result =
        (int)
            NativeCall.begin()
                .with(s)
                .with(level)
                .with(optname)
                .with(optval)
                .with(optlen)
                .call(functions[SET_SOCK_OPT], lpErrno);
    NativeMemory.keep(optval);
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
}
