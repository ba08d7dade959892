package dev.ifsbench.ws2;

import dev.ifsbench.spi.ProtocolInfo;

/**
 * An entry of the catalog: its description of the protocol, and where its provider is loaded from.
 *
 * @param info the entry
 * @param providerPath the provider's path, as {@code WPUGetProviderPath} returns it
 */
public record CatalogEntry(ProtocolInfo info, String providerPath) {
  /**
   * The entry's number.
   *
   * @return {@code dwCatalogEntryId}
   */
  public int id() {
    return info.catalogEntryId();
  }
}
