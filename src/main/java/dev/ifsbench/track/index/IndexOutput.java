package dev.ifsbench.track.index;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes a block. Texts stand in a table at its end, each once. Not safe for use by several
 * threads.
 */
public final class IndexOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  /** Creates an empty block. */
  public IndexOutput() {}

  /** Writes a whole number. */
  public void writeInt(int value) {
    with(() -> out.writeInt(value));
  }

  /** Writes a whole number. */
  public void writeLong(long value) {
    with(() -> out.writeLong(value));
  }

  /** Writes a number, bit by bit. */
  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  private void writeBytes(byte[] value) {
    with(() -> out.write(value));
  }

  /** Writes a text. */
  public void writeText(String value) {
    Integer number = texts.putIfAbsent(value, texts.size());
    writeInt(number == null ? texts.size() - 1 : number);
  }

  /** Writes a constant by its name. */
  public void writeConstant(Enum<?> value) {
    writeText(value.name());
  }

  /** Writes how many texts there are, and each. */
  public void writeTexts(List<String> values) {
    writeInt(values.size());
    values.forEach(this::writeText);
  }

  /** Writes a map in its order. */
  public void writeMap(Map<String, String> values) {
    writeInt(values.size());
    values.forEach(
        (name, value) -> {
          writeText(name);
          writeText(value);
        });
  }

  /** Returns the block. */
  public byte[] toBlock() {
    int table = out.size();
    writeInt(texts.size());
    for (String text : texts.keySet()) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      writeInt(utf8.length);
      writeBytes(utf8);
    }
    writeInt(table);
    CRC32 sum = new CRC32();
    sum.update(bytes.toByteArray());
    writeInt((int) sum.getValue());
    return bytes.toByteArray();
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void with(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always written", e);
    }
  }
}
