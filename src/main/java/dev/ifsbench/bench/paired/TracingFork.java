package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.TracedHandles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The program of a JVM that measures upcalls with and without tracing in turns. Started by the
 * command line's own JVM, not by hand.
 */
public final class TracingFork {
  /** The upcalls, of each of which there are two loops: without tracing, and with. */
  public static final List<String> UPCALLS = List.of("modify", "query");

  private static final long BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private TracingFork() {}

  /**
   * Measures, and writes {@link BlockTimes}: nanoseconds a call, by loop and cycle.
   *
   * @param args the folder to write into, the name of the {@link TracedHandles.Recorder},
   *     milliseconds to warm up and to measure, and the seed of the order of the blocks
   * @throws IOException if the file cannot be written
   */
  public static void main(String[] args) throws IOException {
    ParentWatch.begin(Path.of(args[0]));
    List<Supplier<Loop>> makers = new ArrayList<>();
    for (String upcall : UPCALLS) {
      for (boolean traced : new boolean[] {false, true}) {
        makers.add(
            () -> new IsolatedClassLoader().make(UpcallLoop.class, Loop.class, upcall, traced));
      }
    }
    Random random = new Random(Long.parseLong(args[4]));
    TracedHandles.Running recorder = TracedHandles.Recorder.valueOf(args[1]).start();
    try (MadeLoops loops = MadeLoops.of(makers, random)) {
      BlockTimes.write(
          Path.of(args[0]),
          new InterleavedBlocks(loops.inOrder(), BLOCK_NANOS, random)
              .measure(nanos(args[2]), nanos(args[3])));
    } finally {
      recorder.close();
    }
  }

  private static long nanos(String millis) {
    return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis));
  }
}
