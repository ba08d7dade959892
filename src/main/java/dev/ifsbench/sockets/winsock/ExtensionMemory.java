package dev.ifsbench.sockets.winsock;

import com.sun.jna.Function;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.extension.SockAddrRef;

/**
 * What extension functions take and leave by address, as mswsock.h lays it out.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/mswsock/">mswsock.h</a>
 */
public final class ExtensionMemory {
  /** {@code TRANSMIT_FILE_BUFFERS}: head and its length, tail and its length. */
  private static final int BUFFERS_SIZE = 32;

  private static final int HEAD_LENGTH = 8;
  private static final int TAIL = 16;
  private static final int TAIL_LENGTH = 24;

  private ExtensionMemory() {}

  /**
   * A {@code TRANSMIT_FILE_BUFFERS}.
   *
   * @param head what goes before the file, or null
   * @param tail what goes after it, or null
   */
  public static NativeMemory transmitFileBuffers(WsaBuf head, WsaBuf tail) {
    NativeMemory buffers = new NativeMemory(BUFFERS_SIZE);
    buffers.putLong(0, head == null ? 0 : head.buf);
    buffers.putInt(HEAD_LENGTH, head == null ? 0 : head.len);
    buffers.putLong(TAIL, tail == null ? 0 : tail.buf);
    buffers.putInt(TAIL_LENGTH, tail == null ? 0 : tail.len);
    return buffers;
  }

  /**
   * Calls a {@code GetAcceptExSockaddrs}.
   *
   * @param function the provider's
   * @param output what its {@code AcceptEx} has filled
   * @param data bytes for the first message in it
   * @param localRoom bytes for the local address
   * @param remoteRoom bytes for the peer's
   * @param local out: the local address
   * @param remote out: the peer's
   */
  public static void acceptExAddresses(
      Function function,
      NativeMemory output,
      int data,
      int localRoom,
      int remoteRoom,
      SockAddrRef local,
      SockAddrRef remote) {
    NativeMemory found = new NativeMemory(4 * Long.BYTES);
    long at = found.address();
    function.invokeVoid(
        new Object[] {
          output.address(),
          data,
          localRoom,
          remoteRoom,
          at,
          at + Long.BYTES,
          at + 2 * Long.BYTES,
          at + 3 * Long.BYTES
        });
    local.address = found.getLong(0);
    local.length = found.getInt(Long.BYTES);
    remote.address = found.getLong(2 * Long.BYTES);
    remote.length = found.getInt(3 * Long.BYTES);
  }
}
