package dev.ifsbench.provider;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.Ws2Def;

/** Makes the close of a socket reset its connection: {@code SO_LINGER} of 0 seconds. */
final class AbortiveClose {
  private static final int LINGER_SIZE = 4;

  private final NativeMemory linger = new NativeMemory(LINGER_SIZE);

  /** Makes one, for any number of sockets. */
  AbortiveClose() {
    linger.putShort(0, (short) 1);
  }

  /** Prepares a socket for its close; if that fails, the connection ends as usual. */
  void prepare(ProcedureTable provider, long s, Errno errno) {
    provider
        .wspSetSockOpt()
        .invoke(s, Ws2Def.SOL_SOCKET, Ws2Def.SO_LINGER, linger, LINGER_SIZE, errno);
  }
}
