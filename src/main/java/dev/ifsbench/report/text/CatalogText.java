package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.SocketChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A catalog for people: the fields that {@code netsh winsock show catalog} shows, and what it
 * means.
 */
public final class CatalogText {
  private CatalogText() {}

  /**
   * Lays a catalog out.
   *
   * @param screen that it is laid out for
   * @param listing the catalog
   * @return the lines
   */
  public static List<String> lines(Screen screen, CatalogListing listing) {
    List<String> lines = new ArrayList<>();
    lines.add(listing.source());
    for (CatalogListing.Entry entry : listing.entries()) {
      lines.add("");
      lines.addAll(entry(screen, entry));
    }
    lines.add("");
    lines.add("What socket() takes:");
    TextTable choices = new TextTable(screen);
    for (SocketChoice choice : listing.choices()) {
      choices.add(choice.call(), choice.taken());
    }
    lines.addAll(choices.lines());
    lines.add("");
    listing.verdict().findings().forEach(finding -> lines.add("Verdict: " + finding + "."));
    return screen.wrapped(lines);
  }

  private static List<String> entry(Screen screen, CatalogListing.Entry listed) {
    CatalogEntry entry = listed.entry();
    ProtocolInfo info = entry.info();
    TextTable table = new TextTable(screen);
    table.add("Entry type:", type(info));
    table.add("Description:", info.protocolName());
    table.add("Provider id:", guid(info));
    table.add(
        "Provider path:", entry.providerPath().isEmpty() ? "(not told)" : entry.providerPath());
    table.add("Provider DLL:", listed.dll());
    table.add("LSP categories:", listed.categories());
    table.add("Catalog entry id:", String.valueOf(entry.id()));
    table.add("Version:", String.valueOf(info.version()));
    table.add("Address family:", String.valueOf(info.addressFamily()));
    table.add("Max address length:", String.valueOf(info.maxSockAddr()));
    table.add("Min address length:", String.valueOf(info.minSockAddr()));
    table.add("Socket type:", String.valueOf(info.socketType()));
    table.add("Protocol:", String.valueOf(info.protocol()));
    table.add(
        "Service flags:",
        String.format(
            Locale.ROOT,
            "0x%08x%s",
            info.serviceFlags1(),
            info.hasIfsHandles() ? " (IFS handles)" : ""));
    table.add("Protocol chain length:", String.valueOf(info.protocolChain().chainLen()));
    if (!info.protocolChain().chainEntries().isEmpty()) {
      table.add(
          "Protocol chain:",
          info.protocolChain().chainEntries().stream()
              .map(String::valueOf)
              .collect(Collectors.joining(" : ")));
    }
    return table.lines();
  }

  /** As netsh names the kinds. */
  public static String type(ProtocolInfo info) {
    return switch (info.protocolChain().chainLen()) {
      case 0 -> "Layered service provider";
      case 1 -> "Base service provider";
      default -> "Layered chain entry";
    };
  }

  /** As Windows writes them. */
  public static String guid(ProtocolInfo info) {
    return "{" + info.providerId().toString().toUpperCase(Locale.ROOT) + "}";
  }
}
