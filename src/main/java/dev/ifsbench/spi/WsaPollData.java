package dev.ifsbench.spi;

/**
 * {@code WSAPOLLDATA}: what {@code WSAPoll} is asked and what it answers, in one block of memory. A
 * result, a count and a time limit come first, then the {@code WSAPOLLFD}s, each a socket, the
 * events that are asked for and those that have been found. It is what {@link Ws2Def#SIO_EXT_POLL}
 * carries from one provider to the next.
 *
 * <p>A program allocates a block once and uses it for every call. It is for one thread at a time.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/winsock2/ns-winsock2-wsapollfd">WSAPOLLFD</a>
 */
public final class WsaPollData {
  /** An error has occurred; found only. */
  public static final int POLLERR = 0x0001;

  /** The peer has ended the connection, or it was reset, or never made; found only. */
  public static final int POLLHUP = 0x0002;

  /** The handle is no open socket; found only. */
  public static final int POLLNVAL = 0x0004;

  /** Data can be sent without waiting. */
  public static final int POLLWRNORM = 0x0010;

  /** Data or the end of the stream can be received, or a connection accepted, without waiting. */
  public static final int POLLRDNORM = 0x0100;

  /** Out-of-band data can be received without waiting. */
  public static final int POLLRDBAND = 0x0200;

  /** Priority data; no provider here has any, and asking for it is an error. */
  public static final int POLLPRI = 0x0400;

  /** {@link #POLLRDNORM} and {@link #POLLRDBAND}. */
  public static final int POLLIN = POLLRDNORM | POLLRDBAND;

  /** {@link #POLLWRNORM}. */
  public static final int POLLOUT = POLLWRNORM;

  /** Where the array begins, in bytes. */
  public static final int ARRAY = 16;

  /** Bytes of one {@code WSAPOLLFD}. */
  public static final int SIZEOF_POLLFD = 16;

  private static final int RESULT = 0;
  private static final int COUNT = 4;
  private static final int TIMEOUT = 8;
  private static final int EVENTS = 8;
  private static final int REVENTS = 10;

  private WsaPollData() {}

  /**
   * Allocates a block.
   *
   * @param capacity for how many sockets, at least 1
   * @return the block, filled with zeros
   */
  public static NativeMemory allocate(int capacity) {
    return new NativeMemory(size(capacity));
  }

  /**
   * How large a block is.
   *
   * @param count how many sockets it has, from 0
   * @return bytes
   */
  public static int size(int count) {
    return ARRAY + count * SIZEOF_POLLFD;
  }

  /**
   * Whether a block is as large as it says.
   *
   * @param data the block, or null
   * @param bytes how many of its bytes may be used
   * @return true if it holds its header, and as many sockets as that counts
   */
  public static boolean isComplete(NativeMemory data, int bytes) {
    if (data == null || Math.min(bytes, data.size()) < ARRAY) {
      return false;
    }
    int room = (Math.min(bytes, data.size()) - ARRAY) / SIZEOF_POLLFD;
    return count(data) >= 0 && count(data) <= room;
  }

  /**
   * Asks for events of a socket.
   *
   * @param data the block
   * @param index which place, from 0
   * @param fd the socket; a negative one is not looked at
   * @param events {@code POLL*} bits
   */
  public static void put(NativeMemory data, int index, long fd, int events) {
    data.putLong(at(index), fd);
    data.putShort(at(index) + EVENTS, (short) events);
    data.putShort(at(index) + REVENTS, (short) 0);
  }

  /**
   * Fills in the header.
   *
   * @param data the block
   * @param count how many sockets it has
   * @param timeoutMillis how long to wait, in milliseconds; negative for no limit
   */
  public static void begin(NativeMemory data, int count, int timeoutMillis) {
    data.putInt(RESULT, 0);
    data.putInt(COUNT, count);
    data.putInt(TIMEOUT, timeoutMillis);
  }

  /**
   * How many sockets there are.
   *
   * @param data the block
   * @return the count
   */
  public static int count(NativeMemory data) {
    return data.getInt(COUNT);
  }

  /**
   * How long to wait.
   *
   * @param data the block
   * @return milliseconds; negative for no limit
   */
  public static int timeoutMillis(NativeMemory data) {
    return data.getInt(TIMEOUT);
  }

  /**
   * A socket.
   *
   * @param data the block
   * @param index which, from 0
   * @return the handle
   */
  public static long fd(NativeMemory data, int index) {
    return data.getLong(at(index));
  }

  /**
   * What is asked for of a socket.
   *
   * @param data the block
   * @param index which, from 0
   * @return {@code POLL*} bits
   */
  public static int events(NativeMemory data, int index) {
    return data.getShort(at(index) + EVENTS) & 0xFFFF;
  }

  /**
   * What has been found of a socket.
   *
   * @param data the block
   * @param index which, from 0
   * @return {@code POLL*} bits
   */
  public static int revents(NativeMemory data, int index) {
    return data.getShort(at(index) + REVENTS) & 0xFFFF;
  }

  /**
   * Says what has been found of a socket.
   *
   * @param data the block
   * @param index which, from 0
   * @param revents {@code POLL*} bits
   */
  public static void putRevents(NativeMemory data, int index, int revents) {
    data.putShort(at(index) + REVENTS, (short) revents);
  }

  /**
   * Counts the sockets of which something has been found, and keeps the count as the result.
   *
   * @param data the block
   * @return how many
   */
  public static int finish(NativeMemory data) {
    int found = 0;
    for (int i = 0; i < count(data); i++) {
      found += revents(data, i) == 0 ? 0 : 1;
    }
    data.putInt(RESULT, found);
    return found;
  }

  private static int at(int index) {
    return ARRAY + index * SIZEOF_POLLFD;
  }
}
