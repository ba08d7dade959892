package dev.ifsbench.ws2;

import dev.ifsbench.spi.ProtocolInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds what is broken in a catalog: chains that lead nowhere, numbers given twice, and DLLs that
 * do not exist. Sockets cannot be opened through such an entry.
 */
public final class CatalogFaults {
  private CatalogFaults() {}

  /**
   * Looks for faults.
   *
   * @param entries a catalog
   * @param isMissing says of a provider's path whether there is no such file
   * @return a sentence without its full stop for each, in catalog order
   */
  public static List<String> of(List<CatalogEntry> entries, Predicate<String> isMissing) {
    Map<Integer, CatalogEntry> byId = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (CatalogEntry entry : entries) {
      if (byId.putIfAbsent(entry.id(), entry) != null) {
        faults.add(String.format(Locale.ROOT, "%s has a number that another has too", name(entry)));
      }
    }
    for (CatalogEntry entry : entries) {
      findInChain(entry, byId, faults);
      if (isMissing.test(entry.providerPath())) {
        faults.add(
            String.format(
                Locale.ROOT,
                "%s names a DLL that does not exist: %s",
                name(entry),
                entry.providerPath()));
      }
    }
    return faults;
  }

  private static void findInChain(
      CatalogEntry entry, Map<Integer, CatalogEntry> byId, List<String> faults) {
    List<Integer> chain = entry.info().protocolChain().chainEntries();
    for (int i = 0; i < chain.size(); i++) {
      int id = chain.get(i);
      CatalogEntry link = byId.get(id);
      if (link == null) {
        faults.add(
            String.format(
                Locale.ROOT,
                "%s has entry %s in its chain, which is not in the catalog",
                name(entry),
                Integer.toUnsignedString(id)));
      } else if (i == chain.size() - 1 && !link.info().protocolChain().isBase()) {
        faults.add(
            String.format(
                Locale.ROOT,
                "%s has entry %s at the end of its chain, which is no base provider's",
                name(entry),
                Integer.toUnsignedString(id)));
      }
    }
  }

  private static String name(CatalogEntry entry) {
    ProtocolInfo info = entry.info();
    return String.format(
        Locale.ROOT, "Entry %s (%s)", Integer.toUnsignedString(entry.id()), info.protocolName());
  }
}
