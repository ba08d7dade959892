package dev.ifsbench.bench.state.technique;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.SocketApi;

/**
 * How runtimes get from a socket to the base provider's handle, which alone the kernel can be asked
 * to poll.
 */
public enum Escape {
  /** {@code SIO_BASE_HANDLE}, which no layer should answer, and nothing else. */
  BASE_HANDLE {
    @Override
    public long find(SocketApi winsock, long s, Errno errno) {
      return ask(winsock, s, Ws2Def.SIO_BASE_HANDLE, errno);
    }
  },

  /**
   * As mio does: {@code SIO_BASE_HANDLE}, and if that fails {@code SIO_BSP_HANDLE_SELECT}, {@code
   * _POLL} and {@code SIO_BSP_HANDLE}, of which an answer counts if it is another handle.
   *
   * @see <a href="https://github.com/tokio-rs/mio/issues/1314">tokio-rs/mio#1314</a>
   */
  MIO {
    @Override
    public long find(SocketApi winsock, long s, Errno errno) {
      long base = ask(winsock, s, Ws2Def.SIO_BASE_HANDLE, errno);
      if (base != Ws2Def.INVALID_SOCKET) {
        return base;
      }
      WinsockError first = errno.get();
      for (int code : BSP_CODES) {
        long other = ask(winsock, s, code, errno);
        if (other != Ws2Def.INVALID_SOCKET && other != s) {
          return other;
        }
      }
      errno.set(first);
      return Ws2Def.INVALID_SOCKET;
    }
  },

  /**
   * As wepoll does, and OpenJDK and others with it: {@code SIO_BASE_HANDLE}, and if that fails
   * {@code SIO_BSP_HANDLE_POLL}, whose answer must be another handle, which is asked in its turn.
   */
  WEPOLL {
    @Override
    public long find(SocketApi winsock, long s, Errno errno) {
      long asked = s;
      while (true) {
        long base = ask(winsock, asked, Ws2Def.SIO_BASE_HANDLE, errno);
        if (base != Ws2Def.INVALID_SOCKET) {
          return base;
        }
        WinsockError first = errno.get();
        long below = ask(winsock, asked, Ws2Def.SIO_BSP_HANDLE_POLL, errno);
        if (below == Ws2Def.INVALID_SOCKET || below == asked) {
          errno.set(first);
          return Ws2Def.INVALID_SOCKET;
        }
        asked = below;
      }
    }
  };

  private static final int[] BSP_CODES = {
    Ws2Def.SIO_BSP_HANDLE_SELECT, Ws2Def.SIO_BSP_HANDLE_POLL, Ws2Def.SIO_BSP_HANDLE
  };

  /**
   * Finds the handle.
   *
   * @param winsock whose socket it is
   * @param s the socket
   * @param errno out: what the first question was refused with, if none helped
   * @return the handle, or {@link Ws2Def#INVALID_SOCKET}
   */
  public abstract long find(SocketApi winsock, long s, Errno errno);

  private static long ask(SocketApi winsock, long s, int code, Errno errno) {
    NativeMemory handle = new NativeMemory(Long.BYTES);
    int result = winsock.ioctl(s, code, null, 0, handle, Long.BYTES, new IntRef(), errno);
    return result == 0 ? handle.getLong(0) : Ws2Def.INVALID_SOCKET;
  }
}
