package dev.ifsbench.provider;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;

/** The answer to a control code that asks for a handle. */
final class HandleAnswer {
  private HandleAnswer() {}

  /**
   * Answers with a handle.
   *
   * @return 0, or {@code SOCKET_ERROR} with {@code WSAEFAULT} if there is no room for it
   */
  static int give(long handle, NativeMemory out, int cbOut, IntRef cbReturned, Errno lpErrno) {
    if (out == null || cbReturned == null || Math.min(cbOut, out.size()) < Long.BYTES) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    out.putLong(0, handle);
    cbReturned.value = Long.BYTES;
    return 0;
  }
}
