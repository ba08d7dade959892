package dev.ifsbench.spi;

import java.util.UUID;

/**
 * The types of the 15 upcalls ({@code LPWPU...} in {@code ws2spi.h}) that a provider makes into
 * Ws2_32.dll.
 *
 * <p>They keep the header's parameters and order, with one change that a garbage-collected language
 * asks for: a context, a path, a callback or a thread comes back as the return value (null for
 * failure) instead of through an out parameter, and a context is an object instead of a {@code
 * DWORD_PTR}.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ws2spi/">ws2spi.h</a>
 */
public final class WpuFunction {
  private WpuFunction() {}

  /** {@code WPUCloseEvent}. */
  @FunctionalInterface
  public interface CloseEvent {
    /**
     * Closes an event object.
     *
     * @param hEvent the event
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return true on success, else false
     */
    boolean invoke(long hEvent, Errno lpErrno);
  }

  /** {@code WPUCloseSocketHandle}. */
  @FunctionalInterface
  public interface CloseSocketHandle {
    /**
     * Closes a handle that {@link CreateSocketHandle} made. {@code WSAENOTSOCK} if it made no such
     * handle.
     *
     * @param s the socket handle
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(long s, Errno lpErrno);
  }

  /** {@code WPUCreateEvent}. */
  @FunctionalInterface
  public interface CreateEvent {
    /**
     * Creates a manual-reset event object that is not set.
     *
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return the event, or {@link Ws2Def#WSA_INVALID_EVENT}
     */
    long invoke(Errno lpErrno);
  }

  /** {@code WPUCreateSocketHandle}. */
  @FunctionalInterface
  public interface CreateSocketHandle {
    /**
     * Creates a socket handle of the caller's own, for a provider whose sockets are not handles of
     * the operating system.
     *
     * @param dwCatalogEntryId the caller's own catalog entry id
     * @param dwContext the caller's context
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return the new handle, or {@link Ws2Def#INVALID_SOCKET}
     */
    long invoke(int dwCatalogEntryId, Object dwContext, Errno lpErrno);
  }

  /** {@code WPUFDIsSet}. */
  @FunctionalInterface
  public interface FdIsSet {
    /**
     * Tests membership in a set.
     *
     * @param s the socket handle
     * @param fdset the set
     * @return true if the set holds the handle
     */
    boolean invoke(long s, FdSet fdset);
  }

  /** {@code WPUGetProviderPath}. */
  @FunctionalInterface
  public interface GetProviderPath {
    /**
     * Finds where a provider is loaded from.
     *
     * @param lpProviderId the provider's identifier
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return the path, or null
     */
    String invoke(UUID lpProviderId, Errno lpErrno);
  }

  /** {@code WPUModifyIFSHandle}. */
  @FunctionalInterface
  public interface ModifyIfsHandle {
    /**
     * Makes the provider of a catalog entry the target of the calls on an operating system's
     * handle.
     *
     * @param dwCatalogEntryId the caller's own catalog entry id
     * @param proposedHandle the operating system's handle of the socket
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return the handle to use from now on, the same to the operating system, or {@link
     *     Ws2Def#INVALID_SOCKET}
     */
    long invoke(int dwCatalogEntryId, long proposedHandle, Errno lpErrno);
  }

  /** {@code WPUPostMessage}. */
  @FunctionalInterface
  public interface PostMessage {
    /**
     * Posts a window message.
     *
     * @param hWnd the window
     * @param msg the message
     * @param wParam first parameter
     * @param lParam second parameter
     * @return true on success, else false
     */
    boolean invoke(long hWnd, int msg, long wParam, long lParam);
  }

  /** {@code WPUQueryBlockingCallback}. */
  @FunctionalInterface
  public interface QueryBlockingCallback {
    /**
     * Finds the callback that runs while a call blocks.
     *
     * @param dwCatalogEntryId the caller's own catalog entry id
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return the callback, or null
     */
    BlockingCallback invoke(int dwCatalogEntryId, Errno lpErrno);
  }

  /** {@code WPUQuerySocketHandleContext}. */
  @FunctionalInterface
  public interface QuerySocketHandleContext {
    /**
     * Finds the context of a handle that {@link CreateSocketHandle} made. {@code WSAENOTSOCK} if it
     * made no such handle.
     *
     * @param s the socket handle
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return the context, or null on failure
     */
    Object invoke(long s, Errno lpErrno);
  }

  /** {@code WPUQueueApc}. */
  @FunctionalInterface
  public interface QueueApc {
    /**
     * Queues a procedure to run in a thread that waits alertably.
     *
     * @param lpThreadId the thread that the routine runs in, or null
     * @param lpfnUserApc the procedure to run in the thread
     * @param dwContext the caller's context
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(WsaThreadId lpThreadId, UserApc lpfnUserApc, long dwContext, Errno lpErrno);
  }

  /** {@code WPUResetEvent}. */
  @FunctionalInterface
  public interface ResetEvent {
    /**
     * Resets an event object.
     *
     * @param hEvent the event
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return true on success, else false
     */
    boolean invoke(long hEvent, Errno lpErrno);
  }

  /** {@code WPUSetEvent}. */
  @FunctionalInterface
  public interface SetEvent {
    /**
     * Sets an event object.
     *
     * @param hEvent the event
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return true on success, else false
     */
    boolean invoke(long hEvent, Errno lpErrno);
  }

  /** {@code WPUOpenCurrentThread}. */
  @FunctionalInterface
  public interface OpenCurrentThread {
    /**
     * Opens the calling thread as a target of {@link QueueApc}.
     *
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return the thread, or null
     */
    WsaThreadId invoke(Errno lpErrno);
  }

  /** {@code WPUCloseThread}. */
  @FunctionalInterface
  public interface CloseThread {
    /**
     * Closes what {@link OpenCurrentThread} opened.
     *
     * @param lpThreadId the thread that the routine runs in, or null
     * @param lpErrno where the error goes when the call fails; untouched when it succeeds
     * @return 0, or {@link Ws2Def#SOCKET_ERROR}
     */
    int invoke(WsaThreadId lpThreadId, Errno lpErrno);
  }
}
