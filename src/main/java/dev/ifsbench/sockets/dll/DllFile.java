package dev.ifsbench.sockets.dll;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Looks into a DLL before it is loaded, because the system's own answer to a wrong one names a
 * number only.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/debug/pe-format">PE format</a>
 */
final class DllFile {
  private static final int DOS_HEADER_SIZE = 64;

  /** Wine's builder puts this after the DOS header of its own DLLs, and of their place-holders. */
  private static final Pattern OF_WINE = Pattern.compile("Wine (builtin|placeholder) DLL");

  private static final int OF_WINE_SIZE = 32;
  private static final short DOS_MAGIC = 0x5A4D;
  private static final int PE_HEADER_AT = 60;
  private static final int PE_MAGIC = 0x4550;
  private static final int MACHINE_I386 = 0x14C;
  private static final int MACHINE_AMD64 = 0x8664;
  private static final int MACHINE_ARM64 = 0xAA64;

  // Offsets in the PE header, from its magic on, and its size without the optional header.
  private static final int MACHINE = 4;
  private static final int SECTION_COUNT = 6;
  private static final int OPTIONAL_HEADER_SIZE = 20;
  private static final int CHARACTERISTICS = 22;
  private static final int PE_HEADER_SIZE = 24;
  private static final int IS_DLL = 0x2000;

  /** In the optional header of 64 bits: where the load configuration is, in memory. */
  private static final int LOAD_CONFIGURATION = 112 + 10 * 8;

  private static final int SECTION_SIZE = 40;
  private static final int SECTION_ADDRESS = 12;
  private static final int SECTION_FILE_SIZE = 16;
  private static final int SECTION_FILE_ADDRESS = 20;

  /** In the load configuration: a pointer that only code for two kinds of processors has. */
  private static final int HYBRID_METADATA = 200;

  private final Path path;
  private final FileChannel file;
  private final int header;
  private final ByteBuffer pe;
  private final ByteBuffer sections;

  private DllFile(Path path, FileChannel file) throws IOException, ProviderLoadException {
    this.path = path;
    this.file = file;
    ByteBuffer dos = read(0, DOS_HEADER_SIZE);
    if (dos.getShort(0) != DOS_MAGIC) {
      throw refusal("'%s' is no DLL", path);
    }
    header = dos.getInt(PE_HEADER_AT);
    if (header < 0 || header + PE_HEADER_SIZE > file.size()) {
      throw truncated(Integer.toUnsignedLong(header) + PE_HEADER_SIZE);
    }
    pe = read(header, PE_HEADER_SIZE);
    if (pe.getInt(0) != PE_MAGIC) {
      throw refusal("'%s' is no DLL", path);
    }
    sections = read(sectionsAt(), sectionCount() * SECTION_SIZE);
  }

  /**
   * Checks that this process can load a file, and may. Of Wine's own DLLs only that of the base
   * provider exports {@code WSPStartup}, and that is a stub that must not be called; a copy of it
   * under another name is known by what is in it.
   *
   * @param path the file
   * @param osArch the process's architecture, as the JVM names it
   * @throws ProviderLoadException if it cannot
   */
  static void check(Path path, String osArch) throws ProviderLoadException {
    if (Files.isDirectory(path)) {
      throw refusal("'%s' is a folder and no provider DLL", path);
    }
    if (!Files.isRegularFile(path)) {
      throw refusal("There is no provider DLL '%s'", path);
    }
    try (FileChannel file = FileChannel.open(path)) {
      DllFile dll = new DllFile(path, file);
      dll.checkMachine(osArch);
      dll.checkWhole();
      if ((dll.pe.getShort(CHARACTERISTICS) & IS_DLL) == 0) {
        throw refusal("'%s' is a program and no DLL", path);
      }
      if (dll.isOfWine()) {
        throw refusal(
            "'%s' is Wine's own and no provider to host: a WSPStartup in it is only a stub", path);
      }
    } catch (IOException e) {
      throw refusal("'%s' cannot be read: %s", path, e.getMessage());
    }
  }

  private void checkMachine(String osArch) throws IOException, ProviderLoadException {
    int machine = Short.toUnsignedInt(pe.getShort(MACHINE));
    int own = osArch.equals("aarch64") ? MACHINE_ARM64 : MACHINE_AMD64;
    if (machine == MACHINE_I386) {
      throw refusal(
          "'%s' is a 32-bit DLL and this is a 64-bit process; build it for 64 bits", path);
    }
    // An ARM64X DLL is marked as ARM64, and on ARM64 Windows loads into processes of both kinds.
    if (machine != own && !(machine == MACHINE_ARM64 && isHybrid())) {
      throw refusal(
          "'%s' is for another processor (%s, this is %s)", path, processor(machine), osArch);
    }
  }

  private static String processor(int machine) {
    return switch (machine) {
      case MACHINE_AMD64 -> "x64";
      case MACHINE_ARM64 -> "ARM64, and not ARM64X";
      default -> String.format(Locale.ROOT, "machine 0x%x", machine);
    };
  }

  private void checkWhole() throws IOException, ProviderLoadException {
    long end = sectionsAt() + (long) sectionCount() * SECTION_SIZE;
    for (int i = 0; i < sectionCount(); i++) {
      end = Math.max(end, sectionStart(i) + section(i, SECTION_FILE_SIZE));
    }
    if (end > file.size()) {
      throw truncated(end);
    }
  }

  private ProviderLoadException truncated(long end) throws IOException {
    return refusal(
        "'%s' is truncated: it has %d bytes, and by its headers at least %d",
        path, file.size(), end);
  }

  private boolean isHybrid() throws IOException {
    long address = Integer.toUnsignedLong(read(optionalHeader() + LOAD_CONFIGURATION, 4).getInt(0));
    for (int i = 0; i < sectionCount() && address != 0; i++) {
      long offset = address - section(i, SECTION_ADDRESS);
      if (offset >= 0 && offset + HYBRID_METADATA + Long.BYTES <= section(i, SECTION_FILE_SIZE)) {
        return read(sectionStart(i) + offset + HYBRID_METADATA, Long.BYTES).getLong(0) != 0;
      }
    }
    return false;
  }

  private boolean isOfWine() throws IOException {
    byte[] after = read(DOS_HEADER_SIZE, OF_WINE_SIZE).array();
    return OF_WINE.matcher(new String(after, StandardCharsets.US_ASCII)).lookingAt();
  }

  private long optionalHeader() {
    return (long) header + PE_HEADER_SIZE;
  }

  private long sectionsAt() {
    return optionalHeader() + Short.toUnsignedInt(pe.getShort(OPTIONAL_HEADER_SIZE));
  }

  private int sectionCount() {
    return Short.toUnsignedInt(pe.getShort(SECTION_COUNT));
  }

  private long sectionStart(int index) {
    return section(index, SECTION_FILE_ADDRESS);
  }

  private long section(int index, int field) {
    return Integer.toUnsignedLong(sections.getInt(index * SECTION_SIZE + field));
  }

  /** What is beyond the end reads as 0. */
  private ByteBuffer read(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.read(bytes, at);
    return bytes.clear();
  }

  private static ProviderLoadException refusal(String format, Object... arguments) {
    return new ProviderLoadException(String.format(Locale.ROOT, format, arguments));
  }
}
