package dev.ifsbench.sockets;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.UserApc;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;

/**
 * The part of overlapped I/O that all systems share: how operations are marked as begun, how their
 * ends are announced by event, port and procedure call, and how their results are read. Ports and
 * procedure calls are queues in this process; where the system has its own, these methods are
 * overridden.
 */
public abstract class CompletionNotifier implements OverlappedIo {
  /** The port that a handle is attached to, or null, and the handle's completion modes. */
  public record Attachment(CompletionPort port, long key, int modes) {
    static final Attachment NONE = new Attachment(null, 0, 0);

    Attachment to(CompletionPort newPort, long newKey) {
      return new Attachment(newPort, newKey, modes);
    }

    Attachment with(int moreModes) {
      return new Attachment(port, key, modes | moreModes);
    }

    boolean isOfPort() {
      return port != null;
    }

    boolean skipsSuccess() {
      return (modes & FILE_SKIP_COMPLETION_PORT_ON_SUCCESS) != 0;
    }
  }

  private final NativeSockets sockets;
  private final HandleMap<Attachment> attachments = new HandleMap<>();

  // Nobody is left to hear that an event's owner has closed it too early.
  private final Errno ignored = new Errno();

  /**
   * Makes a notifier.
   *
   * @param sockets whose handles and events these are
   */
  public CompletionNotifier(NativeSockets sockets) {
    this.sockets = sockets;
  }

  @Override
  public final void begin(WsaOverlapped overlapped) {
    overlapped.setInternalHigh(0);
    overlapped.setInternal(Ws2Def.WSS_OPERATION_IN_PROGRESS);
    if (overlapped.event() != Ws2Def.WSA_INVALID_EVENT) {
      sockets.resetEvent(overlapped.event(), ignored);
    }
  }

  /** Records in the structure that an operation was not begun. */
  public final void settle(WsaOverlapped overlapped, WinsockError error) {
    overlapped.setOffset(0);
    overlapped.setOffsetHigh(error.code());
    overlapped.setInternal(error.code());
  }

  // Once Internal is set, the structure may be in use for the next operation: everything else is
  // read first.
  @Override
  public final void complete(long handle, WsaOverlapped overlapped, WinsockError error, int bytes) {
    complete(attachments.get(handle), overlapped, error, bytes);
  }

  @Override
  public final void completeAtOnce(long handle, WsaOverlapped overlapped, int bytes) {
    Attachment attachment = attachments.get(handle);
    boolean skips = attachment != null && attachment.skipsSuccess();
    complete(skips ? null : attachment, overlapped, WinsockError.NO_ERROR, bytes);
  }

  private void complete(
      Attachment attachment, WsaOverlapped overlapped, WinsockError error, int bytes) {
    long event = overlapped.event();
    overlapped.setInternalHigh(bytes);
    overlapped.setInternal(error.code());
    if (event != Ws2Def.WSA_INVALID_EVENT) {
      sockets.setEvent(event, ignored);
    }
    if (attachment != null && attachment.isOfPort()) {
      attachment.port().post(attachment.key(), overlapped, bytes, error);
    }
  }

  @Override
  public boolean result(
      WsaOverlapped overlapped, IntRef transferred, boolean wait, IntRef flags, Errno errno) {
    if (isIncomplete(overlapped, transferred, flags, errno)) {
      return false;
    }
    if (overlapped.internal() == Ws2Def.WSS_OPERATION_IN_PROGRESS) {
      if (!wait) {
        errno.set(WinsockError.WSA_IO_INCOMPLETE);
        return false;
      }
      if (!await(overlapped, errno)) {
        return false;
      }
    }
    WinsockError error = WinsockError.fromCode(overlapped.offsetHigh());
    if (error == WinsockError.NO_ERROR || error == WinsockError.WSAEMSGSIZE) {
      transferred.value = (int) overlapped.internalHigh();
    }
    if (error != WinsockError.NO_ERROR) {
      errno.set(error);
      return false;
    }
    flags.value = overlapped.offset();
    return true;
  }

