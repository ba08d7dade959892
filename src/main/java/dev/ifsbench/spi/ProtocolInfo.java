package dev.ifsbench.spi;

import java.util.UUID;

/**
 * {@code WSAPROTOCOL_INFOW}: one entry of the catalog. Fields that mean nothing to the providers
 * here ({@code dwServiceFlags2} to {@code 4}, byte order, security scheme) are kept all the same,
 * because other providers use them: some keep a duplicated socket's token in the reserved flags.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/winsock2/ns-winsock2-wsaprotocol_infow">WSAPROTOCOL_INFOW</a>
 * @see ProtocolInfoLayout
 * @param serviceFlags1 {@code dwServiceFlags1}: {@code XP1_*} bits of {@link ServiceFlags}
 * @param serviceFlags2 {@code dwServiceFlags2}: reserved
 * @param serviceFlags3 {@code dwServiceFlags3}: reserved
 * @param serviceFlags4 {@code dwServiceFlags4}: reserved
 * @param providerFlags {@code dwProviderFlags}: {@code PFL_*} bits of {@link ServiceFlags}
 * @param providerId {@code ProviderId}: the provider's GUID; entries with the same one share one
 *     loaded provider
 * @param catalogEntryId {@code dwCatalogEntryId}: the entry's number, given on installation
 * @param protocolChain {@code ProtocolChain}
 * @param version {@code iVersion}: the protocol's version
 * @param addressFamily {@code iAddressFamily}
 * @param maxSockAddr {@code iMaxSockAddr}: bytes of the longest socket address
 * @param minSockAddr {@code iMinSockAddr}: bytes of the shortest
 * @param socketType {@code iSocketType}
 * @param protocol {@code iProtocol}
 * @param protocolMaxOffset {@code iProtocolMaxOffset}: how many protocols above {@code iProtocol}
 *     it serves too
 * @param networkByteOrder {@code iNetworkByteOrder}: 0 for big-endian, 1 for little-endian
 * @param securityScheme {@code iSecurityScheme}: 0 for none
 * @param messageSize {@code dwMessageSize}: longest message in bytes; 0 for a stream, 1 where it
 *     depends
 * @param providerReserved {@code dwProviderReserved}: the provider's own, such as a duplicated
 *     socket's token
 * @param protocolName {@code szProtocol}: what people call it; at most 255 characters
 */
