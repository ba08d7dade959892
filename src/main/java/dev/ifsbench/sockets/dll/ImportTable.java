package dev.ifsbench.sockets.dll;

import com.sun.jna.Pointer;
import dev.ifsbench.spi.NativeMemory;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * The functions that a DLL has imported from others, in its own memory: what it calls is what
 * stands there. To change one changes nothing for any other DLL, and nothing on disk.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/debug/pe-format#the-idata-section">The
 *     .idata section</a>
 */
final class ImportTable {
  private static final int PE_HEADER_AT = 60;
  private static final int PE_HEADER_SIZE = 24;
  private static final int IMPORT_DIRECTORY = 112 + 8;

  private static final int DESCRIPTOR_SIZE = 20;
  private static final int NAMES = 0;
  private static final int DLL_NAME = 12;
  private static final int ADDRESSES = 16;

  /** Before a function's name is a 16-bit hint. */
  private static final int HINT_SIZE = 2;

  private final long module;

  /**
   * Reads a module's table.
   *
   * @param module {@code HMODULE}
   */
  ImportTable(long module) {
    this.module = module;
  }

  /**
   * The names of what it imports; what is imported by a number has none.
   *
   * @param dll from which DLL, in lower case and with its extension
   */
  Set<String> namesFrom(String dll) {
    Set<String> names = new TreeSet<>();
    forEach(
        (from, slot) -> {
          if (from.equals(dll) && slot.name != null) {
            names.add(slot.name);
          }
        });
    return names;
  }

  /**
   * Has imported functions lead elsewhere.
   *
   * @param redirection gets the DLL's name in lower case and the function's, and answers the new
   *     address, or 0 for one that stays
   */
  void redirect(BiFunction<String, String, Long> redirection) {
    forEach(
        (from, slot) -> {
          long address = slot.name == null ? 0 : redirection.apply(from, slot.name);
          if (address != 0) {
            write(slot.address, address);
          }
        });
  }

  private static void write(long slot, long address) {
    NativeMemory protection = new NativeMemory(Integer.BYTES);
    DllLoader.VirtualProtect(slot, Long.BYTES, DllLoader.PAGE_READWRITE, protection.address());
    new Pointer(slot).setLong(0, address);
    DllLoader.VirtualProtect(slot, Long.BYTES, protection.getInt(0), protection.address());
    NativeMemory.keep(protection);
  }

  /** Where a function's address stands, and its name if it has one. */
  private record Slot(String name, long address) {}

  private interface Visitor {
    void visit(String dll, Slot slot);
  }

  private void forEach(Visitor visitor) {
    long optionalHeader = module + intAt(module + PE_HEADER_AT) + PE_HEADER_SIZE;
    int directory = intAt(optionalHeader + IMPORT_DIRECTORY);
    if (directory == 0) {
      return;
    }
    for (long each = module + directory; intAt(each + DLL_NAME) != 0; each += DESCRIPTOR_SIZE) {
      String dll = textAt(module + intAt(each + DLL_NAME)).toLowerCase(Locale.ROOT);
      int names = intAt(each + NAMES);
      long name = module + names;
      long address = module + intAt(each + ADDRESSES);
      while (names != 0 && new Pointer(name).getLong(0) != 0) {
        long thunk = new Pointer(name).getLong(0); // negative for what is imported by its number
        visitor.visit(
            dll, new Slot(thunk < 0 ? null : textAt(module + thunk + HINT_SIZE), address));
        name += Long.BYTES;
        address += Long.BYTES;
      }
    }
  }

  private static int intAt(long address) {
    return new Pointer(address).getInt(0);
  }

  private static String textAt(long address) {
    return new Pointer(address).getString(0, "US-ASCII");
  }
}
