package dev.ifsbench.spi;

/**
 * {@code WSPDATA}: what a provider says of itself at start-up. Versions are words with the major
 * number in the low byte: 2.2 is {@code 0x0202}.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ws2spi/ns-ws2spi-wspdata">WSPDATA</a>
 */
public final class WspData {
  /** The version that the provider will speak. */
  public int wVersion;

  /** The highest version that it could speak. */
  public int wHighVersion;

  /** What it is, in words; at most 255 characters. */
  public String szDescription = "";

  /** Makes one to be filled in. */
  public WspData() {}
}
