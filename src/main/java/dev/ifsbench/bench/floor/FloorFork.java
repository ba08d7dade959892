package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.fork.ForkMain;
import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.sockets.libc.NativeLayers;
import dev.ifsbench.sockets.libc.NativeLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The program of a JVM that measures a send and a receive in C, through each binding, and through
 * the dispatcher and each kind of handle over each binding, in Java and in C, in turns.
 */
public final class FloorFork {
  /** The most bytes of a message that one thread can send before it receives. */
  public static final int MAX_PAYLOAD = Batch.MAX_BYTES;

  private FloorFork() {}

  /**
   * Measures what a {@link FloorTask} says: nanoseconds for a send and a receive, by loop and
   * cycle. The loops are those of {@link FloorTimes}, of one binding after the other, and then
   * those of {@link LayerTimes}.
   *
   * @param args the fork's folder
   * @throws IOException if there is no task, or no writing of the result
   */
  public static void main(String[] args) throws IOException {
    ForkMain.run(args, FloorTask.class, (task, folder) -> run(task));
  }

  private static double[][] run(FloorTask task) {
    Path library = Path.of(task.library());
    try (FloorRound loops =
        new FloorRound(
            new NativeLoop(library),
            new NativeLayers(library),
            task.bindings(),
            task.payload(),
            new Random(task.seed()))) {
      return loops.measure(
          TimeUnit.MILLISECONDS.toNanos(task.warmupMillis()),
          TimeUnit.MILLISECONDS.toNanos(task.measureMillis()));
    }
  }
}
