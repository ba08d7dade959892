package dev.ifsbench.spi;

/**
 * {@code WSAOVERLAPPED}: the state of one overlapped operation, 32 bytes outside the Java heap.
 *
 * <p>A provider whose sockets are not the operating system's handles keeps {@code Internal} at
 * {@link Ws2Def#WSS_OPERATION_IN_PROGRESS} while the operation runs. A pass-through layer hands the
 * structure down as it is and writes nothing into it.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/winsock2/ns-winsock2-wsaoverlapped">WSAOVERLAPPED</a>
 */
public final class WsaOverlapped {
  /** Bytes of the structure on a 64-bit machine. */
  public static final int SIZE = 32;

  private static final int INTERNAL = 0;
  private static final int INTERNAL_HIGH = 8;
  private static final int OFFSET = 16;
  private static final int OFFSET_HIGH = 20;
  private static final int EVENT = 24;

  private final NativeMemory memory = new NativeMemory(SIZE);

  /** Makes one with all fields 0. */
  public WsaOverlapped() {}

  /**
   * Where the structure is.
   *
   * @return the address of its first byte
   */
  public long address() {
    return memory.address();
  }

  /**
   * {@code Internal}.
   *
   * @return the state of the operation
   */
  public long internal() {
    return memory.getLong(INTERNAL);
  }

  /**
   * Sets {@code Internal}.
   *
   * @param state the state of the operation
   */
  public void setInternal(long state) {
    memory.putLong(INTERNAL, state);
  }

  /**
   * {@code InternalHigh}.
   *
   * @return the bytes transferred
   */
  public long internalHigh() {
    return memory.getLong(INTERNAL_HIGH);
  }

  /**
   * Sets {@code InternalHigh}.
   *
   * @param bytes the bytes transferred
   */
  public void setInternalHigh(long bytes) {
    memory.putLong(INTERNAL_HIGH, bytes);
  }

  /**
   * {@code Offset}, in which a provider keeps the flags of the completed operation.
   *
   * @return the flags
   */
  public int offset() {
    return memory.getInt(OFFSET);
  }

  /**
   * Sets {@code Offset}.
   *
   * @param flags the flags
   */
  public void setOffset(int flags) {
    memory.putInt(OFFSET, flags);
  }

  /**
   * {@code OffsetHigh}, in which a provider keeps the operation's error code.
   *
   * @return the code
   */
  public int offsetHigh() {
    return memory.getInt(OFFSET_HIGH);
  }

  /**
   * Sets {@code OffsetHigh}.
   *
   * @param code the operation's error code
   */
  public void setOffsetHigh(int code) {
    memory.putInt(OFFSET_HIGH, code);
  }

  /**
   * {@code hEvent}.
   *
   * @return the event to set on completion, or {@link Ws2Def#WSA_INVALID_EVENT}
   */
  public long event() {
    return memory.getLong(EVENT);
  }

  /**
   * Sets {@code hEvent}.
   *
   * @param hEvent the event to set on completion, or {@link Ws2Def#WSA_INVALID_EVENT}
   */
  public void setEvent(long hEvent) {
    memory.putLong(EVENT, hEvent);
  }
}
