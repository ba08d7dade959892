package dev.ifsbench.spi;

/**
 * {@code WSPPROC_TABLE}: the 30 functions that a service provider returns from {@link
 * ServiceProvider#wspStartup}, in the header's order.
 *
 * <p>A table is immutable and can be shared between threads. A layer makes its own from the next
 * provider's by {@link #toBuilder()}; an entry it leaves alone stays the very same object, so that
 * a call through it costs what it costs without the layer.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/ns-ws2spi-wspproc_table">WSPPROC_TABLE</a>
 * @param wspAccept {@code lpWSPAccept}
 * @param wspAddressToString {@code lpWSPAddressToString}
 * @param wspAsyncSelect {@code lpWSPAsyncSelect}
 * @param wspBind {@code lpWSPBind}
 * @param wspCancelBlockingCall {@code lpWSPCancelBlockingCall}
 * @param wspCleanup {@code lpWSPCleanup}
 * @param wspCloseSocket {@code lpWSPCloseSocket}
 * @param wspConnect {@code lpWSPConnect}
 * @param wspDuplicateSocket {@code lpWSPDuplicateSocket}
 * @param wspEnumNetworkEvents {@code lpWSPEnumNetworkEvents}
 * @param wspEventSelect {@code lpWSPEventSelect}
 * @param wspGetOverlappedResult {@code lpWSPGetOverlappedResult}
 * @param wspGetPeerName {@code lpWSPGetPeerName}
 * @param wspGetSockName {@code lpWSPGetSockName}
 * @param wspGetSockOpt {@code lpWSPGetSockOpt}
 * @param wspGetQosByName {@code lpWSPGetQOSByName}
 * @param wspIoctl {@code lpWSPIoctl}
 * @param wspJoinLeaf {@code lpWSPJoinLeaf}
 * @param wspListen {@code lpWSPListen}
 * @param wspRecv {@code lpWSPRecv}
 * @param wspRecvDisconnect {@code lpWSPRecvDisconnect}
 * @param wspRecvFrom {@code lpWSPRecvFrom}
 * @param wspSelect {@code lpWSPSelect}
 * @param wspSend {@code lpWSPSend}
 * @param wspSendDisconnect {@code lpWSPSendDisconnect}
 * @param wspSendTo {@code lpWSPSendTo}
 * @param wspSetSockOpt {@code lpWSPSetSockOpt}
 * @param wspShutdown {@code lpWSPShutdown}
 * @param wspSocket {@code lpWSPSocket}
 * @param wspStringToAddress {@code lpWSPStringToAddress}
 */
