package dev.ifsbench.spi;

/**
 * {@code WSABUF}: one data buffer outside the Java heap, as an address and a length.
 *
 * <p>Whoever fills it in keeps the memory alive for as long as a call may use it. It is not for use
 * by several threads at once.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ws2def/ns-ws2def-wsabuf">WSABUF</a>
 */
public final class WsaBuf {
  /** Bytes of the structure in memory. */
  public static final int SIZE = 16;

  /** Where {@code len} lies in memory, 32 bits. */
  public static final int LEN = 0;

  /** Where {@code buf} lies in memory, 64 bits. */
  public static final int BUF = 8;

  /** How many bytes, from 0. */
  public int len;

  /** The address of the first byte. */
  public long buf;

  /** Makes one to be filled in. */
  public WsaBuf() {}

  /**
   * Makes one for a buffer.
   *
   * @param buf the address of the first byte
   * @param len how many bytes
   */
  public WsaBuf(long buf, int len) {
    this.buf = buf;
    this.len = len;
  }

  /**
   * Adds up the lengths of buffers.
   *
   * @param buffers the buffers
   * @param count how many of them, from 0
   * @return how many bytes they hold together
   */
  public static int total(WsaBuf[] buffers, int count) {
    int total = 0;
    for (int i = 0; i < count; i++) {
      total += buffers[i].len;
    }
    return total;
  }
}
