package dev.ifsbench.track.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Reads a block as {@link IndexOutput} writes it. The block may be damaged or forged: no count in
 * it is trusted beyond the bytes that are there. Not safe for use by several threads.
 */
public final class IndexInput {
  private final ByteBuffer in;
  private final String[] texts;

  /**
   * Checks a block's sum, and reads its texts.
   *
   * @param block all of it
   * @throws BrokenIndexException if it was not written like that
   */
  public IndexInput(byte[] block) throws BrokenIndexException {
    int end = block.length - 2 * Integer.BYTES;
    if (end < Integer.BYTES) {
      throw new BrokenIndexException("it is too short");
    }
    ByteBuffer all = ByteBuffer.wrap(block);
    CRC32 sum = new CRC32();
    sum.update(block, 0, end + Integer.BYTES);
    if ((int) sum.getValue() != all.getInt(end + Integer.BYTES)) {
      throw new BrokenIndexException("its sum differs");
    }
    int table = all.getInt(end);
    if (table < 0 || table > end) {
      throw new BrokenIndexException("its table lies outside");
    }
    texts = texts(all.slice(table, end - table));
    in = all.slice(0, table);
  }

  private static String[] texts(ByteBuffer table) throws BrokenIndexException {
    String[] texts = new String[count(table, Integer.BYTES)];
    for (int i = 0; i < texts.length; i++) {
      byte[] utf8 = new byte[count(table, 1)];
      table.get(utf8);
      texts[i] = new String(utf8, StandardCharsets.UTF_8);
    }
    return texts;
  }

  private static int count(ByteBuffer from, int leastBytesEach) throws BrokenIndexException {
    require(from, Integer.BYTES);
    int count = from.getInt();
    if (count < 0 || (long) count * leastBytesEach > from.remaining()) {
      throw new BrokenIndexException("it is not as long as it says");
    }
    return count;
  }

  private static void require(ByteBuffer from, int bytes) throws BrokenIndexException {
    if (from.remaining() < bytes) {
      throw new BrokenIndexException("it ends too early");
    }
  }

  /** Reads a whole number. */
  public int readInt() throws BrokenIndexException {
    require(in, Integer.BYTES);
    return in.getInt();
  }

  /** Reads a whole number. */
  public long readLong() throws BrokenIndexException {
    require(in, Long.BYTES);
    return in.getLong();
  }

  /** Reads floating-point numbers. */
  public double[] readDoubles(int count) throws BrokenIndexException {
    if (count < 0 || (long) count * Double.BYTES > in.remaining()) {
      throw new BrokenIndexException("it has fewer numbers than it says");
    }
    double[] values = new double[count];
    in.asDoubleBuffer().get(values);
    in.position(in.position() + count * Double.BYTES);
    return values;
  }

  /**
   * Reads a count.
   *
   * @param leastBytesEach the fewest that one of them takes, at least 1
   */
  public int readCount(int leastBytesEach) throws BrokenIndexException {
    return count(in, leastBytesEach);
  }

  /** Reads a whole number from 0 to before a limit. */
  public int readNumber(int limit) throws BrokenIndexException {
    int number = readInt();
    if (number < 0 || number >= limit) {
      throw new BrokenIndexException("it names what is not there");
    }
    return number;
  }

  /** Reads a text. */
  public String readText() throws BrokenIndexException {
    return texts[readNumber(texts.length)];
  }

  /**
   * Reads a constant.
   *
   * @param constants all that there are
   * @param <E> their type
   */
  public <E extends Enum<E>> E readConstant(E[] constants) throws BrokenIndexException {
    String name = readText();
    for (E constant : constants) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new BrokenIndexException("it names a constant that there is not");
  }

  /** Reads a list of texts. */
  public List<String> readTexts() throws BrokenIndexException {
    int count = readCount(Integer.BYTES);
    List<String> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(readText());
    }
    return List.copyOf(values);
  }

  /** Reads a map in its order. */
  public Map<String, String> readMap() throws BrokenIndexException {
    int count = readCount(2 * Integer.BYTES);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      values.put(readText(), readText());
    }
    return values;
  }
}
