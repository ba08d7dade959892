package dev.ifsbench.ws2;

import dev.ifsbench.spi.ProtocolChain;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceFlags;
import dev.ifsbench.spi.Ws2Def;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Entries as an installer of layers could leave them, right or wrong. */
final class SyntheticCatalog {
  private SyntheticCatalog() {}

  static CatalogEntry tcp(int id, List<Integer> chain) {
    return entry(id, new ProtocolChain(chain.isEmpty() ? 1 : chain.size(), chain));
  }

  static CatalogEntry layer(int id) {
    return entry(id, ProtocolChain.LAYERED_PROTOCOL);
  }

  /** A chain that is as long as one can be: six layers and a base, and their own entries. */
  static List<CatalogEntry> ofSeven() {
    List<CatalogEntry> entries = new ArrayList<>();
    entries.add(tcp(2000, List.of(1006, 1005, 1004, 1003, 1002, 1007, 1001)));
    entries.add(tcp(1001, List.of()));
    for (int id = 1002; id <= 1007; id++) {
      entries.add(layer(id));
    }
    return entries;
  }

  private static CatalogEntry entry(int id, ProtocolChain chain) {
    ProtocolInfo info =
        new ProtocolInfo(
            ServiceFlags.XP1_IFS_HANDLES,
            0,
            0,
            0,
            0,
            new UUID(0, id),
            id,
            chain,
            2,
            Ws2Def.AF_INET,
            16,
            16,
            Ws2Def.SOCK_STREAM,
            Ws2Def.IPPROTO_TCP,
            0,
            0,
            0,
            0,
            0,
            "of " + id);
    return new CatalogEntry(info, "c:\\layers\\" + id + ".dll");
  }
}
