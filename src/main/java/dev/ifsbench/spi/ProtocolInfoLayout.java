package dev.ifsbench.spi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How a {@link ProtocolInfo} lies in memory, as the socket options {@code SO_PROTOCOL_INFOA} and
 * {@code SO_PROTOCOL_INFOW} return it. The two forms differ in the name only: 256 bytes, or 256
 * UTF-16 units.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/winsock/sol-socket-socket-options">SOL_SOCKET
 *     options</a>
 */
public enum ProtocolInfoLayout {
  /**
   * {@code WSAPROTOCOL_INFOA}, 372 bytes. A character outside ISO 8859-1 becomes a question mark.
   */
  ANSI(372, 1, StandardCharsets.ISO_8859_1),

  /** {@code WSAPROTOCOL_INFOW}, 628 bytes. */
  WIDE(628, 2, StandardCharsets.UTF_16LE);

  private static final int SERVICE_FLAGS_1 = 0;
  private static final int SERVICE_FLAGS_2 = 4;
  private static final int SERVICE_FLAGS_3 = 8;
  private static final int SERVICE_FLAGS_4 = 12;
  private static final int PROVIDER_FLAGS = 16;
  private static final int PROVIDER_ID = 20;
  private static final int CATALOG_ENTRY_ID = 36;
  private static final int CHAIN_LEN = 40;
  private static final int CHAIN_ENTRIES = 44;
  private static final int VERSION = 72;
  private static final int ADDRESS_FAMILY = 76;
  private static final int MAX_SOCK_ADDR = 80;
  private static final int MIN_SOCK_ADDR = 84;
  private static final int SOCKET_TYPE = 88;
  private static final int PROTOCOL = 92;
  private static final int PROTOCOL_MAX_OFFSET = 96;
  private static final int NETWORK_BYTE_ORDER = 100;
  private static final int SECURITY_SCHEME = 104;
  private static final int MESSAGE_SIZE = 108;
  private static final int PROVIDER_RESERVED = 112;
  private static final int NAME = 116;

  private final int size;
  private final int bytesPerCharacter;
  private final Charset charset;

  ProtocolInfoLayout(int size, int bytesPerCharacter, Charset charset) {
    this.size = size;
    this.bytesPerCharacter = bytesPerCharacter;
    this.charset = charset;
  }

  /**
   * Whether an option is one of the two that ask for a catalog entry.
   *
   * @param level the option's level
   * @param optname the option
   * @return true for {@code SO_PROTOCOL_INFOA} and {@code SO_PROTOCOL_INFOW}
   */
  public static boolean isAskedBy(int level, int optname) {
    return level == Ws2Def.SOL_SOCKET
        && (optname == Ws2Def.SO_PROTOCOL_INFOA || optname == Ws2Def.SO_PROTOCOL_INFOW);
  }

  /**
   * The form that an option asks for.
   *
   * @param optname {@code SO_PROTOCOL_INFOA} or {@code SO_PROTOCOL_INFOW}
   * @return the form
   */
  public static ProtocolInfoLayout of(int optname) {
    return optname == Ws2Def.SO_PROTOCOL_INFOA ? ANSI : WIDE;
  }

  /**
   * How large the structure is.
   *
   * @return its size in bytes
   */
  public int size() {
    return size;
  }

  /**
   * Answers {@code SO_PROTOCOL_INFOA} or {@code SO_PROTOCOL_INFOW}: writes the structure if it
   * fits.
   *
   * @param info the entry
   * @param optval where to write
   * @param optlen in: bytes available; out: bytes of the structure, whether it fitted or not
   * @param lpErrno out: {@code WSAEFAULT} if it did not fit
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  public int answer(ProtocolInfo info, NativeMemory optval, IntRef optlen, Errno lpErrno) {
    if (optlen == null) {
      lpErrno.set(WinsockError.WSAEFAULT);
      return Ws2Def.SOCKET_ERROR;
    }
    boolean fits = optval != null && optlen.value >= size && optval.size() >= size;
    optlen.value = size;
    if (!fits) {
      lpErrno.set(WinsockError.WSAEFAULT);
      return Ws2Def.SOCKET_ERROR;
    }
    write(info, optval);
    return 0;
  }

  /**
   * Writes the structure.
   *
   * @param info the entry
   * @param memory where to, at least {@link #size()} bytes
   */
  public void write(ProtocolInfo info, NativeMemory memory) {
    memory.putBytes(0, new byte[size]);
    memory.putInt(SERVICE_FLAGS_1, info.serviceFlags1());
    memory.putInt(SERVICE_FLAGS_2, info.serviceFlags2());
    memory.putInt(SERVICE_FLAGS_3, info.serviceFlags3());
    memory.putInt(SERVICE_FLAGS_4, info.serviceFlags4());
    memory.putInt(PROVIDER_FLAGS, info.providerFlags());
    writeGuid(info.providerId(), memory);
    memory.putInt(CATALOG_ENTRY_ID, info.catalogEntryId());
    memory.putInt(CHAIN_LEN, info.protocolChain().chainLen());
    List<Integer> entries = info.protocolChain().chainEntries();
    for (int i = 0; i < entries.size(); i++) {
      memory.putInt(CHAIN_ENTRIES + i * Integer.BYTES, entries.get(i));
    }
    memory.putInt(VERSION, info.version());
    memory.putInt(ADDRESS_FAMILY, info.addressFamily());
    memory.putInt(MAX_SOCK_ADDR, info.maxSockAddr());
    memory.putInt(MIN_SOCK_ADDR, info.minSockAddr());
    memory.putInt(SOCKET_TYPE, info.socketType());
    memory.putInt(PROTOCOL, info.protocol());
    memory.putInt(PROTOCOL_MAX_OFFSET, info.protocolMaxOffset());
    memory.putInt(NETWORK_BYTE_ORDER, info.networkByteOrder());
    memory.putInt(SECURITY_SCHEME, info.securityScheme());
    memory.putInt(MESSAGE_SIZE, info.messageSize());
    memory.putInt(PROVIDER_RESERVED, info.providerReserved());
    memory.putBytes(NAME, info.protocolName().getBytes(charset));
  }

