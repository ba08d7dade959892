package dev.ifsbench.sockets.posix.descriptor;

import static dev.ifsbench.sockets.libc.LinuxDef.*;

import dev.ifsbench.spi.WinsockError;

/**
 * Translates errors of Linux to Winsock's. Most have the same name in both; the methods named after
 * a call are for errors that only one of the two tells apart.
 */
public final class ErrnoTranslation {
  private ErrnoTranslation() {}

  /** The error of a call that has no method of its own here. */
  public static WinsockError of(int errno) {
    return switch (errno) {
      case EBADF, ENOTSOCK -> WinsockError.WSAENOTSOCK;
      case EPERM, EACCES, EROFS -> WinsockError.WSAEACCES;
      case EINTR -> WinsockError.WSAEINTR;
      case EFAULT -> WinsockError.WSAEFAULT;
      case EINVAL, EDOM -> WinsockError.WSAEINVAL;
      case EMFILE, ENFILE -> WinsockError.WSAEMFILE;
      case EAGAIN -> WinsockError.WSAEWOULDBLOCK;
      case EINPROGRESS -> WinsockError.WSAEINPROGRESS;
      case EALREADY -> WinsockError.WSAEALREADY;
      case EDESTADDRREQ -> WinsockError.WSAEDESTADDRREQ;
      case EMSGSIZE -> WinsockError.WSAEMSGSIZE;
      case EPROTOTYPE -> WinsockError.WSAEPROTOTYPE;
      case ENOPROTOOPT -> WinsockError.WSAENOPROTOOPT;
      case EPROTONOSUPPORT -> WinsockError.WSAEPROTONOSUPPORT;
      case ESOCKTNOSUPPORT -> WinsockError.WSAESOCKTNOSUPPORT;
      case EOPNOTSUPP -> WinsockError.WSAEOPNOTSUPP;
      case EPFNOSUPPORT -> WinsockError.WSAEPFNOSUPPORT;
      case EAFNOSUPPORT -> WinsockError.WSAEAFNOSUPPORT;
      case EADDRINUSE -> WinsockError.WSAEADDRINUSE;
      case EADDRNOTAVAIL -> WinsockError.WSAEADDRNOTAVAIL;
      case ENETDOWN, ENONET -> WinsockError.WSAENETDOWN;
      case ENETUNREACH -> WinsockError.WSAENETUNREACH;
      case ENETRESET -> WinsockError.WSAENETRESET;
      case ECONNABORTED -> WinsockError.WSAECONNABORTED;
      case ECONNRESET, EPIPE -> WinsockError.WSAECONNRESET;
      case ENOBUFS, ENOMEM -> WinsockError.WSAENOBUFS;
      case EISCONN -> WinsockError.WSAEISCONN;
      case ENOTCONN -> WinsockError.WSAENOTCONN;
      case ESHUTDOWN -> WinsockError.WSAESHUTDOWN;
      case ETOOMANYREFS -> WinsockError.WSAETOOMANYREFS;
      case ETIMEDOUT -> WinsockError.WSAETIMEDOUT;
      case ECONNREFUSED -> WinsockError.WSAECONNREFUSED;
      case ELOOP -> WinsockError.WSAELOOP;
      case ENAMETOOLONG -> WinsockError.WSAENAMETOOLONG;
      case EHOSTDOWN -> WinsockError.WSAEHOSTDOWN;
      case EHOSTUNREACH -> WinsockError.WSAEHOSTUNREACH;
      case ENOTEMPTY -> WinsockError.WSAENOTEMPTY;
      case EUSERS -> WinsockError.WSAEUSERS;
      case EDQUOT -> WinsockError.WSAEDQUOT;
      case ESTALE -> WinsockError.WSAESTALE;
      case EREMOTE -> WinsockError.WSAEREMOTE;
      default -> WinsockError.WSASYSCALLFAILURE;
    };
  }

  /**
   * {@code bind}: a Unix-domain path in a directory that does not exist is not a usable address.
   */
  public static WinsockError ofBind(int errno) {
    return switch (errno) {
      case ENOENT, ENOTDIR -> WinsockError.WSAEADDRNOTAVAIL;
      default -> of(errno);
    };
  }

  /** {@code connect}: nobody listens at a Unix-domain path that does not exist. */
  public static WinsockError ofConnect(int errno, boolean nonBlocking) {
    return switch (errno) {
      // On a blocking socket, SO_SNDTIMEO has ended the wait.
      case EINPROGRESS, EAGAIN -> wouldBlock(nonBlocking);
      case ENOENT, ENOTDIR -> WinsockError.WSAECONNREFUSED;
      default -> of(errno);
    };
  }

  /** {@code accept}: a peer that has given up before it was accepted. */
  public static WinsockError ofAccept(int errno, boolean nonBlocking) {
    return switch (errno) {
      case EAGAIN -> wouldBlock(nonBlocking);
      case ECONNABORTED, EPROTO -> WinsockError.WSAECONNRESET;
      default -> of(errno);
    };
  }

  /**
   * Sending and receiving. A refusal is the ICMP answer to an earlier datagram, or the failure of a
   * stream's non-blocking connect, which Linux reports to the next call.
   */
  public static WinsockError ofTransfer(int errno, boolean nonBlocking, boolean datagram) {
    return switch (errno) {
      case EAGAIN -> wouldBlock(nonBlocking);
      case ECONNREFUSED -> datagram ? WinsockError.WSAECONNRESET : WinsockError.WSAENOTCONN;
      default -> of(errno);
    };
  }

  /** Socket options: an option that the family does not have is unknown at this level. */
  public static WinsockError ofOption(int errno) {
    return errno == EOPNOTSUPP ? WinsockError.WSAENOPROTOOPT : of(errno);
  }

  /** {@code WPUCreateSocketHandle} knows one error only. */
  public static WinsockError ofCreateHandle(int errno) {
    return switch (errno) {
      case EMFILE, ENFILE, ENOSPC -> WinsockError.WSAENOBUFS;
      default -> of(errno);
    };
  }

  /** Event objects are not sockets, and have errors of their own. */
  static WinsockError ofEvent(int errno) {
    return switch (errno) {
      case EMFILE, ENFILE, ENOMEM -> WinsockError.WSA_NOT_ENOUGH_MEMORY;
      default -> WinsockError.WSA_INVALID_HANDLE;
    };
  }

  private static WinsockError wouldBlock(boolean nonBlocking) {
    return nonBlocking ? WinsockError.WSAEWOULDBLOCK : WinsockError.WSAETIMEDOUT;
  }
}
