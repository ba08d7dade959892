package dev.ifsbench.sockets.winsock;

import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.extension.WsaMsg;

/**
 * A {@code WSAMSG} in memory, with its buffers behind it. It is used again for the next message.
 *
 * <p>Not safe for use by several threads at once; the system may write to it until the operation
 * that it was given to has ended.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ws2def/ns-ws2def-wsamsg">WSAMSG</a>
 */
public final class NativeMessage {
  /** Bytes of a {@code WSAMSG}. */
  public static final int SIZE = 56;

  private static final int NAMELEN = 8;
  private static final int BUFFERS = 16;
  private static final int BUFFER_COUNT = 24;
  private static final int CONTROL_LEN = 32;
  private static final int CONTROL_BUF = 40;
  private static final int FLAGS = 48;
  private static final int USUAL_BUFFERS = 4;

  private NativeMemory memory = new NativeMemory(SIZE + USUAL_BUFFERS * WsaBuf.SIZE);

  /** The message that is received into it; null if there is none, or it is sent. */
  private WsaMsg received;

  /** Creates one that holds nothing. */
  public NativeMessage() {}

  /**
   * Whether a message names memory that it has.
   *
   * @param message a message whose buffers have been checked
   * @return {@code WSAEFAULT}, or null
   */
  public static WinsockError check(WsaMsg message) {
    return isWithin(message.name, message.name == null ? 0 : message.namelen.value)
            && isWithin(message.control, message.controlLength.value)
        ? null
        : WinsockError.WSAEFAULT;
  }

  private static boolean isWithin(NativeMemory memory, int length) {
    return length >= 0 && length <= (memory == null ? 0 : memory.size());
  }

  /**
   * Writes a message down that is to be sent.
   *
   * @param given the message
   * @return where it is
   */
  public long toSend(WsaMsg given) {
    received = null;
    return write(given);
  }

  /**
   * Writes a message down that is to be received, and keeps it until {@link #forget}.
   *
   * @param given the message
   * @return where it is
   */
  public long toReceive(WsaMsg given) {
    received = given;
    return write(given);
  }

  private long write(WsaMsg given) {
    int size = SIZE + given.bufferCount * WsaBuf.SIZE;
    if (memory.size() < size) {
      memory = new NativeMemory(2 * size);
    }
    boolean named = given.name != null;
    memory.putLong(0, named ? given.name.address() : 0);
    memory.putInt(NAMELEN, named ? given.namelen.value : 0);
    memory.putLong(BUFFERS, memory.address() + SIZE);
    memory.putInt(BUFFER_COUNT, given.bufferCount);
    memory.putInt(CONTROL_LEN, given.controlLength.value);
    memory.putLong(CONTROL_BUF, given.control == null ? 0 : given.control.address());
    memory.putInt(FLAGS, given.flags.value);
    for (int i = 0; i < given.bufferCount; i++) {
      int at = SIZE + i * WsaBuf.SIZE;
      memory.putInt(at + WsaBuf.LEN, given.buffers[i].len);
      memory.putLong(at + WsaBuf.BUF, given.buffers[i].buf);
    }
    return memory.address();
  }

  /** Tells the message what a receive has written; one that was sent stays as it is. */
  public void received() {
    if (received != null) {
      if (received.name != null) {
        received.namelen.value = memory.getInt(NAMELEN);
      }
      received.controlLength.value = memory.getInt(CONTROL_LEN);
      received.flags.value = memory.getInt(FLAGS);
    }
  }

  /** Lets go of the message. */
  public void forget() {
    received = null;
  }
}
