package dev.ifsbench.sockets.libc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The header of a 64-bit ELF file, as elf(5) describes it. A JVM that is told to load something
 * else warns about its stack on standard output before it fails.
 */
final class ElfHeader {
  private static final int SIZE = 64;
  private static final int MAGIC = 0x7f454c46; // big-endian: 0x7f E L F
  private static final int DATA_ENCODING = 5;
  private static final byte LITTLE_ENDIAN = 1;
  private static final int SECTIONS_OFFSET = 40;
  private static final int SECTION_SIZE = 58;
  private static final int SECTION_COUNT = 60;

  private ElfHeader() {}

  /** Whether a file begins as an ELF file does, and reaches to the end of its section table. */
  static boolean isOfWholeFile(Path file) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(SIZE);
    try (FileChannel channel = FileChannel.open(file)) {
      while (header.hasRemaining() && channel.read(header) >= 0) {
        // A read may bring less than there is.
      }
      if (header.hasRemaining() || header.getInt(0) != MAGIC) {
        return false;
      }
      header.order(
          header.get(DATA_ENCODING) == LITTLE_ENDIAN
              ? ByteOrder.LITTLE_ENDIAN
              : ByteOrder.BIG_ENDIAN);
      long sections =
          (long) Short.toUnsignedInt(header.getShort(SECTION_SIZE))
              * Short.toUnsignedInt(header.getShort(SECTION_COUNT));
      return header.getLong(SECTIONS_OFFSET) + sections <= channel.size();
    }
  }
}
