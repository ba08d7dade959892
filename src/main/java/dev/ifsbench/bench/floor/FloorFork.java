package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.paired.BlockTimes;
import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.NativeLayers;
import dev.ifsbench.sockets.libc.NativeLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The program of a JVM that measures a send and a receive in C, through each binding, and through
 * the dispatcher and each kind of handle over each binding, in Java and in C, in turns. Started by
 * the command line's own JVM, not by hand.
 */
public final class FloorFork {
  /** The most bytes of a message that one thread can send before it receives. */
  public static final int MAX_PAYLOAD = Batch.MAX_BYTES;

  private FloorFork() {}

  /**
   * Measures, and writes {@link BlockTimes}: nanoseconds for a send and a receive, by loop and
   * cycle. The loops are those of {@link FloorTimes}, of one binding after the other, and then
   * those of {@link LayerTimes}.
   *
   * @param args the folder to write into, the library with the loop in C, names of bindings that
   *     this JVM has with commas between them, bytes of a message, milliseconds to warm up and to
   *     measure, and the seed of the order of the blocks
   * @throws IOException if the file cannot be written
   */
  public static void main(String[] args) throws IOException {
    ParentWatch.begin(Path.of(args[0]));
    NativeLoop inC = new NativeLoop(Path.of(args[1]));
    NativeLayers layersInC = new NativeLayers(Path.of(args[1]));
    List<Binding> bindings = Arrays.stream(args[2].split(",")).map(Binding::valueOf).toList();
    int payload = Integer.parseInt(args[3]);
    Random random = new Random(Long.parseLong(args[6]));
    try (FloorRound loops = new FloorRound(inC, layersInC, bindings, payload, random)) {
      BlockTimes.write(Path.of(args[0]), loops.measure(nanos(args[4]), nanos(args[5])));
    }
  }

  private static long nanos(String millis) {
    return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis));
  }
}
