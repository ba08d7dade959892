package dev.ifsbench.sockets;

import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;

/** Checks the buffers of a call before anything reads them. Stateless. */
public final class Buffers {
  /** The most buffers of one call: Linux's {@code IOV_MAX}, kept everywhere. */
  public static final int MAXIMUM = 1024;

  private Buffers() {}

  /**
   * Checks a receive's arguments.
   *
   * @return what is wrong with them, or null
   */
  public static WinsockError checkReceive(
      WsaBuf[] buffers, int count, IntRef flags, NativeMemory from, IntRef fromlen) {
    return flags == null || (from != null && fromlen == null)
        ? WinsockError.WSAEFAULT
        : check(buffers, count);
  }

  /**
   * Checks the buffers of a send or receive.
   *
   * @param count how many of them the call uses, from the first
   * @return what is wrong with them, or null
   */
  public static WinsockError check(WsaBuf[] buffers, int count) {
    if (count < 1) {
      return WinsockError.WSAEINVAL;
    }
    if (count > MAXIMUM) {
      return WinsockError.WSAENOBUFS;
    }
    if (buffers == null || count > buffers.length) {
      return WinsockError.WSAEFAULT;
    }
    for (int i = 0; i < count; i++) {
      WsaBuf buffer = buffers[i];
      if (buffer == null || buffer.len < 0 || (buffer.buf == 0 && buffer.len > 0)) {
        return WinsockError.WSAEFAULT;
      }
    }
    return null;
  }
}
