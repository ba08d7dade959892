package dev.ifsbench.track.index;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;

/** Blocks that somebody has changed, whose sum says that nobody has. */
public final class HostileBlocks {
  private static final int TRIALS = 3000;

  private HostileBlocks() {}

  /**
   * Reads an index whose only block is changed at random, many times. It must not fail, whatever it
   * reads.
   *
   * @param name of the index
   * @param place where it is; changed
   * @param codec of what is known
   */
  public static <T> void readAll(String name, MemoryIndexes place, IndexCodec<T> codec) {
    byte[] good = place.read(name).get(0).content();
    Random random = new Random(1);
    for (int i = 0; i < TRIALS; i++) {
      byte[] bad = changed(good, random);
      place.replace(name, bad);
      new RunIndex<>(place, name, codec).runs();
    }
  }

  private static byte[] changed(byte[] good, Random random) {
    byte[] bad = good.clone();
    ByteBuffer bytes = ByteBuffer.wrap(bad);
    for (int change = 0; change <= random.nextInt(3); change++) {
      int at = random.nextInt(bad.length - 2 * Integer.BYTES);
      switch (random.nextInt(3)) {
        case 0 -> bytes.putInt(at, random.nextInt(100));
        case 1 -> bytes.putInt(at, random.nextBoolean() ? Integer.MAX_VALUE : -1);
        default -> bytes.put(at, (byte) random.nextInt());
      }
    }
    CRC32 sum = new CRC32();
    sum.update(bad, 0, bad.length - Integer.BYTES);
    bytes.putInt(bad.length - Integer.BYTES, (int) sum.getValue());
    return bad;
  }
}
