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
