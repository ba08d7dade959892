package dev.ifsbench.spi;

import java.util.List;

/**
 * {@code WSAPROTOCOLCHAIN}: the catalog entry ids that a call passes, from the top layer to the
 * base.
 *
 * @param chainLen 0 for a layer's own hidden entry, 1 for a base, 2 to 7 for layers over a base
 * @param chainEntries the ids; {@code chainLen} of them, but none for a base
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/winsock2/ns-winsock2-wsaprotocolchain">WSAPROTOCOLCHAIN</a>
 */
public record ProtocolChain(int chainLen, List<Integer> chainEntries) {
  /** {@code MAX_PROTOCOL_CHAIN}: the most entries that a chain holds, its base included. */
  public static final int MAX_PROTOCOL_CHAIN = 7;

  /** {@code LAYERED_PROTOCOL}: the chain of a layer's own hidden entry. */
  public static final ProtocolChain LAYERED_PROTOCOL = new ProtocolChain(0, List.of());

  /** {@code BASE_PROTOCOL}: the chain of a base provider's entry. */
  public static final ProtocolChain BASE_PROTOCOL = new ProtocolChain(1, List.of());

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if the length is out of range or is not the number of entries
   */
  public ProtocolChain {
    chainEntries = List.copyOf(chainEntries);
    if (chainLen > MAX_PROTOCOL_CHAIN) {
      throw new IllegalArgumentException(
          "a protocol chain holds at most "
              + MAX_PROTOCOL_CHAIN
              + " entries (layers and their base), not "
              + chainLen);
    }
    int listed = chainLen <= 1 ? 0 : chainLen;
    if (chainLen < 0 || chainEntries.size() != listed) {
      throw new IllegalArgumentException(
          "a protocol chain of length " + chainLen + " cannot hold " + chainEntries);
    }
  }

  /**
   * A chain of layers over a base.
   *
   * @param chainEntries the ids from the top layer to the base, at least 2
   * @return the chain
   */
  public static ProtocolChain of(List<Integer> chainEntries) {
    return new ProtocolChain(chainEntries.size(), chainEntries);
  }

  /**
   * Whether this is a base provider's chain.
   *
   * @return true if its length is 1
   */
  public boolean isBase() {
    return chainLen == 1;
  }

  /**
   * Whether this is the chain of a layer's hidden entry, which opens no sockets.
   *
   * @return true if its length is 0
   */
  public boolean isLayerOnly() {
    return chainLen == 0;
  }
}
