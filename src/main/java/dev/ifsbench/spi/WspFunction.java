package dev.ifsbench.spi;

/**
 * The types of the 30 service-provider functions ({@code LPWSP...} in {@code ws2spi.h}).
 *
 * <p>Each keeps the header's parameters in the header's order. Handles are {@code long}, with
 * {@link Ws2Def#INVALID_SOCKET} for none; data buffers are addresses and lengths outside the Java
 * heap; small structures are {@link NativeMemory}; out parameters are {@link IntRef}, {@link
 * ProtocolInfoRef} and, always last, {@link Errno}. None may be null unless its text says so. Every
 * function may be called by any thread at any time.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ws2spi/">ws2spi.h</a>
 */
public final class WspFunction {
  private WspFunction() {}

  /** {@code WSPAccept}. */
  @FunctionalInterface
  public interface Accept {
    /**
     * Takes a pending connection off a listening socket.
     *
     * @param s the socket handle
     * @param addr where the peer's address goes, or null
     * @param addrlen in: bytes available at {@code addr}; out: bytes of the address; null with
     *     {@code addr}
     * @param lpfnCondition decides whether to accept, or null
     * @param dwCallbackData handed to the condition as it is
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return the new handle, or {@link Ws2Def#INVALID_SOCKET}
     */
    long invoke(
        long s,
        NativeMemory addr,
        IntRef addrlen,
        AcceptCondition lpfnCondition,
        long dwCallbackData,
        Errno lpErrno);
  }

  /** {@code WSPAddressToString}. */
  @FunctionalInterface
  public interface AddressToString {
    /**
     * Writes a socket address as text.
     *
     * @param lpsaAddress a socket address
     * @param dwAddressLength its length in bytes
     * @param lpProtocolInfo the catalog entry
     * @param lpszAddressString out: the address as UTF-16 text
     * @param lpdwAddressStringLength in: characters available; out: characters written
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(
        NativeMemory lpsaAddress,
        int dwAddressLength,
        ProtocolInfo lpProtocolInfo,
        NativeMemory lpszAddressString,
        IntRef lpdwAddressStringLength,
        Errno lpErrno);
  }

  /** {@code WSPAsyncSelect}. */
  @FunctionalInterface
  public interface AsyncSelect {
    /**
     * Asks for window messages on network events.
     *
     * @param s the socket handle
     * @param hWnd the window
     * @param wMsg the message
     * @param lEvent {@code FD_*} event bits
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, long hWnd, int wMsg, int lEvent, Errno lpErrno);
  }

  /** {@code WSPBind}. */
  @FunctionalInterface
  public interface Bind {
    /**
     * Gives a socket its local address.
     *
     * @param s the socket handle
     * @param name a socket address
     * @param namelen its length in bytes
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, NativeMemory name, int namelen, Errno lpErrno);
  }

  /** {@code WSPCancelBlockingCall}. */
  @FunctionalInterface
  public interface CancelBlockingCall {
    /**
     * Cancels the blocking call of the calling thread.
     *
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(Errno lpErrno);
  }

  /** {@code WSPCleanup}. */
  @FunctionalInterface
  public interface Cleanup {
    /**
     * Ends one start of the provider; the last one frees it.
     *
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(Errno lpErrno);
  }

  /** {@code WSPCloseSocket}. */
  @FunctionalInterface
  public interface CloseSocket {
    /**
     * Closes a socket. A failure with {@code WSAEWOULDBLOCK} leaves the handle valid.
     *
     * @param s the socket handle
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, Errno lpErrno);
  }

  /** {@code WSPConnect}. */
  @FunctionalInterface
  public interface Connect {
    /**
     * Connects a socket to a peer.
     *
     * @param s the socket handle
     * @param name a socket address
     * @param namelen its length in bytes
     * @param lpCallerData connect data to send, or null
     * @param lpCalleeData connect data received, or null
     * @param lpSqos flow specification, or null
     * @param lpGqos reserved, null
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(
        long s,
        NativeMemory name,
        int namelen,
        WsaBuf lpCallerData,
        WsaBuf lpCalleeData,
        NativeMemory lpSqos,
        NativeMemory lpGqos,
        Errno lpErrno);
  }

  /** {@code WSPDuplicateSocket}. */
  @FunctionalInterface
  public interface DuplicateSocket {
    /**
     * Describes a socket so that another descriptor of it can be opened, once.
     *
     * @param s the socket handle
     * @param dwProcessId the process that will open the duplicate
     * @param lpProtocolInfo the catalog entry
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, int dwProcessId, ProtocolInfoRef lpProtocolInfo, Errno lpErrno);
  }

  /** {@code WSPEnumNetworkEvents}. */
  @FunctionalInterface
  public interface EnumNetworkEvents {
    /**
     * Reports the network events that have occurred.
     *
     * @param s the socket handle
     * @param hEventObject the event object
     * @param lpNetworkEvents out: a {@code WSANETWORKEVENTS} of 44 bytes
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, long hEventObject, NativeMemory lpNetworkEvents, Errno lpErrno);
  }

  /** {@code WSPEventSelect}. */
  @FunctionalInterface
  public interface EventSelect {
    /**
     * Ties network events to an event object.
     *
     * @param s the socket handle
     * @param hEventObject the event object
     * @param lNetworkEvents {@code FD_*} event bits
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, long hEventObject, int lNetworkEvents, Errno lpErrno);
  }

  /** {@code WSPGetOverlappedResult}. */
  @FunctionalInterface
  public interface GetOverlappedResult {
    /**
     * Reports how an overlapped operation ended.
     *
     * @param s the socket handle
     * @param lpOverlapped the overlapped structure, or null for a synchronous call
     * @param lpcbTransfer out: bytes transferred
     * @param fWait whether to wait for the operation to end
     * @param lpdwFlags out: flags of the completed receive
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return true on success
     */
    boolean invoke(
        long s,
        WsaOverlapped lpOverlapped,
        IntRef lpcbTransfer,
        boolean fWait,
        IntRef lpdwFlags,
        Errno lpErrno);
  }

