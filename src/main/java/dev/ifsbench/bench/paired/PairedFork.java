package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.fork.ForkMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The program of a JVM that measures several sides of one benchmark in turns.
 *
 * <p>Each side is loaded by a class loader of its own, so that profiles and compiled code stay
 * apart as they would in JVMs of their own; and what the machine, the JVM and its place in memory
 * do falls on all sides alike.
 */
public final class PairedFork {
  private static final long BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private PairedFork() {}

  /**
   * Measures what a {@link PairedTask} says: nanoseconds an operation, by side and cycle.
   *
   * @param args the fork's folder
   * @throws IOException if there is no task, or no writing of the result
   */
  public static void main(String[] args) throws IOException {
    ForkMain.run(args, PairedTask.class, (task, folder) -> run(task));
  }

  private static double[][] run(PairedTask task) {
    List<Supplier<Loop>> makers = new ArrayList<>();
    task.sides().forEach(side -> makers.add(() -> loop(task, side)));
    Random random = new Random(task.seed());
    try (MadeLoops loops = MadeLoops.of(makers, random)) {
      return new InterleavedBlocks(loops.inOrder(), BLOCK_NANOS, random)
          .measure(
              TimeUnit.MILLISECONDS.toNanos(task.warmupMillis()),
              TimeUnit.MILLISECONDS.toNanos(task.measureMillis()));
    }
  }

  /** A side in classes of its own. */
  static Loop loop(PairedTask task, Side side) {
    IsolatedClassLoader loader =
        side.jar() == null
            ? new IsolatedClassLoader()
            : new IsolatedClassLoader(Path.of(side.jar()));
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                task.benchmark(),
                side.handle(),
                task.transport(),
                task.payload(),
                task.depth(),
                side.binding().name()));
    if (side.delayNanos() == 0) {
      return loader.make(BenchmarkLoop.class, Loop.class, arguments.toArray());
    }
    arguments.add(side.delayNanos());
    return loader.make(DelayedLoop.class, Loop.class, arguments.toArray());
  }
}
