package dev.ifsbench.sockets.winsock;

import dev.ifsbench.spi.WinsockError;

/**
 * What the kernel writes into an {@code OVERLAPPED} when an operation ends, and what Winsock calls
 * it. {@code WSAGetOverlappedResult} translates likewise, but wants the socket, which may be closed
 * by then.
 *
 * @see <a
 *     href="https://learn.microsoft.com/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55">NTSTATUS
 *     values</a>
 */
final class NtStatus {
  private static final int BUFFER_OVERFLOW = 0x80000005;
  private static final int HANDLES_CLOSED = 0x8000000A;
  private static final int CANCELLED = 0xC0000120;
  private static final int FILE_CLOSED = 0xC0000128;
  private static final int LOCAL_DISCONNECT = 0xC000013B;
  private static final int REMOTE_DISCONNECT = 0xC000013C;
  private static final int PIPE_DISCONNECTED = 0xC00000B0;
  private static final int IO_TIMEOUT = 0xC00000B5;
  private static final int CONNECTION_DISCONNECTED = 0xC000020C;
  private static final int CONNECTION_RESET = 0xC000020D;
  private static final int CONNECTION_INVALID = 0xC000023A;
  private static final int PORT_UNREACHABLE = 0xC000023F;
  private static final int CONNECTION_ABORTED = 0xC0000241;

  private NtStatus() {}

  /**
   * Whether the operation was cancelled, or its socket closed. Wine has a status of its own for the
   * latter, which its Winsock takes for a wrong argument.
   */
  static boolean isAborted(int status) {
    return status == CANCELLED || status == FILE_CLOSED || status == HANDLES_CLOSED;
  }

  static WinsockError toWinsock(int status) {
    return switch (status) {
      case BUFFER_OVERFLOW -> WinsockError.WSAEMSGSIZE;
      case CANCELLED, FILE_CLOSED, HANDLES_CLOSED -> WinsockError.WSA_OPERATION_ABORTED;
      case LOCAL_DISCONNECT, CONNECTION_ABORTED, CONNECTION_DISCONNECTED ->
          WinsockError.WSAECONNABORTED;
      case REMOTE_DISCONNECT, CONNECTION_RESET, PORT_UNREACHABLE -> WinsockError.WSAECONNRESET;
      case PIPE_DISCONNECTED -> WinsockError.WSAESHUTDOWN;
      case IO_TIMEOUT -> WinsockError.WSAETIMEDOUT;
      case CONNECTION_INVALID -> WinsockError.WSAENOTCONN;
      default -> status >= 0 ? WinsockError.NO_ERROR : WinsockError.WSASYSCALLFAILURE;
    };
  }
}
