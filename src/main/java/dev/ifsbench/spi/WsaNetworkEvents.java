package dev.ifsbench.spi;

/**
 * {@code WSANETWORKEVENTS}: which network events have been recorded, and the error of each.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaeventselect">WSAEventSelect</a>
 */
public final class WsaNetworkEvents {
  /** There is something to receive. */
  public static final int FD_READ = 0x01;

  /** There is room for something to send. */
  public static final int FD_WRITE = 0x02;

  /** There is out-of-band data to receive. */
  public static final int FD_OOB = 0x04;

  /** There is a connection to accept. */
  public static final int FD_ACCEPT = 0x08;

  /** An attempt to connect has succeeded or failed. */
  public static final int FD_CONNECT = 0x10;

  /** The peer has ended the connection, and all its data has been received; or it was reset. */
  public static final int FD_CLOSE = 0x20;

  /** All bits that can be asked for. */
  public static final int FD_ALL_EVENTS = 0x3FF;

  /** Bytes of the structure. */
  public static final int SIZE = 44;

  /** How many errors it has room for. */
  public static final int FD_MAX_EVENTS = 10;

  private static final int ERRORS = 4;

  private WsaNetworkEvents() {}

  /**
   * The events.
   *
   * @param memory the structure
   * @return {@code FD_*} bits
   */
  public static int events(NativeMemory memory) {
    return memory.getInt(0);
  }

  /**
   * The error of an event.
   *
   * @param memory the structure
   * @param event one {@code FD_*} bit
   * @return the error, {@code NO_ERROR} for none
   */
  public static WinsockError error(NativeMemory memory, int event) {
    return WinsockError.fromCode(memory.getInt(at(event)));
  }

  /**
   * Fills in the events, with no errors.
   *
   * @param memory the structure
   * @param events {@code FD_*} bits
   */
  public static void put(NativeMemory memory, int events) {
    memory.putInt(0, events);
    for (int i = 0; i < FD_MAX_EVENTS; i++) {
      memory.putInt(ERRORS + i * Integer.BYTES, 0);
    }
  }

  /**
   * Fills in the error of an event.
   *
   * @param memory the structure
   * @param event one {@code FD_*} bit
   * @param error the error
   */
  public static void putError(NativeMemory memory, int event, WinsockError error) {
    memory.putInt(at(event), error.code());
  }

  private static int at(int event) {
    return ERRORS + Integer.numberOfTrailingZeros(event) * Integer.BYTES;
  }
}