  /** Whether a pointer that the result needs is null, which is an error. */
  public static boolean isIncomplete(
      WsaOverlapped overlapped, IntRef transferred, IntRef flags, Errno errno) {
    boolean incomplete = overlapped == null || transferred == null || flags == null;
    if (incomplete) {
      errno.set(WinsockError.WSAEFAULT);
    }
    return incomplete;
  }

  private boolean await(WsaOverlapped overlapped, Errno errno) {
    if (overlapped.event() == Ws2Def.WSA_INVALID_EVENT) {
      errno.set(WinsockError.WSA_INVALID_PARAMETER);
      return false;
    }
    errno.clear();
    // Internal may be set a moment before or after the event is.
    while (overlapped.internal() == Ws2Def.WSS_OPERATION_IN_PROGRESS) {
      if (!sockets.awaitEvent(overlapped.event(), -1, errno)) {
        if (!errno.isClear()) {
          return false;
        }
        Thread.onSpinWait(); // sockets without a system have no event to wait for
      }
    }
    return true;
  }

  @Override
  public CompletionPort newPort() {
    return new PostedPort();
  }

  @Override
  public boolean attach(long handle, CompletionPort port, long key, Errno errno) {
    if (isNoHandle(handle, errno)) {
      return false;
    }
    while (true) {
      Attachment present = attachments.get(handle);
      if (present != null && present.isOfPort()) {
        errno.set(WinsockError.WSA_INVALID_PARAMETER);
        return false;
      }
      Attachment detached = present == null ? Attachment.NONE : present;
      if (attachments.replace(handle, present, detached.to(port, key))) {
        return true;
      }
    }
  }

  /** Whether a value is not an open handle, which is an error. */
  protected final boolean isNoHandle(long handle, Errno errno) {
    if (HandleMap.isKey(handle) && sockets.isOpen(handle)) {
      return false;
    }
    errno.set(WinsockError.WSA_INVALID_HANDLE);
    return true;
  }

  @Override
  public boolean setCompletionModes(long handle, int modes, Errno errno) {
    if ((modes & ~ALL_COMPLETION_MODES) != 0) {
      errno.set(WinsockError.WSA_INVALID_PARAMETER);
      return false;
    }
    if (isNoHandle(handle, errno)) {
      return false;
    }
    Attachment present;
    Attachment changed;
    do {
      present = attachments.get(handle);
      changed = (present == null ? Attachment.NONE : present).with(modes);
    } while (!attachments.replace(handle, present, changed));
    return true;
  }

  /** Whether a handle is attached to a port. */
  public final boolean isAttached(long handle) {
    Attachment attachment = attachments.get(handle);
    return attachment != null && attachment.isOfPort();
  }

  /** Whether operations on a handle that succeed at once are not announced at its port. */
  public final boolean skipsSuccess(long handle) {
    Attachment attachment = attachments.get(handle);
    return attachment != null && attachment.skipsSuccess();
  }

  /**
   * Forgets the port of a handle that is about to be closed, as its number will be reused.
   *
   * @return what was known of it, or null
   */
  public final Attachment forget(long handle) {
    Attachment attachment = attachments.get(handle);
    if (attachment != null) {
      attachments.replace(handle, attachment, null);
    }
    return attachment;
  }

  /** Takes {@link #forget} back: the handle was not closed after all. */
  public final void remember(long handle, Attachment attachment) {
    if (attachment != null) {
      attachments.replace(handle, null, attachment);
    }
  }

  @Override
  public WsaThreadId currentThread() {
    return ApcQueue.ofCurrentThread();
  }

  @Override
  public boolean queueApc(WsaThreadId thread, UserApc procedure, long context, Errno errno) {
    if (((ApcQueue) thread).add(procedure, context)) {
      return true;
    }
    errno.set(WinsockError.WSAEFAULT);
    return false;
  }

  @Override
  public boolean sleepEx(int timeoutMillis) throws InterruptedException {
    return ApcQueue.ofCurrentThread().sleep(timeoutMillis);
  }
}
