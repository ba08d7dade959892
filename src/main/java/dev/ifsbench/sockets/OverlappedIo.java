package dev.ifsbench.sockets;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.OverlappedRequest;
import dev.ifsbench.spi.UserApc;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.extension.WsaMsg;

/**
 * Overlapped I/O and the ways in which it is announced: what Windows has in its kernel and in
 * kernel32.dll.
 *
 * <p>An operation that is begun ends exactly once, whatever happens to its socket. Beginning one
 * returns 0 if it has ended already, {@code SOCKET_ERROR} with {@code WSA_IO_PENDING} if it goes
 * on, and {@code SOCKET_ERROR} with another error if it was not begun. In the first two cases its
 * end is announced: to the completion routine, if there is one; else by the structure's event, if
 * it has one, and by the completion port that the handle is attached to, if it is. The structure
 * holds the outcome before that: {@code OffsetHigh} the error, {@code Offset} the flags, {@code
 * InternalHigh} the bytes, and last {@code Internal}, which is {@code WSS_OPERATION_IN_PROGRESS}
 * until then.
 *
 * <p>Operations of one socket and direction take effect in the order in which they were begun. A
 * stream's send ends when all its bytes are taken. The buffers and the structure belong to the
 * operation until it ends; the array of buffers does not. Closing a socket ends its operations with
 * {@code WSA_OPERATION_ABORTED}. The low bit of an event has no meaning here, as descriptors may be
 * odd. All methods may be called by any thread, and allocate nothing in their steady state.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/winsock/overlapped-i-o-and-event-objects-2">Overlapped
 *     I/O and event objects</a>
 */
public interface OverlappedIo {
  /** An operation that succeeds at once puts no packet into the completion port. */
  int FILE_SKIP_COMPLETION_PORT_ON_SUCCESS = 0x1;

  /** The handle itself is not signaled; the event of an operation's structure still is. */
  int FILE_SKIP_SET_EVENT_ON_HANDLE = 0x2;

  /** All modes. */
  int ALL_COMPLETION_MODES = FILE_SKIP_COMPLETION_PORT_ON_SUCCESS | FILE_SKIP_SET_EVENT_ON_HANDLE;

  /**
   * Begins to send.
   *
   * @param s the socket
   * @param request what to send
   * @param errno where the error goes
   * @return 0 or {@code SOCKET_ERROR}
   */
  int send(long s, OverlappedRequest request, Errno errno);

  /**
   * Begins to receive.
   *
   * @param s the socket
   * @param request what to receive
   * @param errno where the error goes
   * @return 0 or {@code SOCKET_ERROR}
   */
  int recv(long s, OverlappedRequest request, Errno errno);

  /**
   * Begins to send a message with control data.
   *
   * @param s the socket
   * @param request the message's buffers and address
   * @param message the message; its control data is copied before this returns
   * @param errno where the error goes, as for {@link NativeSockets#sendMsg}
   * @return 0 or {@code SOCKET_ERROR}
   */
  default int sendMsg(long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    return message.controlLength.value != 0
        ? errno.fail(WinsockError.WSAEOPNOTSUPP)
        : send(s, request, errno);
  }

  /**
   * Begins to receive a message with control data.
   *
   * @param s the socket
   * @param request the message's buffers, flags, and address if it has one
   * @param message the message, which belongs to the operation until that ends
   * @param errno where the error goes
   * @return 0 or {@code SOCKET_ERROR}
   */
  default int recvMsg(long s, OverlappedRequest request, WsaMsg message, Errno errno) {
    message.controlLength.value = 0;
    return recv(s, request, errno);
  }

  /**
   * Marks a structure as that of an operation that begins now: {@code Internal} is {@code
   * WSS_OPERATION_IN_PROGRESS}, {@code InternalHigh} is 0, the event is not set.
   *
   * @param overlapped the operation's structure
   */
  void begin(WsaOverlapped overlapped);

  /**
   * Ends an operation that somebody else has carried out, and announces it.
   *
   * @param handle the handle that it was begun on
   * @param overlapped the operation's structure; its {@code Offset} and {@code OffsetHigh} are set
   * @param error how it ended
   * @param bytes bytes transferred
   */
  void complete(long handle, WsaOverlapped overlapped, WinsockError error, int bytes);

  /**
   * Ends an operation without a routine that somebody else has carried out before its beginning
   * returns 0. Unlike {@link #complete} it respects {@link #FILE_SKIP_COMPLETION_PORT_ON_SUCCESS}.
   *
   * @param handle the handle that it was begun on
   * @param overlapped the operation's structure; its {@code Offset} and {@code OffsetHigh} are set
   * @param bytes bytes transferred
   */
  void completeAtOnce(long handle, WsaOverlapped overlapped, int bytes);

