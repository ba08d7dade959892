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

  private DllFile() {}

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
    if (!Files.isRegularFile(path)) {
      throw new ProviderLoadException(
          String.format(Locale.ROOT, "There is no provider DLL '%s'", path));
    }
    int machine = machine(path);
    int own = osArch.equals("aarch64") ? MACHINE_ARM64 : MACHINE_AMD64;
    if (machine == MACHINE_I386) {
      throw new ProviderLoadException(
          String.format(
              Locale.ROOT,
              "'%s' is a 32-bit DLL and this is a 64-bit process; build it for 64 bits",
              path));
    }
    if (machine != own) {
      throw new ProviderLoadException(
          String.format(
              Locale.ROOT,
              "'%s' is for another processor (machine 0x%x, this is %s)",
              path,
              machine,
              osArch));
    }
    if (isOfWine(path)) {
      throw new ProviderLoadException(
          String.format(
              Locale.ROOT,
              "'%s' is Wine's own and no provider to host: a WSPStartup in it is only a stub",
              path));
    }
  }

  private static boolean isOfWine(Path path) throws ProviderLoadException {
    try (FileChannel file = FileChannel.open(path)) {
      byte[] after = read(file, DOS_HEADER_SIZE, OF_WINE_SIZE).array();
      return OF_WINE.matcher(new String(after, StandardCharsets.US_ASCII)).lookingAt();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static int machine(Path path) throws ProviderLoadException {
    try (FileChannel file = FileChannel.open(path)) {
      ByteBuffer dos = read(file, 0, DOS_HEADER_SIZE);
      if (dos.getShort(0) == DOS_MAGIC) {
        ByteBuffer header = read(file, Integer.toUnsignedLong(dos.getInt(PE_HEADER_AT)), 6);
        if (header.getInt(0) == PE_MAGIC) {
          return Short.toUnsignedInt(header.getShort(Integer.BYTES));
        }
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    throw new ProviderLoadException(String.format(Locale.ROOT, "'%s' is no DLL", path));
  }

  private static ProviderLoadException unreadable(Path path, IOException e) {
    return new ProviderLoadException(
        String.format(Locale.ROOT, "'%s' cannot be read: %s", path, e.getMessage()));
  }

  /** What is beyond the end reads as 0. */
  private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.read(bytes, at);
    return bytes.clear();
  }
}
