package dev.ifsbench.sockets.winsock;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.LspCategory;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Winsock's own catalogs on Windows, hidden and layered entries included: the one of 64-bit
 * programs, and beside it the one of 32-bit programs.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wscenumprotocols">WSCEnumProtocols</a>
 */
public final class SystemCatalog {
  private static final int MAX_PATH = 260;
  private static final int PROVIDER_ID = 20;
  private static final int CATALOG_ENTRY_ID = 36;

  /** {@code ProviderInfoLspCategories}. */
  private static final int LSP_CATEGORIES = 0;

  private SystemCatalog() {}

  /**
   * Reads the catalog of programs like this one, without the entries that cannot be made sense of.
   *
   * @return its entries in catalog order
   * @throws UnsupportedOperationException if this is not 64-bit Windows, or the system refuses; the
   *     message, one line, says which
   */
  public static List<SystemCatalogEntry> read() {
    return readWhole().entries();
  }

  /**
   * Reads the catalog of programs like this one.
   *
   * @return its entries in catalog order, and what is malformed in it
   * @throws UnsupportedOperationException as for {@link #read()}
   */
  public static SystemCatalogReading readWhole() {
    HostSystem.requireWindows();
    return read("WSCEnumProtocols", "WSCGetProviderPath");
  }

  /**
   * Reads the catalog of 32-bit programs.
   *
   * @return its entries in catalog order, and what is malformed in it
   * @throws UnsupportedOperationException as for {@link #read()}, or if the system has none
   */
  public static SystemCatalogReading readOf32BitPrograms() {
    HostSystem.requireWindows();
    return read("WSCEnumProtocols32", "WSCGetProviderPath32");
  }

  private static SystemCatalogReading read(String enumerate, String getPath) {
    Function enumProtocols = function(enumerate);
    Function getProviderPath = function(getPath);
    NativeMemory numbers = new NativeMemory(2 * Integer.BYTES);
    Pointer length = new Pointer(numbers.address());
    Pointer errno = new Pointer(numbers.address() + Integer.BYTES);
    NativeMemory none = new NativeMemory(1);
    // Says how much it takes.
    enumProtocols.invokeInt(new Object[] {null, new Pointer(none.address()), length, errno});
    NativeMemory.keep(none);
    NativeMemory entries =
        new NativeMemory(Math.max(numbers.getInt(0), ProtocolInfoLayout.WIDE.size()));
    int count =
        enumProtocols.invokeInt(new Object[] {null, new Pointer(entries.address()), length, errno});
    if (count == Ws2Def.SOCKET_ERROR) {
      throw new UnsupportedOperationException(
          String.format(
              Locale.ROOT,
              "The catalog cannot be read: %s answered %s",
              enumerate,
              WinsockError.fromCode(numbers.getInt(Integer.BYTES))));
    }
    return parse(entries, count, new SystemDetails(getProviderPath, categories()));
  }

  /**
   * Makes sense of what {@code WSCEnumProtocols} has written. An entry that is malformed costs
   * itself only.
   *
   * @param entries the structures, one behind the other
   * @param count how many
   * @param details says what is not in the structures
   */
  static SystemCatalogReading parse(NativeMemory entries, int count, Details details) {
    int entrySize = ProtocolInfoLayout.WIDE.size();
    List<SystemCatalogEntry> read = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      NativeMemory entry = new NativeMemory(entrySize);
      entry.putBytes(0, entries.getBytes(i * entrySize, entrySize));
      try {
        read.add(
            new SystemCatalogEntry(
                ProtocolInfoLayout.WIDE.read(entry),
                details.providerPath(entry),
                details.categories(entry)));
      } catch (IllegalArgumentException e) {
        malformed.add(
            String.format(
                Locale.ROOT,
                "Entry %s is malformed: %s",
                Integer.toUnsignedString(entry.getInt(CATALOG_ENTRY_ID)),
                e.getMessage()));
      }
    }
    return new SystemCatalogReading(read, malformed);
  }

  /** What the system says of an entry beside its structure. */
  interface Details {
    /** The path as the catalog has it, with variables; empty if the system does not tell. */
    String providerPath(NativeMemory entry);

    /** Bits of {@link LspCategory}; empty if the system does not tell. */
    OptionalInt categories(NativeMemory entry);
  }

  /**
   * As the system answers.
   *
   * @param getProviderPath the function that tells paths
   * @param getProviderInfo the function that tells categories, or null if there is none
   */
  private record SystemDetails(Function getProviderPath, Function getProviderInfo)
      implements Details {
    @Override
    public String providerPath(NativeMemory entry) {
      NativeMemory path = new NativeMemory(MAX_PATH * Character.BYTES);
      NativeMemory numbers = new NativeMemory(2 * Integer.BYTES);
      numbers.putInt(0, MAX_PATH);
      int failed =
          getProviderPath.invokeInt(
              new Object[] {
                providerId(entry),
                new Pointer(path.address()),
                new Pointer(numbers.address()),
                new Pointer(numbers.address() + Integer.BYTES)
              });
      NativeMemory.keep(entry);
      NativeMemory.keep(numbers);
      if (failed != 0) {
        return "";
      }
      String text = new String(path.getBytes(0, path.size()), StandardCharsets.UTF_16LE);
      return text.substring(0, Math.max(text.indexOf('\0'), 0));
    }

    @Override
    public OptionalInt categories(NativeMemory entry) {
      if (getProviderInfo == null) {
        return OptionalInt.empty();
      }
      NativeMemory answer = new NativeMemory(2 * Integer.BYTES + Long.BYTES);
      answer.putLong(Integer.BYTES * 2, Integer.BYTES);
      int failed =
          getProviderInfo.invokeInt(
              new Object[] {
                providerId(entry),
                LSP_CATEGORIES,
                new Pointer(answer.address()),
                new Pointer(answer.address() + 2 * Integer.BYTES),
                0,
                new Pointer(answer.address() + Integer.BYTES)
              });
      NativeMemory.keep(entry);
      NativeMemory.keep(answer);
      return failed == 0 ? OptionalInt.of(answer.getInt(0)) : OptionalInt.empty();
    }

    private static Pointer providerId(NativeMemory entry) {
      return new Pointer(entry.address() + PROVIDER_ID);
    }
  }

  /** {@code WSCGetProviderInfo}, which Wine declares without having it; null there. */
  private static Function categories() {
    if (Wine.version().isPresent()) {
      return null;
    }
    try {
      return function("WSCGetProviderInfo");
    } catch (UnsupportedOperationException e) {
      return null;
    }
  }

  private static Function function(String name) {
    try {
      return NativeLibrary.getInstance("ws2_32").getFunction(name);
    } catch (UnsatisfiedLinkError e) {
      throw new UnsupportedOperationException(
          String.format(Locale.ROOT, "This system's ws2_32.dll has no %s", name), e);
    }
  }
}