  /**
   * Reads the structure.
   *
   * @param memory at least {@link #size()} bytes
   * @return the entry
   * @throws IllegalArgumentException if its protocol chain cannot be one
   */
  public ProtocolInfo read(NativeMemory memory) {
    return new ProtocolInfo(
        memory.getInt(SERVICE_FLAGS_1),
        memory.getInt(SERVICE_FLAGS_2),
        memory.getInt(SERVICE_FLAGS_3),
        memory.getInt(SERVICE_FLAGS_4),
        memory.getInt(PROVIDER_FLAGS),
        readGuid(memory),
        memory.getInt(CATALOG_ENTRY_ID),
        readChain(memory),
        memory.getInt(VERSION),
        memory.getInt(ADDRESS_FAMILY),
        memory.getInt(MAX_SOCK_ADDR),
        memory.getInt(MIN_SOCK_ADDR),
        memory.getInt(SOCKET_TYPE),
        memory.getInt(PROTOCOL),
        memory.getInt(PROTOCOL_MAX_OFFSET),
        memory.getInt(NETWORK_BYTE_ORDER),
        memory.getInt(SECURITY_SCHEME),
        memory.getInt(MESSAGE_SIZE),
        memory.getInt(PROVIDER_RESERVED),
        readName(memory));
  }

  private static ProtocolChain readChain(NativeMemory memory) {
    int length = memory.getInt(CHAIN_LEN);
    List<Integer> entries = new ArrayList<>();
    for (int i = 0; length > 1 && i < Math.min(length, ProtocolChain.MAX_PROTOCOL_CHAIN); i++) {
      entries.add(memory.getInt(CHAIN_ENTRIES + i * Integer.BYTES));
    }
    return new ProtocolChain(length, entries);
  }

  private String readName(NativeMemory memory) {
    String name = new String(memory.getBytes(NAME, size - NAME), charset);
    int end = name.indexOf('\0');
    return end < 0
        ? name.substring(0, (size - NAME) / bytesPerCharacter - 1)
        : name.substring(0, end);
  }

  // A GUID is a 32-bit and two 16-bit numbers in the machine's byte order, then eight bytes as they
  // come.
  private static void writeGuid(UUID guid, NativeMemory memory) {
    long high = guid.getMostSignificantBits();
    memory.putInt(PROVIDER_ID, (int) (high >>> 32));
    memory.putShort(PROVIDER_ID + 4, (short) (high >>> 16));
    memory.putShort(PROVIDER_ID + 6, (short) high);
    for (int i = 0; i < 8; i++) {
      memory.putByte(PROVIDER_ID + 8 + i, (byte) (guid.getLeastSignificantBits() >>> (56 - 8 * i)));
    }
  }

  private static UUID readGuid(NativeMemory memory) {
    long high =
        Integer.toUnsignedLong(memory.getInt(PROVIDER_ID)) << 32
            | Short.toUnsignedLong(memory.getShort(PROVIDER_ID + 4)) << 16
            | Short.toUnsignedLong(memory.getShort(PROVIDER_ID + 6));
    long low = 0;
    for (int i = 0; i < 8; i++) {
      low = low << 8 | Byte.toUnsignedLong(memory.getByte(PROVIDER_ID + 8 + i));
    }
    return new UUID(high, low);
  }
}
