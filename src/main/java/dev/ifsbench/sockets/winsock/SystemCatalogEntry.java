package dev.ifsbench.sockets.winsock;

import dev.ifsbench.sockets.LspCategory;
import dev.ifsbench.spi.ProtocolInfo;
import java.util.OptionalInt;

/**
 * An entry of the system's own catalog.
 *
 * @param info the entry, with the system's number
 * @param providerPath where its provider is loaded from, with variables such as {@code
 *     %SystemRoot%}; empty if the system does not tell
 * @param categories bits of {@link LspCategory} that its provider was given; empty if the system
 *     does not tell
 */
public record SystemCatalogEntry(ProtocolInfo info, String providerPath, OptionalInt categories) {}
