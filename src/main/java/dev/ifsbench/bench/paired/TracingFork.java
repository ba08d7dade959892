package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.fork.ForkMain;
import dev.ifsbench.bench.state.TracedHandles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The program of a JVM that measures upcalls with and without tracing in turns. */
public final class TracingFork {
  /** The upcalls, of each of which there are two loops: without tracing, and with. */
  public static final List<String> UPCALLS = List.of("modify", "query");

  private static final long BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private TracingFork() {}

  /**
   * Measures what a {@link TracingTask} says: nanoseconds a call, by loop and cycle.
   *
   * @param args the fork's folder
   * @throws IOException if there is no task, or no writing of the result
   */
  public static void main(String[] args) throws IOException {
    ForkMain.run(args, TracingTask.class, (task, folder) -> run(task));
  }

  private static double[][] run(TracingTask task) {
    List<Supplier<Loop>> makers = new ArrayList<>();
    for (String upcall : UPCALLS) {
      for (boolean traced : new boolean[] {false, true}) {
        makers.add(
            () -> new IsolatedClassLoader().make(UpcallLoop.class, Loop.class, upcall, traced));
      }
    }
    Random random = new Random(task.seed());
    TracedHandles.Running recorder = task.recorder().start();
    try (MadeLoops loops = MadeLoops.of(makers, random)) {
      return new InterleavedBlocks(loops.inOrder(), BLOCK_NANOS, random)
          .measure(
              TimeUnit.MILLISECONDS.toNanos(task.warmupMillis()),
              TimeUnit.MILLISECONDS.toNanos(task.measureMillis()));
    } finally {
      recorder.close();
    }
  }
}
