package dev.ifsbench.spi;

/**
 * {@code WSAOVERLAPPED}: the state of one overlapped operation, 32 bytes outside the Java heap.
 *
 * <p>A provider whose sockets are not the operating system's handles keeps {@code Internal} at
 * {@link Ws2Def#WSS_OPERATION_IN_PROGRESS} while the operation runs. A pass-through layer hands the
 * structure down as it is and writes nothing into it. A thread that sees in {@code Internal} that
 * the operation has ended also sees the values that the other fields were given before.
 *
 * <p>A program that keeps more about an operation extends this class, as C code would put the
 * structure first in one of its own.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/winsock2/ns-winsock2-wsaoverlapped">WSAOVERLAPPED</a>
 */
public class WsaOverlapped {
  /** Bytes of the structure on a 64-bit machine. */
  public static final int SIZE = 32;

  private static final int INTERNAL = 0;
  private static final int INTERNAL_HIGH = 8;
  private static final int OFFSET = 16;
  private static final int OFFSET_HIGH = 20;
  private static final int EVENT = 24;

  private final NativeMemory memory;

  // It only keeps the reference.
  @SuppressWarnings("this-escape")
  private final OverlappedRequest request = new OverlappedRequest(this);

  /** Makes one with all fields 0. */
  public WsaOverlapped() {
    this(new NativeMemory(SIZE));
  }

  private WsaOverlapped(NativeMemory memory) {
    this.memory = memory;
  }

  /**
   * Wraps an existing structure, made by C.
   *
   * @param address of its first byte; the structure must exist for as long as the object is used
   */
  public static WsaOverlapped at(long address) {
    return new WsaOverlapped(NativeMemory.at(address, SIZE));
  }

  /**
   * Starts the request for the next operation with this structure.
   *
   * @param routine called when the operation has ended, or null
   * @param thread the thread that the routine runs in; null without one
   * @return the structure's request, to be filled in
   */
  public final OverlappedRequest request(CompletionRoutine routine, WsaThreadId thread) {
    return request.of(routine, thread);
  }

  /**
   * Where the structure is.
   *
   * @return the address of its first byte
   */
  public final long address() {
    return memory.address();
  }

  /**
   * {@code Internal}.
   *
   * @return the state of the operation
   */
  public final long internal() {
    return memory.getLongAcquire(INTERNAL);
  }

  /**
   * Sets {@code Internal}.
   *
   * @param state the state of the operation
   */
  public final void setInternal(long state) {
    memory.putLongRelease(INTERNAL, state);
  }

  /**
   * {@code InternalHigh}.
   *
   * @return the bytes transferred
   */
  public final long internalHigh() {
    return memory.getLong(INTERNAL_HIGH);
  }

  /**
   * Sets {@code InternalHigh}.
   *
   * @param bytes the bytes transferred
   */
  public final void setInternalHigh(long bytes) {
    memory.putLong(INTERNAL_HIGH, bytes);
  }

  /**
   * {@code Offset}, in which a provider keeps the flags of the completed operation.
   *
   * @return the flags
   */
  public final int offset() {
    return memory.getInt(OFFSET);
  }

  /**
   * Sets {@code Offset}.
   *
   * @param flags the flags
   */
  public final void setOffset(int flags) {
    memory.putInt(OFFSET, flags);
  }

  /**
   * {@code OffsetHigh}, in which a provider keeps the operation's error code.
   *
   * @return the code
   */
  public final int offsetHigh() {
    return memory.getInt(OFFSET_HIGH);
  }

  /**
   * Sets {@code OffsetHigh}.
   *
   * @param code the operation's error code
   */
  public final void setOffsetHigh(int code) {
    memory.putInt(OFFSET_HIGH, code);
  }

  /**
   * {@code hEvent}.
   *
   * @return the event to set on completion, or {@link Ws2Def#WSA_INVALID_EVENT}
   */
  public final long event() {
    return memory.getLong(EVENT);
  }

  /**
   * Sets {@code hEvent}.
   *
   * @param hEvent the event to set on completion, or {@link Ws2Def#WSA_INVALID_EVENT}
   */
  public final void setEvent(long hEvent) {
    memory.putLong(EVENT, hEvent);
  }
}
