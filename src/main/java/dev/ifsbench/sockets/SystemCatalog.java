package dev.ifsbench.sockets;

import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Winsock's own catalog on Windows, hidden and layered entries included.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wscenumprotocols">WSCEnumProtocols</a>
 */
public final class SystemCatalog {
  private static final int MAX_PATH = 260;
  private static final int PROVIDER_ID = 20;

  private SystemCatalog() {}

  /**
   * Whether this system has one.
   *
   * @return true on Windows
   */
  public static boolean isThere() {
    return HostSystem.isWindows();
  }

  /**
   * Reads it.
   *
   * @return its entries in catalog order
   * @throws UnsupportedOperationException if this is not 64-bit Windows, or the system refuses; the
   *     message, one line, says which
   */
  public static List<SystemCatalogEntry> read() {
    HostSystem.requireWindows();
    int entrySize = ProtocolInfoLayout.WIDE.size();
    NativeMemory numbers = new NativeMemory(2 * Integer.BYTES);
    long length = numbers.address();
    long errno = numbers.address() + Integer.BYTES;
    NativeMemory none = new NativeMemory(1);
    Ws2_32.WSCEnumProtocols(0, none.address(), length, errno); // says how much it takes
    NativeMemory.keep(none);
    int size = numbers.getInt(0);
    NativeMemory entries = new NativeMemory(Math.max(size, entrySize));
    int count = Ws2_32.WSCEnumProtocols(0, entries.address(), length, errno);
    if (count == Ws2Def.SOCKET_ERROR) {
      throw new UnsupportedOperationException(
          "The catalog cannot be read: WSCEnumProtocols answered "
              + WinsockError.fromCode(numbers.getInt(Integer.BYTES)));
    }
    List<SystemCatalogEntry> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      NativeMemory entry = new NativeMemory(entrySize);
      entry.putBytes(0, entries.getBytes(i * entrySize, entrySize));
      ProtocolInfo info = ProtocolInfoLayout.WIDE.read(entry);
      read.add(new SystemCatalogEntry(info, path(entry)));
    }
    return List.copyOf(read);
  }

  /** The path as the catalog has it, with variables; empty if the system does not tell. */
  private static String path(NativeMemory entry) {
    NativeMemory path = new NativeMemory(MAX_PATH * Character.BYTES);
    NativeMemory numbers = new NativeMemory(2 * Integer.BYTES);
    numbers.putInt(0, MAX_PATH);
    long errno = numbers.address() + Integer.BYTES;
    long providerId = entry.address() + PROVIDER_ID;
    int failed = Ws2_32.WSCGetProviderPath(providerId, path.address(), numbers.address(), errno);
    NativeMemory.keep(entry);
    NativeMemory.keep(numbers);
    if (failed != 0) {
      return "";
    }
    String text = new String(path.getBytes(0, path.size()), StandardCharsets.UTF_16LE);
    return text.substring(0, Math.max(text.indexOf('\0'), 0));
  }
}
