package dev.ifsbench.spi;

import java.nio.charset.StandardCharsets;

/**
 * {@code WSPDATA}: what a provider says of itself at start-up. Versions are words with the major
 * number in the low byte: 2.2 is {@code 0x0202}.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ws2spi/ns-ws2spi-wspdata">WSPDATA</a>
 */
public final class WspData {
  /** Bytes of the structure in memory. */
  public static final int SIZE = 516;

  private static final int VERSION = 0;
  private static final int HIGH_VERSION = 2;
  private static final int DESCRIPTION = 4;

  /** The version that the provider will speak. */
  public int wVersion;

  /** The highest version that it could speak. */
  public int wHighVersion;

  /** What it is, in words; at most 255 characters. */
  public String szDescription = "";

  /**
   * Whether whoever asks for a version can be served by 2.2, the only one that is spoken here.
   *
   * @param wVersionRequested the highest version that the caller speaks
   * @return true from 2.2 on
   */
  public static boolean isSpoken(int wVersionRequested) {
    int major = wVersionRequested & 0xFF;
    int minor = wVersionRequested >>> 8 & 0xFF;
    return major > 2 || (major == 2 && minor >= 2);
  }

  /** Makes one to be filled in. */
  public WspData() {}

  /**
   * Reads the structure.
   *
   * @param memory at least {@link #SIZE} bytes
   */
  public void read(NativeMemory memory) {
    wVersion = Short.toUnsignedInt(memory.getShort(VERSION));
    wHighVersion = Short.toUnsignedInt(memory.getShort(HIGH_VERSION));
    byte[] wide = memory.getBytes(DESCRIPTION, SIZE - DESCRIPTION);
    String description = new String(wide, StandardCharsets.UTF_16LE);
    int end = description.indexOf('\0');
    szDescription = end < 0 ? description : description.substring(0, end);
  }
}