public record ProtocolInfo(
    int serviceFlags1,
    int serviceFlags2,
    int serviceFlags3,
    int serviceFlags4,
    int providerFlags,
    UUID providerId,
    int catalogEntryId,
    ProtocolChain protocolChain,
    int version,
    int addressFamily,
    int maxSockAddr,
    int minSockAddr,
    int socketType,
    int protocol,
    int protocolMaxOffset,
    int networkByteOrder,
    int securityScheme,
    int messageSize,
    int providerReserved,
    String protocolName) {
  /** {@code WSAPROTOCOL_LEN}: the most characters of a name. */
  public static final int WSAPROTOCOL_LEN = 255;

  /**
   * Checks the name's length.
   *
   * @throws IllegalArgumentException if it is longer than {@link #WSAPROTOCOL_LEN}
   */
  public ProtocolInfo {
    if (protocolName.length() > WSAPROTOCOL_LEN) {
      throw new IllegalArgumentException(
          "a protocol name holds at most " + WSAPROTOCOL_LEN + " characters: " + protocolName);
    }
  }

  /**
   * Whether the provider's sockets are the operating system's own handles.
   *
   * @return true if {@link ServiceFlags#XP1_IFS_HANDLES} is set
   */
  public boolean hasIfsHandles() {
    return (serviceFlags1 & ServiceFlags.XP1_IFS_HANDLES) != 0;
  }

  /**
   * Whether applications can open sockets through this entry.
   *
   * @return false for a layer's own entry and for a hidden one
   */
  public boolean isOpenable() {
    return !protocolChain.isLayerOnly() && (providerFlags & ServiceFlags.PFL_HIDDEN) == 0;
  }

  /**
   * Copies this entry with another value of one field.
   *
   * @param serviceFlags1 {@code dwServiceFlags1}: {@code XP1_*} bits of {@link ServiceFlags}
   * @return the copy
   */
  public ProtocolInfo withServiceFlags1(int serviceFlags1) {
    return new ProtocolInfo(
        serviceFlags1,
        serviceFlags2,
        serviceFlags3,
        serviceFlags4,
        providerFlags,
        providerId,
        catalogEntryId,
        protocolChain,
        version,
        addressFamily,
        maxSockAddr,
        minSockAddr,
        socketType,
        protocol,
        protocolMaxOffset,
        networkByteOrder,
        securityScheme,
        messageSize,
        providerReserved,
        protocolName);
  }

  /**
   * Copies this entry with another value of one field.
   *
   * @param providerFlags {@code dwProviderFlags}: {@code PFL_*} bits of {@link ServiceFlags}
   * @return the copy
   */
  public ProtocolInfo withProviderFlags(int providerFlags) {
    return new ProtocolInfo(
        serviceFlags1,
        serviceFlags2,
        serviceFlags3,
        serviceFlags4,
        providerFlags,
        providerId,
        catalogEntryId,
        protocolChain,
        version,
        addressFamily,
        maxSockAddr,
        minSockAddr,
        socketType,
        protocol,
        protocolMaxOffset,
        networkByteOrder,
        securityScheme,
        messageSize,
        providerReserved,
        protocolName);
  }

  /**
   * Copies this entry with another value of one field.
   *
   * @param providerId {@code ProviderId}: the provider's GUID; entries with the same one share one
   *     loaded provider
   * @return the copy
   */
  public ProtocolInfo withProviderId(UUID providerId) {
    return new ProtocolInfo(
        serviceFlags1,
        serviceFlags2,
        serviceFlags3,
        serviceFlags4,
        providerFlags,
        providerId,
        catalogEntryId,
        protocolChain,
        version,
        addressFamily,
        maxSockAddr,
        minSockAddr,
        socketType,
        protocol,
        protocolMaxOffset,
        networkByteOrder,
        securityScheme,
        messageSize,
        providerReserved,
        protocolName);
  }

  /**
   * Copies this entry with another value of one field.
   *
   * @param catalogEntryId {@code dwCatalogEntryId}: the entry's number, given on installation
   * @return the copy
   */
  public ProtocolInfo withCatalogEntryId(int catalogEntryId) {
    return new ProtocolInfo(
        serviceFlags1,
        serviceFlags2,
        serviceFlags3,
        serviceFlags4,
        providerFlags,
        providerId,
        catalogEntryId,
        protocolChain,
        version,
        addressFamily,
        maxSockAddr,
        minSockAddr,
        socketType,
        protocol,
        protocolMaxOffset,
        networkByteOrder,
        securityScheme,
        messageSize,
        providerReserved,
        protocolName);
  }

  /**
   * Copies this entry with another value of one field.
   *
   * @param protocolChain {@code ProtocolChain}
   * @return the copy
   */
  public ProtocolInfo withProtocolChain(ProtocolChain protocolChain) {
    return new ProtocolInfo(
        serviceFlags1,
        serviceFlags2,
        serviceFlags3,
        serviceFlags4,
        providerFlags,
        providerId,
        catalogEntryId,
        protocolChain,
        version,
        addressFamily,
        maxSockAddr,
        minSockAddr,
        socketType,
        protocol,
        protocolMaxOffset,
        networkByteOrder,
        securityScheme,
        messageSize,
        providerReserved,
        protocolName);
  }

  /**
   * Copies this entry with another value of one field.
   *
   * @param providerReserved {@code dwProviderReserved}: the provider's own, such as a duplicated
   *     socket's token
   * @return the copy
   */
  public ProtocolInfo withProviderReserved(int providerReserved) {
    return new ProtocolInfo(
        serviceFlags1,
        serviceFlags2,
        serviceFlags3,
        serviceFlags4,
        providerFlags,
        providerId,
        catalogEntryId,
        protocolChain,
        version,
        addressFamily,
        maxSockAddr,
        minSockAddr,
        socketType,
        protocol,
        protocolMaxOffset,
        networkByteOrder,
        securityScheme,
        messageSize,
        providerReserved,
        protocolName);
  }

  /**
   * Copies this entry with another value of one field.
   *
   * @param protocolName {@code szProtocol}: what people call it; at most 255 characters
   * @return the copy
   */
  public ProtocolInfo withProtocolName(String protocolName) {
    return new ProtocolInfo(
        serviceFlags1,
        serviceFlags2,
        serviceFlags3,
        serviceFlags4,
        providerFlags,
        providerId,
        catalogEntryId,
        protocolChain,
        version,
        addressFamily,
        maxSockAddr,
        minSockAddr,
        socketType,
        protocol,
        protocolMaxOffset,
        networkByteOrder,
        securityScheme,
        messageSize,
        providerReserved,
        protocolName);
  }
}
