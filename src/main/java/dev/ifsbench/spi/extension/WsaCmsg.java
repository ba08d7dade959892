package dev.ifsbench.spi.extension;

import dev.ifsbench.spi.NativeMemory;

/**
 * {@code WSACMSGHDR}: control data, a sequence of messages in a block of memory. Each has a header
 * with its length, level and type, then its data; each begins at a multiple of 8.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2def/ns-ws2def-wsacmsghdr">WSACMSGHDR</a>
 */
public final class WsaCmsg {
  /** Bytes of a header; the data follows it. */
  public static final int HEADER = 16;

  /** Bytes of an {@code IN_PKTINFO}: an IPv4 address, then the number of an interface. */
  public static final int SIZEOF_IN_PKTINFO = 8;

  /** Where the interface lies in an {@code IN_PKTINFO}. */
  public static final int IN_PKTINFO_INTERFACE = 4;

  /** Bytes of an {@code IN6_PKTINFO}: an IPv6 address, then the number of an interface. */
  public static final int SIZEOF_IN6_PKTINFO = 20;

  /** Where the interface lies in an {@code IN6_PKTINFO}. */
  public static final int IN6_PKTINFO_INTERFACE = 16;

  private static final int LEVEL = 8;
  private static final int TYPE = 12;

  private WsaCmsg() {}

  /**
   * {@code WSA_CMSG_SPACE}: the bytes that a message takes.
   *
   * @param dataLength bytes of data, from 0
   * @return bytes
   */
  public static int space(int dataLength) {
    return (HEADER + dataLength + 7) & -8;
  }

  /**
   * Writes a header.
   *
   * @param memory the block
   * @param at where the message begins
   * @param level the protocol's level
   * @param type the type at that level
   * @param dataLength bytes of data, which the caller writes
   * @return where the data begins
   */
  public static int put(NativeMemory memory, int at, int level, int type, int dataLength) {
    memory.putLong(at, HEADER + dataLength);
    memory.putInt(at + LEVEL, level);
    memory.putInt(at + TYPE, type);
    return at + HEADER;
  }

  /**
   * Whether there is a whole message at a place.
   *
   * @param memory the block
   * @param at the place
   * @param length bytes of the row
   * @return false at the row's end, and if what stands there is longer than the row
   */
  public static boolean isAt(NativeMemory memory, int at, int length) {
    if (length - at < HEADER) {
      return false;
    }
    long size = memory.getLong(at);
    return size >= HEADER && size <= length - at;
  }

  /**
   * Bytes of a message's data.
   *
   * @param memory the block
   * @param at where the message begins
   * @return how many
   */
  public static int dataLength(NativeMemory memory, int at) {
    return (int) memory.getLong(at) - HEADER;
  }

  /**
   * A message's level.
   *
   * @param memory the block
   * @param at where the message begins
   * @return the level
   */
  public static int level(NativeMemory memory, int at) {
    return memory.getInt(at + LEVEL);
  }

  /**
   * A message's type.
   *
   * @param memory the block
   * @param at where the message begins
   * @return the type
   */
  public static int type(NativeMemory memory, int at) {
    return memory.getInt(at + TYPE);
  }
}
