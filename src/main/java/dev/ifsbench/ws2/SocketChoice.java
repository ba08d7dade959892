package dev.ifsbench.ws2;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which entry a call of {@code socket()} gets: the first in catalog order that fits, so that
 * whoever is in front of the base providers serves the programs that do not ask for an entry.
 *
 * @param call the call, with the names of its arguments
 * @param entry what it gets, or nothing
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-socket">socket</a>
 */
public record SocketChoice(String call, Optional<CatalogEntry> entry) {
  private static final Map<Integer, String> FAMILIES =
      new TreeMap<>(
          Map.of(
              Ws2Def.AF_UNIX, "AF_UNIX", Ws2Def.AF_INET, "AF_INET", Ws2Def.AF_INET6, "AF_INET6"));

  private static final Map<Integer, String> TYPES =
      new TreeMap<>(Map.of(Ws2Def.SOCK_STREAM, "SOCK_STREAM", Ws2Def.SOCK_DGRAM, "SOCK_DGRAM"));

  /**
   * Looks up what the usual calls get, each with protocol 0.
   *
   * @param entries a catalog, in its order
   * @return one for each address family and socket type
   */
  public static List<SocketChoice> of(List<CatalogEntry> entries) {
    List<SocketChoice> choices = new ArrayList<>();
    FAMILIES.forEach(
        (family, familyName) ->
            TYPES.forEach(
                (type, typeName) ->
                    choices.add(
                        new SocketChoice(
                            String.format(Locale.ROOT, "socket(%s, %s, 0)", familyName, typeName),
                            first(entries, family, type)))));
    return choices;
  }

  private static Optional<CatalogEntry> first(List<CatalogEntry> entries, int af, int type) {
    return entries.stream()
        .filter(entry -> entry.info().isOpenable())
        .filter(entry -> Catalog.mismatch(entry.info(), af, type, 0) == WinsockError.NO_ERROR)
        .findFirst();
  }

  /**
   * Describes the entry that the call gets.
   *
   * @return the entry's number, name and DLL in a line
   */
  public String taken() {
    return entry
        .map(
            taken ->
                String.format(
                    Locale.ROOT,
                    "entry %s (%s)",
                    Integer.toUnsignedString(taken.id()),
                    taken.info().protocolName()))
        .orElse("no entry");
  }
}