  /** {@code WSPGetPeerName}. */
  @FunctionalInterface
  public interface GetPeerName {
    /**
     * Reports the address of the peer.
     *
     * @param s the socket handle
     * @param name a socket address
     * @param namelen its length in bytes
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, NativeMemory name, IntRef namelen, Errno lpErrno);
  }

  /** {@code WSPGetSockName}. */
  @FunctionalInterface
  public interface GetSockName {
    /**
     * Reports the local address.
     *
     * @param s the socket handle
     * @param name a socket address
     * @param namelen its length in bytes
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, NativeMemory name, IntRef namelen, Errno lpErrno);
  }

  /** {@code WSPGetSockOpt}. */
  @FunctionalInterface
  public interface GetSockOpt {
    /**
     * Reads a socket option.
     *
     * @param s the socket handle
     * @param level the option's level
     * @param optname the option
     * @param optval the option's value
     * @param optlen its length in bytes
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno lpErrno);
  }

  /** {@code WSPGetQosByName}. */
  @FunctionalInterface
  public interface GetQosByName {
    /**
     * Looks up a quality-of-service template.
     *
     * @param s the socket handle
     * @param lpQosName the name of the template
     * @param lpQos out: the flow specification
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return true on success
     */
    boolean invoke(long s, WsaBuf lpQosName, NativeMemory lpQos, Errno lpErrno);
  }

  /** {@code WSPIoctl}. */
  @FunctionalInterface
  public interface Ioctl {
    /**
     * Controls a socket.
     *
     * @param s the socket handle
     * @param dwIoControlCode the operation, such as {@link Ws2Def#FIONBIO}
     * @param lpvInBuffer input, or null
     * @param cbInBuffer bytes of input
     * @param lpvOutBuffer output, or null
     * @param cbOutBuffer bytes available for output
     * @param lpcbBytesReturned out: bytes of output
     * @param lpOverlapped the overlapped structure, or null for a synchronous call
     * @param lpCompletionRoutine called on completion, or null
     * @param lpThreadId the thread that the routine runs in, or null
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(
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
        Errno lpErrno);
  }

  /** {@code WSPJoinLeaf}. */
  @FunctionalInterface
  public interface JoinLeaf {
    /**
     * Joins a leaf to a multipoint session.
     *
     * @param s the socket handle
     * @param name a socket address
     * @param namelen its length in bytes
     * @param lpCallerData connect data to send, or null
     * @param lpCalleeData connect data received, or null
     * @param lpSqos flow specification, or null
     * @param lpGqos reserved, null
     * @param dwFlags flags
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return the new handle, or {@link Ws2Def#INVALID_SOCKET}
     */
    long invoke(
        long s,
        NativeMemory name,
        int namelen,
        WsaBuf lpCallerData,
        WsaBuf lpCalleeData,
        NativeMemory lpSqos,
        NativeMemory lpGqos,
        int dwFlags,
        Errno lpErrno);
  }

