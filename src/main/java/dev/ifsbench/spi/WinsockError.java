package dev.ifsbench.spi;

import java.util.Arrays;

/**
 * The error codes of Winsock, with their real numbers.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2">Windows
 *     Sockets error codes</a>
 */
public enum WinsockError {
  /** No error. */
  NO_ERROR(0),

  /** The event object is invalid. */
  WSA_INVALID_HANDLE(6),

  /** There is not enough memory. */
  WSA_NOT_ENOUGH_MEMORY(8),

  /** A parameter is invalid. */
  WSA_INVALID_PARAMETER(87),

  /** The overlapped operation was cancelled. */
  WSA_OPERATION_ABORTED(995),

  /** The overlapped operation has not ended yet. */
  WSA_IO_INCOMPLETE(996),

  /** The overlapped operation was started and will end later. */
  WSA_IO_PENDING(997),

  /** The blocking call was cancelled, for instance because its socket was closed. */
  WSAEINTR(10004),

  /** The file handle is invalid. */
  WSAEBADF(10009),

  /** Access is denied. */
  WSAEACCES(10013),

  /** An address is invalid, or a buffer is too small. */
  WSAEFAULT(10014),

  /** An argument is invalid, or the socket is in the wrong state. */
  WSAEINVAL(10022),

  /** There are too many open sockets. */
  WSAEMFILE(10024),

  /** The call would block a non-blocking socket. */
  WSAEWOULDBLOCK(10035),

  /** A blocking call is in progress. */
  WSAEINPROGRESS(10036),

  /** The operation is already in progress. */
  WSAEALREADY(10037),

  /** The handle is not a socket. */
  WSAENOTSOCK(10038),

  /** A destination address is needed. */
  WSAEDESTADDRREQ(10039),

  /** The message is larger than the buffer or than the transport allows. */
  WSAEMSGSIZE(10040),

  /** The protocol does not fit the socket's type. */
  WSAEPROTOTYPE(10041),

  /** The option is unknown at this level. */
  WSAENOPROTOOPT(10042),

  /** The protocol is not supported. */
  WSAEPROTONOSUPPORT(10043),

  /** The socket type is not supported. */
  WSAESOCKTNOSUPPORT(10044),

  /** The operation is not supported. */
  WSAEOPNOTSUPP(10045),

  /** The protocol family is not supported. */
  WSAEPFNOSUPPORT(10046),

  /** The address family is not supported. */
  WSAEAFNOSUPPORT(10047),

  /** The address is in use. */
  WSAEADDRINUSE(10048),

  /** The address is not one of this machine. */
  WSAEADDRNOTAVAIL(10049),

  /** The network is down. */
  WSAENETDOWN(10050),

  /** The network cannot be reached. */
  WSAENETUNREACH(10051),

  /** The network dropped the connection. */
  WSAENETRESET(10052),

  /** The connection was aborted by this machine. */
  WSAECONNABORTED(10053),

  /** The connection was reset by the peer. */
  WSAECONNRESET(10054),

  /** There is no buffer space, or a queue is full. */
  WSAENOBUFS(10055),

  /** The socket is connected already. */
  WSAEISCONN(10056),

  /** The socket is not connected. */
  WSAENOTCONN(10057),

  /** The socket was shut down in this direction. */
  WSAESHUTDOWN(10058),

  /** There are too many references. */
  WSAETOOMANYREFS(10059),

  /** The time limit has passed. */
  WSAETIMEDOUT(10060),

  /** The peer refused the connection. */
  WSAECONNREFUSED(10061),

  /** A name has too many links. */
  WSAELOOP(10062),

  /** A name is too long. */
  WSAENAMETOOLONG(10063),

  /** The host is down. */
  WSAEHOSTDOWN(10064),

  /** The host cannot be reached. */
  WSAEHOSTUNREACH(10065),

  /** A directory is not empty. */
  WSAENOTEMPTY(10066),

  /** There are too many processes. */
  WSAEPROCLIM(10067),

  /** There are too many users. */
  WSAEUSERS(10068),

  /** The quota is used up. */
  WSAEDQUOT(10069),

  /** The file handle is stale. */
  WSAESTALE(10070),

  /** The item is not local. */
  WSAEREMOTE(10071),

  /** The network subsystem is not ready. */
  WSASYSNOTREADY(10091),

  /** The version is not supported. */
  WSAVERNOTSUPPORTED(10092),

  /** {@code WSAStartup} has not been called, or {@code WSACleanup} has ended it. */
  WSANOTINITIALISED(10093),

  /** The peer is shutting down gracefully. */
  WSAEDISCON(10101),

  /** There are no more results. */
  WSAENOMORE(10102),

  /** The call was cancelled. */
  WSAECANCELLED(10103),

  /** The provider's procedure table lacks an entry. */
  WSAEINVALIDPROCTABLE(10104),

  /** The provider speaks an unacceptable version. */
  WSAEINVALIDPROVIDER(10105),

  /** The provider did not load or start. */
  WSAEPROVIDERFAILEDINIT(10106),

  /** A call failed that should never fail, or failed without an error. */
  WSASYSCALLFAILURE(10107);

  // An array, because a pending call asks for its error each time, and must allocate nothing.
  private static final WinsockError[] BY_CODE = new WinsockError[WSASYSCALLFAILURE.code + 1];

  static {
    Arrays.fill(BY_CODE, WSASYSCALLFAILURE);
    for (WinsockError error : values()) {
      BY_CODE[error.code] = error;
    }
  }

  private final int code;

  WinsockError(int code) {
    this.code = code;
  }

  /**
   * The error's number.
   *
   * @return the value in {@code winerror.h}
   */
  public int code() {
    return code;
  }

  /**
   * Finds an error by its number.
   *
   * @param code a value of {@code winerror.h}
   * @return the error, or {@link #WSASYSCALLFAILURE} for a number that no socket call should give
   */
  public static WinsockError fromCode(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : WSASYSCALLFAILURE;
  }

  /**
   * The name and the number, as a message shows them.
   *
   * @return for instance {@code WSAEINVAL (10022)}
   */
  @Override
  public String toString() {
    return name() + " (" + code + ")";
  }
}
