package dev.ifsbench.sockets;

import java.util.Arrays;
import java.util.List;

/**
 * What a layer is for. Windows can keep a layer out of applications that permit only some
 * categories.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/winsock/categorizing-layered-service-providers-and-applications">Categorizing
 *     layered service providers and applications</a>
 */
public enum LspCategory {
  /** The system's own. */
  SYSTEM(0x80000000),

  /** Looks at data. */
  INSPECTOR(0x1),

  /** Sends connections elsewhere. */
  REDIRECTOR(0x2),

  /** Sends data through a proxy. */
  PROXY(0x4),

  /** Forbids connections. */
  FIREWALL(0x8),

  /** Changes what is received. */
  INBOUND_MODIFY(0x10),

  /** Changes what is sent. */
  OUTBOUND_MODIFY(0x20),

  /** Encrypts or compresses. */
  CRYPTO_COMPRESS(0x40),

  /** Answers from a cache. */
  LOCAL_CACHE(0x80);

  private final int bit;

  LspCategory(int bit) {
    this.bit = bit;
  }

  /**
   * Takes bits apart.
   *
   * @param bits {@code LSP_*} bits
   * @return the categories that are set, in the order of this enumeration
   */
  public static List<LspCategory> of(int bits) {
    return Arrays.stream(values()).filter(category -> (bits & category.bit) != 0).toList();
  }
}