public record ProcedureTable(
    WspFunction.Accept wspAccept,
    WspFunction.AddressToString wspAddressToString,
    WspFunction.AsyncSelect wspAsyncSelect,
    WspFunction.Bind wspBind,
    WspFunction.CancelBlockingCall wspCancelBlockingCall,
    WspFunction.Cleanup wspCleanup,
    WspFunction.CloseSocket wspCloseSocket,
    WspFunction.Connect wspConnect,
    WspFunction.DuplicateSocket wspDuplicateSocket,
    WspFunction.EnumNetworkEvents wspEnumNetworkEvents,
    WspFunction.EventSelect wspEventSelect,
    WspFunction.GetOverlappedResult wspGetOverlappedResult,
    WspFunction.GetPeerName wspGetPeerName,
    WspFunction.GetSockName wspGetSockName,
    WspFunction.GetSockOpt wspGetSockOpt,
    WspFunction.GetQosByName wspGetQosByName,
    WspFunction.Ioctl wspIoctl,
    WspFunction.JoinLeaf wspJoinLeaf,
    WspFunction.Listen wspListen,
    WspFunction.Recv wspRecv,
    WspFunction.RecvDisconnect wspRecvDisconnect,
    WspFunction.RecvFrom wspRecvFrom,
    WspFunction.Select wspSelect,
    WspFunction.Send wspSend,
    WspFunction.SendDisconnect wspSendDisconnect,
    WspFunction.SendTo wspSendTo,
    WspFunction.SetSockOpt wspSetSockOpt,
    WspFunction.Shutdown wspShutdown,
    WspFunction.Socket wspSocket,
    WspFunction.StringToAddress wspStringToAddress) {

  /**
   * A table whose every function fails with {@link WinsockError#WSAEOPNOTSUPP}, to be filled in.
   *
   * @return a builder that holds such a table
   */
  public static Builder unsupported() {
    return new Builder();
  }

  /**
   * Copies this table to change some of its entries.
   *
   * @return a builder that holds this table's entries
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.wspAccept = wspAccept;
    builder.wspAddressToString = wspAddressToString;
    builder.wspAsyncSelect = wspAsyncSelect;
    builder.wspBind = wspBind;
    builder.wspCancelBlockingCall = wspCancelBlockingCall;
    builder.wspCleanup = wspCleanup;
    builder.wspCloseSocket = wspCloseSocket;
    builder.wspConnect = wspConnect;
    builder.wspDuplicateSocket = wspDuplicateSocket;
    builder.wspEnumNetworkEvents = wspEnumNetworkEvents;
    builder.wspEventSelect = wspEventSelect;
    builder.wspGetOverlappedResult = wspGetOverlappedResult;
    builder.wspGetPeerName = wspGetPeerName;
    builder.wspGetSockName = wspGetSockName;
    builder.wspGetSockOpt = wspGetSockOpt;
    builder.wspGetQosByName = wspGetQosByName;
    builder.wspIoctl = wspIoctl;
    builder.wspJoinLeaf = wspJoinLeaf;
    builder.wspListen = wspListen;
    builder.wspRecv = wspRecv;
    builder.wspRecvDisconnect = wspRecvDisconnect;
    builder.wspRecvFrom = wspRecvFrom;
    builder.wspSelect = wspSelect;
    builder.wspSend = wspSend;
    builder.wspSendDisconnect = wspSendDisconnect;
    builder.wspSendTo = wspSendTo;
    builder.wspSetSockOpt = wspSetSockOpt;
    builder.wspShutdown = wspShutdown;
    builder.wspSocket = wspSocket;
    builder.wspStringToAddress = wspStringToAddress;
    return builder;
  }

  /**
   * Whether an entry is missing, which makes a table unfit for use ({@code WSAEINVALIDPROCTABLE}).
   *
   * @return true if at least one entry is null
   */
  public boolean hasNullEntry() {
    return wspAccept == null
        || wspAddressToString == null
        || wspAsyncSelect == null
        || wspBind == null
        || wspCancelBlockingCall == null
        || wspCleanup == null
        || wspCloseSocket == null
        || wspConnect == null
        || wspDuplicateSocket == null
        || wspEnumNetworkEvents == null
        || wspEventSelect == null
        || wspGetOverlappedResult == null
        || wspGetPeerName == null
        || wspGetSockName == null
        || wspGetSockOpt == null
        || wspGetQosByName == null
        || wspIoctl == null
        || wspJoinLeaf == null
        || wspListen == null
        || wspRecv == null
        || wspRecvDisconnect == null
        || wspRecvFrom == null
        || wspSelect == null
        || wspSend == null
        || wspSendDisconnect == null
        || wspSendTo == null
        || wspSetSockOpt == null
        || wspShutdown == null
        || wspSocket == null
        || wspStringToAddress == null;
  }

  /** Collects the entries of a table. Not for use by several threads at once. */
  public static final class Builder {
    private WspFunction.Accept wspAccept =
        (s, addr, addrlen, lpfnCondition, dwCallbackData, lpErrno) -> noSocket(lpErrno);
    private WspFunction.AddressToString wspAddressToString =
        (lpsaAddress,
            dwAddressLength,
            lpProtocolInfo,
            lpszAddressString,
            lpdwAddressStringLength,
            lpErrno) -> socketError(lpErrno);
    private WspFunction.AsyncSelect wspAsyncSelect =
        (s, hWnd, wMsg, lEvent, lpErrno) -> socketError(lpErrno);
    private WspFunction.Bind wspBind = (s, name, namelen, lpErrno) -> socketError(lpErrno);
    private WspFunction.CancelBlockingCall wspCancelBlockingCall =
        (lpErrno) -> socketError(lpErrno);
    private WspFunction.Cleanup wspCleanup = (lpErrno) -> socketError(lpErrno);
    private WspFunction.CloseSocket wspCloseSocket = (s, lpErrno) -> socketError(lpErrno);
    private WspFunction.Connect wspConnect =
        (s, name, namelen, lpCallerData, lpCalleeData, lpSqos, lpGqos, lpErrno) ->
            socketError(lpErrno);
    private WspFunction.DuplicateSocket wspDuplicateSocket =
        (s, dwProcessId, lpProtocolInfo, lpErrno) -> socketError(lpErrno);
    private WspFunction.EnumNetworkEvents wspEnumNetworkEvents =
        (s, hEventObject, lpNetworkEvents, lpErrno) -> socketError(lpErrno);
    private WspFunction.EventSelect wspEventSelect =
        (s, hEventObject, lNetworkEvents, lpErrno) -> socketError(lpErrno);
    private WspFunction.GetOverlappedResult wspGetOverlappedResult =
        (s, lpOverlapped, lpcbTransfer, fWait, lpdwFlags, lpErrno) -> no(lpErrno);
    private WspFunction.GetPeerName wspGetPeerName =
        (s, name, namelen, lpErrno) -> socketError(lpErrno);
    private WspFunction.GetSockName wspGetSockName =
        (s, name, namelen, lpErrno) -> socketError(lpErrno);
    private WspFunction.GetSockOpt wspGetSockOpt =
        (s, level, optname, optval, optlen, lpErrno) -> socketError(lpErrno);
    private WspFunction.GetQosByName wspGetQosByName =
        (s, lpQosName, lpQos, lpErrno) -> no(lpErrno);
    private WspFunction.Ioctl wspIoctl =
        (s,
            dwIoControlCode,
            lpvInBuffer,
            cbInBuffer,
            lpvOutBuffer,
            cbOutBuffer,
            lpcbBytesReturned,
            lpOverlapped,
            lpCompletionRoutine,
            lpThreadId,
            lpErrno) -> socketError(lpErrno);
    private WspFunction.JoinLeaf wspJoinLeaf =
        (s, name, namelen, lpCallerData, lpCalleeData, lpSqos, lpGqos, dwFlags, lpErrno) ->
            noSocket(lpErrno);
    private WspFunction.Listen wspListen = (s, backlog, lpErrno) -> socketError(lpErrno);
    private WspFunction.Recv wspRecv =
        (s,
            lpBuffers,
            dwBufferCount,
            lpNumberOfBytesRecvd,
            lpFlags,
            lpOverlapped,
            lpCompletionRoutine,
            lpThreadId,
            lpErrno) -> socketError(lpErrno);
    private WspFunction.RecvDisconnect wspRecvDisconnect =
        (s, lpInboundDisconnectData, lpErrno) -> socketError(lpErrno);
    private WspFunction.RecvFrom wspRecvFrom =
        (s,
            lpBuffers,
            dwBufferCount,
            lpNumberOfBytesRecvd,
            lpFlags,
            lpFrom,
            lpFromlen,
            lpOverlapped,
            lpCompletionRoutine,
            lpThreadId,
            lpErrno) -> socketError(lpErrno);
    private WspFunction.Select wspSelect =
        (nfds, readfds, writefds, exceptfds, timeout, lpErrno) -> socketError(lpErrno);
    private WspFunction.Send wspSend =
        (s,
            lpBuffers,
            dwBufferCount,
            lpNumberOfBytesSent,
            dwFlags,
            lpOverlapped,
            lpCompletionRoutine,
            lpThreadId,
            lpErrno) -> socketError(lpErrno);
    private WspFunction.SendDisconnect wspSendDisconnect =
        (s, lpOutboundDisconnectData, lpErrno) -> socketError(lpErrno);
    private WspFunction.SendTo wspSendTo =
        (s,
            lpBuffers,
            dwBufferCount,
            lpNumberOfBytesSent,
            dwFlags,
            lpTo,
            iTolen,
            lpOverlapped,
            lpCompletionRoutine,
            lpThreadId,
            lpErrno) -> socketError(lpErrno);
    private WspFunction.SetSockOpt wspSetSockOpt =
        (s, level, optname, optval, optlen, lpErrno) -> socketError(lpErrno);
    private WspFunction.Shutdown wspShutdown = (s, how, lpErrno) -> socketError(lpErrno);
    private WspFunction.Socket wspSocket =
        (af, type, protocol, lpProtocolInfo, g, dwFlags, lpErrno) -> noSocket(lpErrno);
    private WspFunction.StringToAddress wspStringToAddress =
        (addressString, addressFamily, lpProtocolInfo, lpAddress, lpAddressLength, lpErrno) ->
            socketError(lpErrno);

    private Builder() {}

    private static int socketError(Errno lpErrno) {
      lpErrno.set(WinsockError.WSAEOPNOTSUPP);
      return Ws2Def.SOCKET_ERROR;
    }

    private static long noSocket(Errno lpErrno) {
      lpErrno.set(WinsockError.WSAEOPNOTSUPP);
      return Ws2Def.INVALID_SOCKET;
    }

    private static boolean no(Errno lpErrno) {
      lpErrno.set(WinsockError.WSAEOPNOTSUPP);
      return false;
    }

    /**
     * Sets {@code WSPAccept}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspAccept(WspFunction.Accept function) {
      wspAccept = function;
      return this;
    }

    /**
     * Sets {@code WSPAddressToString}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspAddressToString(WspFunction.AddressToString function) {
      wspAddressToString = function;
      return this;
    }

    /**
     * Sets {@code WSPAsyncSelect}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspAsyncSelect(WspFunction.AsyncSelect function) {
      wspAsyncSelect = function;
      return this;
    }

    /**
     * Sets {@code WSPBind}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspBind(WspFunction.Bind function) {
      wspBind = function;
      return this;
    }

    /**
     * Sets {@code WSPCancelBlockingCall}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspCancelBlockingCall(WspFunction.CancelBlockingCall function) {
      wspCancelBlockingCall = function;
      return this;
    }

    /**
     * Sets {@code WSPCleanup}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspCleanup(WspFunction.Cleanup function) {
      wspCleanup = function;
      return this;
    }

    /**
     * Sets {@code WSPCloseSocket}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspCloseSocket(WspFunction.CloseSocket function) {
      wspCloseSocket = function;
      return this;
    }

    /**
     * Sets {@code WSPConnect}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspConnect(WspFunction.Connect function) {
      wspConnect = function;
      return this;
    }

    /**
     * Sets {@code WSPDuplicateSocket}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspDuplicateSocket(WspFunction.DuplicateSocket function) {
      wspDuplicateSocket = function;
      return this;
    }

    /**
     * Sets {@code WSPEnumNetworkEvents}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspEnumNetworkEvents(WspFunction.EnumNetworkEvents function) {
      wspEnumNetworkEvents = function;
      return this;
    }

    /**
     * Sets {@code WSPEventSelect}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspEventSelect(WspFunction.EventSelect function) {
      wspEventSelect = function;
      return this;
    }

    /**
     * Sets {@code WSPGetOverlappedResult}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspGetOverlappedResult(WspFunction.GetOverlappedResult function) {
      wspGetOverlappedResult = function;
      return this;
    }

    /**
     * Sets {@code WSPGetPeerName}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspGetPeerName(WspFunction.GetPeerName function) {
      wspGetPeerName = function;
      return this;
    }

    /**
     * Sets {@code WSPGetSockName}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspGetSockName(WspFunction.GetSockName function) {
      wspGetSockName = function;
      return this;
    }

    /**
     * Sets {@code WSPGetSockOpt}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspGetSockOpt(WspFunction.GetSockOpt function) {
      wspGetSockOpt = function;
      return this;
    }

    /**
     * Sets {@code WSPGetQosByName}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspGetQosByName(WspFunction.GetQosByName function) {
      wspGetQosByName = function;
      return this;
    }

    /**
     * Sets {@code WSPIoctl}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspIoctl(WspFunction.Ioctl function) {
      wspIoctl = function;
      return this;
    }

    /**
     * Sets {@code WSPJoinLeaf}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspJoinLeaf(WspFunction.JoinLeaf function) {
      wspJoinLeaf = function;
      return this;
    }

    /**
     * Sets {@code WSPListen}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspListen(WspFunction.Listen function) {
      wspListen = function;
      return this;
    }

    /**
     * Sets {@code WSPRecv}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspRecv(WspFunction.Recv function) {
      wspRecv = function;
      return this;
    }

    /**
     * Sets {@code WSPRecvDisconnect}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspRecvDisconnect(WspFunction.RecvDisconnect function) {
      wspRecvDisconnect = function;
      return this;
    }

    /**
     * Sets {@code WSPRecvFrom}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspRecvFrom(WspFunction.RecvFrom function) {
      wspRecvFrom = function;
      return this;
    }

    /**
     * Sets {@code WSPSelect}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspSelect(WspFunction.Select function) {
      wspSelect = function;
      return this;
    }

    /**
     * Sets {@code WSPSend}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspSend(WspFunction.Send function) {
      wspSend = function;
      return this;
    }

    /**
     * Sets {@code WSPSendDisconnect}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspSendDisconnect(WspFunction.SendDisconnect function) {
      wspSendDisconnect = function;
      return this;
    }

    /**
     * Sets {@code WSPSendTo}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspSendTo(WspFunction.SendTo function) {
      wspSendTo = function;
      return this;
    }

    /**
     * Sets {@code WSPSetSockOpt}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspSetSockOpt(WspFunction.SetSockOpt function) {
      wspSetSockOpt = function;
      return this;
    }

    /**
     * Sets {@code WSPShutdown}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspShutdown(WspFunction.Shutdown function) {
      wspShutdown = function;
      return this;
    }

    /**
     * Sets {@code WSPSocket}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspSocket(WspFunction.Socket function) {
      wspSocket = function;
      return this;
    }

    /**
     * Sets {@code WSPStringToAddress}.
     *
     * @param function the entry
     * @return this
     */
    public Builder wspStringToAddress(WspFunction.StringToAddress function) {
      wspStringToAddress = function;
      return this;
    }

    /**
     * Makes the table.
     *
     * @return a table of the entries set
     */
    public ProcedureTable build() {
      return new ProcedureTable(
          wspAccept,
          wspAddressToString,
          wspAsyncSelect,
          wspBind,
          wspCancelBlockingCall,
          wspCleanup,
          wspCloseSocket,
          wspConnect,
          wspDuplicateSocket,
          wspEnumNetworkEvents,
          wspEventSelect,
          wspGetOverlappedResult,
          wspGetPeerName,
          wspGetSockName,
          wspGetSockOpt,
          wspGetQosByName,
          wspIoctl,
          wspJoinLeaf,
          wspListen,
          wspRecv,
          wspRecvDisconnect,
          wspRecvFrom,
          wspSelect,
          wspSend,
          wspSendDisconnect,
          wspSendTo,
          wspSetSockOpt,
          wspShutdown,
          wspSocket,
          wspStringToAddress);
    }
  }
}