  /**
   * {@code WSAGetOverlappedResult}: how an operation ended.
   *
   * @param overlapped the operation's structure
   * @param transferred out: the bytes transferred, also of a datagram that was cut off ({@code
   *     WSAEMSGSIZE}); left alone by any other failure
   * @param wait whether to wait for the operation's event
   * @param flags out: the flags of the completed receive
   * @param errno where the error goes: the operation's own; {@code WSA_IO_INCOMPLETE} if it has not
   *     ended; {@code WSA_INVALID_PARAMETER} if there is no event to wait for; {@code WSAEFAULT} if
   *     one of the pointers is null
   * @return true if it has succeeded
   */
  boolean result(
      WsaOverlapped overlapped, IntRef transferred, boolean wait, IntRef flags, Errno errno);

  /**
   * {@code CancelIoEx}: ends operations with {@code WSA_OPERATION_ABORTED}, unless they end by
   * themselves meanwhile. It reaches the operations that the system carries out for this handle;
   * for a handle of a layer's own there are none.
   *
   * @param s a socket, or a handle of a layer's own
   * @param overlapped which operation, or null for all of the socket's
   * @param errno where the error goes: {@code WSA_INVALID_HANDLE} if it is not open; clear if there
   *     was nothing to cancel
   * @return true if there was
   */
  boolean cancel(long s, WsaOverlapped overlapped, Errno errno);

  /**
   * {@code CancelIo}: cancels all operations of a handle that the calling thread has begun. It
   * succeeds when there are none, and on a handle of a layer's own there are none: the layer has
   * begun them on the handle below.
   *
   * @param handle a socket, or a handle of a layer's own
   * @param errno where the error goes: {@code WSA_INVALID_HANDLE} if it is not open
   * @return true on success
   * @see <a href="https://learn.microsoft.com/windows/win32/fileio/cancelio">CancelIo</a>
   */
  boolean cancelOwn(long handle, Errno errno);

  /**
   * Makes a completion port.
   *
   * @return the port
   */
  CompletionPort newPort();

  /**
   * {@code CreateIoCompletionPort} with a handle: from now on operations on the handle are
   * announced at the port too. The handle stays attached until it is closed.
   *
   * @param handle a socket, or a handle of a layer's own
   * @param port the port, made here
   * @param key the completion key
   * @param errno where the error goes: {@code WSA_INVALID_PARAMETER} if the handle is attached to a
   *     port already, {@code WSA_INVALID_HANDLE} if it is not open
   * @return true on success
   */
  boolean attach(long handle, CompletionPort port, long key, Errno errno);

  /**
   * {@code SetFileCompletionNotificationModes}: adds modes to those of a handle, before or after it
   * is attached to a port. None can be taken back.
   *
   * <p>{@link #FILE_SKIP_COMPLETION_PORT_ON_SUCCESS} holds for operations that the system carries
   * out on this handle and that return 0. What a layer completes on a handle of its own was pending
   * until then, and is announced in any case. {@link #FILE_SKIP_SET_EVENT_ON_HANDLE} changes
   * nothing that a program here can see: nobody can wait for a handle itself.
   *
   * @param handle a socket, or a handle of a layer's own
   * @param modes {@code FILE_SKIP_*} bits, perhaps none
   * @param errno where the error goes: {@code WSA_INVALID_PARAMETER} for any other bit, {@code
   *     WSA_INVALID_HANDLE} if the handle is not open
   * @return true on success
   * @see <a
   *     href="https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setfilecompletionnotificationmodes">SetFileCompletionNotificationModes</a>
   */
  boolean setCompletionModes(long handle, int modes, Errno errno);

  /**
   * Identifies the calling thread.
   *
   * @return the same object each time
   */
  WsaThreadId currentThread();

  /**
   * {@code QueueUserAPC}: runs a procedure in a thread the next time that thread sleeps alertably.
   *
   * @param thread the thread
   * @param procedure the procedure
   * @param context handed to it
   * @param errno where the error goes: {@code WSAEFAULT} if the thread has ended
   * @return true on success
   */
  boolean queueApc(WsaThreadId thread, UserApc procedure, long context, Errno errno);

  /**
   * {@code SleepEx}, alertable: waits until a completion routine or another queued procedure has
   * run in this thread.
   *
   * @param timeoutMillis how long to wait, in milliseconds; 0 for not at all, negative for no limit
   * @return whether any has run
   * @throws InterruptedException if the thread was interrupted
   */
  boolean sleepEx(int timeoutMillis) throws InterruptedException;

  /**
   * Names what carries out pending operations, for results.
   *
   * @return for instance {@code epoll}
   */
  String engine();
}
