package dev.ifsbench.sockets.winsock;

import dev.ifsbench.spi.WinsockError;

/**
 * The system's libraries, as this process reaches them. They are constants, so that the compiler
 * knows whom it calls. Stateless.
 */
final class WindowsDlls {
  static final Ws2_32 WS2_32 = WindowsBinding.isForeign() ? new FfmWs2_32() : new JnaWs2_32();
  static final Kernel32 KERNEL32 =
      WindowsBinding.isForeign() ? new FfmKernel32() : new JnaKernel32();

  private WindowsDlls() {}

  /** {@link Ws2_32#lastError}. */
  static int lastError() {
    return WS2_32.lastError();
  }

  /** The same, by its name. */
  static WinsockError error() {
    return WinsockError.fromCode(lastError());
  }
}
