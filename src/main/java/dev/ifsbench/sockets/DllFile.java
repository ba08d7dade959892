package dev.ifsbench.sockets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks into a DLL before it is loaded, because the system's own answer to a wrong one names a
 * number only.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/debug/pe-format">PE format</a>
 */
final class DllFile {
  private static final int DOS_HEADER_SIZE = 64;
  private static final short DOS_MAGIC = 0x5A4D;
  private static final int PE_HEADER_AT = 60;
  private static final int PE_MAGIC = 0x4550;
  private static final int MACHINE_I386 = 0x14C;
  private static final int MACHINE_AMD64 = 0x8664;
  private static final int MACHINE_ARM64 = 0xAA64;

  private DllFile() {}

  /**
   * Checks that this process can load a file.
   *
   * @param path the file
   * @param osArch the process's architecture, as the JVM names it
   * @throws ProviderLoadException if it cannot
   */
  static void check(Path path, String osArch) throws ProviderLoadException {
    if (!Files.isRegularFile(path)) {
      throw new ProviderLoadException("There is no provider DLL '%s'".formatted(path));
    }
    int machine = machine(path);
    int own = osArch.equals("aarch64") ? MACHINE_ARM64 : MACHINE_AMD64;
    if (machine == MACHINE_I386) {
      throw new ProviderLoadException(
          "'%s' is a 32-bit DLL and this is a 64-bit process; build it for 64 bits"
              .formatted(path));
    }
    if (machine != own) {
      throw new ProviderLoadException(
          "'%s' is for another processor (machine 0x%x, this is %s)"
              .formatted(path, machine, osArch));
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
      throw new ProviderLoadException("'%s' cannot be read: %s".formatted(path, e.getMessage()));
    }
    throw new ProviderLoadException("'%s' is no DLL".formatted(path));
  }

  /** What is beyond the end reads as 0. */
  private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.read(bytes, at);
    return bytes.clear();
  }
}
