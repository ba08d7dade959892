package dev.ifsbench.report.text;

import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.CatalogVerdict;
import dev.ifsbench.ws2.SocketChoice;
import java.util.List;

/**
 * A catalog to be shown.
 *
 * @param system whether it is the operating system's own
 * @param source whose it is, a sentence
 * @param entries its entries, in catalog order
 * @param verdict what they mean
 */
public record CatalogListing(
    boolean system, String source, List<Entry> entries, CatalogVerdict verdict) {
  /** What stands where the system does not tell. */
  public static final String NOT_AVAILABLE = "not available";

  /** Copies the entries. */
  public CatalogListing {
    entries = List.copyOf(entries);
  }

  /**
   * An entry, and what is known of it beside its structure.
   *
   * @param entry the entry
   * @param dll whether its provider's DLL is there, in a word or two
   * @param categories what its layer is for, or {@link #NOT_AVAILABLE}
   */
  public record Entry(CatalogEntry entry, String dll, String categories) {}

  /** The entries that {@code socket()} takes. */
  public List<SocketChoice> choices() {
    return SocketChoice.of(entries.stream().map(Entry::entry).toList());
  }
}
