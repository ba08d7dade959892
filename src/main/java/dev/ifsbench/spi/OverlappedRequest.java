package dev.ifsbench.spi;

/**
 * The parameters of one overlapped send or receive, on their way from a provider to the system.
 *
 * <p>Every {@link WsaOverlapped} has one, which {@link WsaOverlapped#request} fills in again for
 * each operation, so that beginning an operation allocates nothing. It is valid only until the
 * operation can end: from then on another thread may use the structure, and with it the request,
 * for the next operation. Whoever carries out an operation reads what it needs before that.
 */
public final class OverlappedRequest {
  private final WsaOverlapped overlapped;
  private WsaBuf[] buffers;
  private int count;
  private IntRef transferred;
  private int sendFlags;
  private IntRef receiveFlags;
  private NativeMemory address;
  private int addressLength;
  private IntRef addressRoom;
  private CompletionRoutine routine;
  private WsaThreadId thread;

  OverlappedRequest(WsaOverlapped overlapped) {
    this.overlapped = overlapped;
  }

  // A program mostly uses a structure again with the same buffers and routine. What is the same is
  // not stored again: the garbage collector's barrier for a store costs more than the comparison.

  OverlappedRequest of(CompletionRoutine completionRoutine, WsaThreadId routineThread) {
    if (routine != completionRoutine) {
      routine = completionRoutine;
    }
    if (thread != routineThread) {
      thread = routineThread;
    }
    return this;
  }

  /**
   * Asks to send on a connected socket.
   *
   * @param data the buffers
   * @param dataCount how many of them to send
   * @param sent out: the bytes sent, if the operation ends at once; or null
   * @param flags {@code MSG_*} bits
   * @return this request
   */
  public OverlappedRequest toSend(WsaBuf[] data, int dataCount, IntRef sent, int flags) {
    sendFlags = flags;
    return transfer(data, dataCount, sent);
  }

  /**
   * Asks to send to an address.
   *
   * @param to the address, or null if the socket is connected
   * @param tolen its length in bytes
   * @return this request
   */
  public OverlappedRequest to(NativeMemory to, int tolen) {
    address = to;
    addressLength = tolen;
    return this;
  }

  /**
   * Asks to receive.
   *
   * @param data the buffers
   * @param dataCount how many of them to use
   * @param received out: the bytes received, if the operation ends at once or fails with {@code
   *     WSAEMSGSIZE}, when {@code InternalHigh} has them too; or null
   * @param flags in: {@code MSG_*} bits; out: 0, if the operation ends at once
   * @return this request
   */
  public OverlappedRequest toReceive(WsaBuf[] data, int dataCount, IntRef received, IntRef flags) {
    if (receiveFlags != flags) {
      receiveFlags = flags;
    }
    return transfer(data, dataCount, received);
  }

  /**
   * Asks for the sender's address.
   *
   * @param from where it goes when the operation ends, or null
   * @param fromlen in: bytes available; out, when the operation ends: bytes of the address; null
   *     with {@code from}
   * @return this request
   */
  public OverlappedRequest from(NativeMemory from, IntRef fromlen) {
    address = from;
    addressRoom = fromlen;
    return this;
  }

  private OverlappedRequest transfer(WsaBuf[] data, int dataCount, IntRef moved) {
    if (buffers != data) {
      buffers = data;
    }
    count = dataCount;
    if (transferred != moved) {
      transferred = moved;
    }
    address = null;
    addressLength = 0;
    addressRoom = null;
    return this;
  }

  /** The buffers; the array is the caller's again when the call returns. */
  public WsaBuf[] buffers() {
    return buffers;
  }

  /** How many of the buffers to use. */
  public int count() {
    return count;
  }

  /** Where the bytes transferred go, or null. */
  public IntRef transferred() {
    return transferred;
  }

  /** The {@code MSG_*} bits of a send. */
  public int sendFlags() {
    return sendFlags;
  }

  /** The {@code MSG_*} bits of a receive, in and out. */
  public IntRef receiveFlags() {
    return receiveFlags;
  }

  /** Where a send goes to, or where the sender's address goes; or null. */
  public NativeMemory address() {
    return address;
  }

  /** Bytes of the address that a send goes to. */
  public int addressLength() {
    return addressLength;
  }

  /** Bytes for the sender's address, in and out; null without an address. */
  public IntRef addressRoom() {
    return addressRoom;
  }

  /** The operation's structure. */
  public WsaOverlapped overlapped() {
    return overlapped;
  }

  /** Called when the operation has ended, or null. */
  public CompletionRoutine routine() {
    return routine;
  }

  /** The thread that the routine runs in; null without one. */
  public WsaThreadId thread() {
    return thread;
  }
}
