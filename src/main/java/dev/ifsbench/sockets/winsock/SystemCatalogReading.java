package dev.ifsbench.sockets.winsock;

import java.util.List;

/**
 * A catalog as it was read.
 *
 * @param entries those that make sense, in catalog order
 * @param malformed a sentence without its full stop for each that does not
 */
public record SystemCatalogReading(List<SystemCatalogEntry> entries, List<String> malformed) {
  /** Copies both. */
  public SystemCatalogReading {
    entries = List.copyOf(entries);
    malformed = List.copyOf(malformed);
  }
}