  /** {@code WSPListen}. */
  @FunctionalInterface
  public interface Listen {
    /**
     * Makes a socket accept connections.
     *
     * @param s the socket handle
     * @param backlog the longest queue of pending connections
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, int backlog, Errno lpErrno);
  }

  /** {@code WSPRecv}. */
  @FunctionalInterface
  public interface Recv {
    /**
     * Receives data on a connected socket.
     *
     * @param s the socket handle
     * @param lpBuffers the data buffers
     * @param dwBufferCount how many of them to use
     * @param lpNumberOfBytesRecvd out: bytes received
     * @param lpFlags in: {@code MSG_*} flags; out: flags of the message received
     * @param lpOverlapped the overlapped structure, or null for a synchronous call
     * @param lpCompletionRoutine called on completion, or null
     * @param lpThreadId the thread that the routine runs in, or null
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(
        long s,
        WsaBuf[] lpBuffers,
        int dwBufferCount,
        IntRef lpNumberOfBytesRecvd,
        IntRef lpFlags,
        WsaOverlapped lpOverlapped,
        CompletionRoutine lpCompletionRoutine,
        WsaThreadId lpThreadId,
        Errno lpErrno);
  }

  /** {@code WSPRecvDisconnect}. */
  @FunctionalInterface
  public interface RecvDisconnect {
    /**
     * Ends reception and takes disconnect data.
     *
     * @param s the socket handle
     * @param lpInboundDisconnectData disconnect data received, or null
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, WsaBuf lpInboundDisconnectData, Errno lpErrno);
  }

  /** {@code WSPRecvFrom}. */
  @FunctionalInterface
  public interface RecvFrom {
    /**
     * Receives data and the address of its sender.
     *
     * @param s the socket handle
     * @param lpBuffers the data buffers
     * @param dwBufferCount how many of them to use
     * @param lpNumberOfBytesRecvd out: bytes received
     * @param lpFlags in: {@code MSG_*} flags; out: flags of the message received
     * @param lpFrom where the sender's address goes, or null
     * @param lpFromlen in: bytes available; out: bytes of the address; null with {@code lpFrom}
     * @param lpOverlapped the overlapped structure, or null for a synchronous call
     * @param lpCompletionRoutine called on completion, or null
     * @param lpThreadId the thread that the routine runs in, or null
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(
        long s,
        WsaBuf[] lpBuffers,
        int dwBufferCount,
        IntRef lpNumberOfBytesRecvd,
        IntRef lpFlags,
        NativeMemory lpFrom,
        IntRef lpFromlen,
        WsaOverlapped lpOverlapped,
        CompletionRoutine lpCompletionRoutine,
        WsaThreadId lpThreadId,
        Errno lpErrno);
  }

  /** {@code WSPSelect}. */
  @FunctionalInterface
  public interface Select {
    /**
     * Waits until sockets are ready.
     *
     * @param nfds ignored
     * @param readfds in: handles to test; out: those that can be read; or null
     * @param writefds in: handles to test; out: those that can be written; or null
     * @param exceptfds in: handles to test; out: those with an exceptional condition; or null
     * @param timeout how long to wait, or null for no limit
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return how many handles are ready, 0 on timeout, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(
        int nfds, FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno lpErrno);
  }

  /** {@code WSPSend}. */
  @FunctionalInterface
  public interface Send {
    /**
     * Sends data on a connected socket.
     *
     * @param s the socket handle
     * @param lpBuffers the data buffers
     * @param dwBufferCount how many of them to use
     * @param lpNumberOfBytesSent out: bytes sent
     * @param dwFlags flags
     * @param lpOverlapped the overlapped structure, or null for a synchronous call
     * @param lpCompletionRoutine called on completion, or null
     * @param lpThreadId the thread that the routine runs in, or null
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(
        long s,
        WsaBuf[] lpBuffers,
        int dwBufferCount,
        IntRef lpNumberOfBytesSent,
        int dwFlags,
        WsaOverlapped lpOverlapped,
        CompletionRoutine lpCompletionRoutine,
        WsaThreadId lpThreadId,
        Errno lpErrno);
  }

  /** {@code WSPSendDisconnect}. */
  @FunctionalInterface
  public interface SendDisconnect {
    /**
     * Ends sending and hands over disconnect data.
     *
     * @param s the socket handle
     * @param lpOutboundDisconnectData disconnect data to send, or null
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, WsaBuf lpOutboundDisconnectData, Errno lpErrno);
  }

  /** {@code WSPSendTo}. */
  @FunctionalInterface
  public interface SendTo {
    /**
     * Sends data to an address.
     *
     * @param s the socket handle
     * @param lpBuffers the data buffers
     * @param dwBufferCount how many of them to use
     * @param lpNumberOfBytesSent out: bytes sent
     * @param dwFlags flags
     * @param lpTo the destination's address, or null
     * @param iTolen its length in bytes
     * @param lpOverlapped the overlapped structure, or null for a synchronous call
     * @param lpCompletionRoutine called on completion, or null
     * @param lpThreadId the thread that the routine runs in, or null
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(
        long s,
        WsaBuf[] lpBuffers,
        int dwBufferCount,
        IntRef lpNumberOfBytesSent,
        int dwFlags,
        NativeMemory lpTo,
        int iTolen,
        WsaOverlapped lpOverlapped,
        CompletionRoutine lpCompletionRoutine,
        WsaThreadId lpThreadId,
        Errno lpErrno);
  }

  /** {@code WSPSetSockOpt}. */
  @FunctionalInterface
  public interface SetSockOpt {
    /**
     * Sets a socket option.
     *
     * @param s the socket handle
     * @param level the option's level
     * @param optname the option
     * @param optval the option's value
     * @param optlen its length in bytes
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, int level, int optname, NativeMemory optval, int optlen, Errno lpErrno);
  }

  /** {@code WSPShutdown}. */
  @FunctionalInterface
  public interface Shutdown {
    /**
     * Ends one or both directions.
     *
     * @param s the socket handle
     * @param how {@link Ws2Def#SD_RECEIVE}, {@link Ws2Def#SD_SEND} or {@link Ws2Def#SD_BOTH}
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, int how, Errno lpErrno);
  }

  /** {@code WSPSocket}. */
  @FunctionalInterface
  public interface Socket {
    /**
     * Creates a socket.
     *
     * @param af address family, or {@link Ws2Def#FROM_PROTOCOL_INFO}
     * @param type socket type, or {@link Ws2Def#FROM_PROTOCOL_INFO}
     * @param protocol protocol, or {@link Ws2Def#FROM_PROTOCOL_INFO}
     * @param lpProtocolInfo the catalog entry
     * @param g socket group; reserved, 0
     * @param dwFlags flags
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return the new handle, or {@link Ws2Def#INVALID_SOCKET}
     */
    long invoke(
        int af,
        int type,
        int protocol,
        ProtocolInfo lpProtocolInfo,
        int g,
        int dwFlags,
        Errno lpErrno);
  }

  /** {@code WSPStringToAddress}. */
  @FunctionalInterface
  public interface StringToAddress {
    /**
     * Reads a socket address from text.
     *
     * @param addressString the address as UTF-16 text
     * @param addressFamily the address family of the text
     * @param lpProtocolInfo the catalog entry
     * @param lpAddress out: the socket address
     * @param lpAddressLength in: bytes available; out: bytes of the address
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(
        NativeMemory addressString,
        int addressFamily,
        ProtocolInfo lpProtocolInfo,
        NativeMemory lpAddress,
        IntRef lpAddressLength,
        Errno lpErrno);
  }
}
