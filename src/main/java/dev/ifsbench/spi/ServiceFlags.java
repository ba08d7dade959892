package dev.ifsbench.spi;

/**
 * The bits of {@code dwServiceFlags1} ({@code XP1_*}) and {@code dwProviderFlags} ({@code PFL_*})
 * in a catalog entry.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/winsock2/ns-winsock2-wsaprotocol_infow">WSAPROTOCOL_INFOW</a>
 */
public final class ServiceFlags {
  /** Datagrams, with no connection. */
  public static final int XP1_CONNECTIONLESS = 0x1;

  /** All data arrives. */
  public static final int XP1_GUARANTEED_DELIVERY = 0x2;

  /** Data arrives in order. */
  public static final int XP1_GUARANTEED_ORDER = 0x4;

  /** Message boundaries are kept. */
  public static final int XP1_MESSAGE_ORIENTED = 0x8;

  /** Graceful close is supported. */
  public static final int XP1_GRACEFUL_CLOSE = 0x20;

  /** Expedited data is supported. */
  public static final int XP1_EXPEDITED_DATA = 0x40;

  /** Broadcast is supported. */
  public static final int XP1_SUPPORT_BROADCAST = 0x200;

  /** Multipoint is supported. */
  public static final int XP1_SUPPORT_MULTIPOINT = 0x400;

  /**
   * The provider's sockets are the operating system's own (IFS) handles, announced by {@code
   * WPUModifyIFSHandle}. A provider that hands out handles of {@code WPUCreateSocketHandle} must
   * not set it.
   */
  public static final int XP1_IFS_HANDLES = 0x20000;

  /** The provider has more than one entry. */
  public static final int PFL_MULTIPLE_PROTO_ENTRIES = 0x1;

  /** The entry that an application should prefer. */
  public static final int PFL_RECOMMENDED_PROTO_ENTRY = 0x2;

  /** The entry is not shown to applications. */
  public static final int PFL_HIDDEN = 0x4;

  /** The entry also serves protocol 0. */
  public static final int PFL_MATCHES_PROTOCOL_ZERO = 0x8;

  private ServiceFlags() {}
}
