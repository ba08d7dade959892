package dev.ifsbench.ws2;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.WinsockError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The protocol catalog: base protocols, layers' own hidden entries, and chains of layers over a
 * base, in the order in which they are tried.
 *
 * <p>Reading never blocks and sees one state of the whole catalog; a change makes a new state.
 * Sockets that are open keep the entry they were opened with. Identifiers that are given here start
 * at {@value #FIRST_ID} and are never used again. All methods may be called by any thread.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/winsock/transport-service-provider-installation-2">Installing
 *     transport service providers</a>
 */
public final class Catalog {
  /** The first identifier given. */
  public static final int FIRST_ID = 1001;

  private volatile List<CatalogEntry> entries = List.of();

  // The same entries by identifier: every upcall that names its caller looks one up.
  private final HandleMap<CatalogEntry> byId = new HandleMap<>();

  private int nextId = FIRST_ID;
  private int serialNumber = 1;

  /** Makes an empty catalog. */
  public Catalog() {}

  /**
   * Lists the catalog, as {@code WSCEnumProtocols} does.
   *
   * @return every entry, hidden ones included, in catalog order; it does not change any more
   */
  public List<CatalogEntry> enumerate() {
    return entries;
  }

  /**
   * Tells one state of the catalog from the next.
   *
   * @return a number that every change makes larger
   */
  public synchronized int serialNumber() {
    return serialNumber;
  }

  /**
   * Installs an entry at the end, as {@code WSCInstallProvider} does; {@link #reorder} moves it.
   *
   * @param info the entry; its identifier is ignored and a new one given
   * @param providerPath where its provider is loaded from
   * @return the entry as installed
   * @throws IllegalArgumentException if its chain names an entry that is not in the catalog
   */
  public synchronized ProtocolInfo install(ProtocolInfo info, String providerPath) {
    return add(info.withCatalogEntryId(nextId), providerPath);
  }

  /**
   * Adds an entry of another catalog at the end and keeps its identifier: the provider, and handles
   * that others have opened, know it by that. An entry without one (0) gets a new one.
   *
   * @param info the entry
   * @param providerPath where its provider is loaded from
   * @return the entry as installed
   * @throws IllegalArgumentException if its chain names an entry that is not in the catalog, or its
   *     identifier is taken
   */
  public synchronized ProtocolInfo adopt(ProtocolInfo info, String providerPath) {
    if (info.catalogEntryId() == 0) {
      return install(info, providerPath);
    }
    if (find(info.catalogEntryId()) != null) {
      throw new IllegalArgumentException(
          "there is a catalog entry " + info.catalogEntryId() + " already");
    }
    return add(info, providerPath);
  }

  private ProtocolInfo add(ProtocolInfo info, String providerPath) {
    for (int id : info.protocolChain().chainEntries()) {
      if (find(id) == null) {
        throw new IllegalArgumentException(
            "the chain names entry " + id + ", which is not installed");
      }
    }
    CatalogEntry entry = new CatalogEntry(info, providerPath);
    nextId = Math.max(nextId, entry.id() + 1);
    List<CatalogEntry> changed = new ArrayList<>(entries);
    changed.add(entry);
    byId.put(entry.id(), entry);
    publish(changed);
    return info;
  }

  /**
   * Removes an entry, as {@code WSCDeinstallProvider} does. Chains that name it are left broken:
   * their providers will not start.
   *
   * @param catalogEntryId the entry
   * @throws IllegalArgumentException if there is none
   */
  public synchronized void remove(int catalogEntryId) {
    CatalogEntry entry = find(catalogEntryId);
    if (entry == null) {
      throw new IllegalArgumentException("no catalog entry " + catalogEntryId);
    }
    List<CatalogEntry> changed = new ArrayList<>(entries);
    changed.remove(entry);
    byId.replace(catalogEntryId, entry, null);
    publish(changed);
  }

  /**
   * Puts the entries into a new order, as {@code WSCWriteProviderOrder} does.
   *
   * @param catalogEntryIds every identifier in the catalog, once
   * @throws IllegalArgumentException if one is missing, unknown or named twice
   */
  public synchronized void reorder(List<Integer> catalogEntryIds) {
    Set<Integer> named = new HashSet<>(catalogEntryIds);
    List<CatalogEntry> changed = new ArrayList<>();
    for (int id : catalogEntryIds) {
      CatalogEntry entry = find(id);
      if (entry != null && named.remove(id)) {
        changed.add(entry);
      }
    }
    if (changed.size() != entries.size() || changed.size() != catalogEntryIds.size()) {
      throw new IllegalArgumentException(
          "the order must name each of "
              + entries.stream().map(CatalogEntry::id).toList()
              + " once, not "
              + catalogEntryIds);
    }
    publish(changed);
  }

  /**
   * Finds an entry by its identifier.
   *
   * @param catalogEntryId the identifier
   * @return the entry, or null
   */
  public CatalogEntry find(int catalogEntryId) {
    return byId.get(catalogEntryId);
  }

  /**
   * Finds an entry of a provider.
   *
   * @param providerId the provider's GUID
   * @return its first entry in catalog order, or null
   */
  public CatalogEntry find(UUID providerId) {
    for (CatalogEntry entry : entries) {
      if (entry.info().providerId().equals(providerId)) {
        return entry;
      }
    }
    return null;
  }

  /**
   * Finds the first entry that serves an address family, type and protocol; 0 stands for any.
   *
   * @param af the address family
   * @param type the socket type
   * @param protocol the protocol
   * @param afterId the entry after which to start, or 0 to start with the first
   * @param errno where the reason goes if there is none: what did not fit in the last entry looked
   *     at, or {@code WSAEINVAL} if there was none to look at
   * @return the entry, or null
   */
  CatalogEntry find(int af, int type, int protocol, int afterId, Errno errno) {
    WinsockError reason = WinsockError.WSAEINVAL;
    boolean skipping = afterId != 0;
    for (CatalogEntry entry : entries) {
      if (skipping) {
        skipping = entry.id() != afterId;
      } else if (entry.info().isOpenable()) {
        reason = mismatch(entry.info(), af, type, protocol);
        if (reason == WinsockError.NO_ERROR) {
          return entry;
        }
      }
    }
    errno.set(reason);
    return null;
  }

  /** The first thing in an entry that does not fit; 0 stands for any. */
  static WinsockError mismatch(ProtocolInfo info, int af, int type, int protocol) {
    if (af != 0 && af != info.addressFamily()) {
      return WinsockError.WSAEAFNOSUPPORT;
    }
    if (type != 0 && type != info.socketType()) {
      return WinsockError.WSAESOCKTNOSUPPORT;
    }
    int last = info.protocol() + info.protocolMaxOffset();
    if (protocol != 0 && (protocol < info.protocol() || protocol > last)) {
      return WinsockError.WSAEPROTONOSUPPORT;
    }
    return WinsockError.NO_ERROR;
  }

  private void publish(List<CatalogEntry> changed) {
    entries = List.copyOf(changed);
    serialNumber++;
  }
}
