package dev.ifsbench.bench.fork;

import dev.ifsbench.bench.state.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How the program of a fork begins and ends: it reads its task, works, and leaves the result. It
 * ends early if the JVM that started it is gone. Such programs are started by the command line's
 * own JVM, not by hand.
 */
public final class ForkMain {
  /**
   * What a fork does.
   *
   * @param <T> the task
   * @param <R> what comes of it
   */
  @FunctionalInterface
  public interface Work<T, R> {
    /**
     * Does it.
     *
     * @param task what to do
     * @param folder where files may lie meanwhile
     * @return the result
     * @throws IOException if a file cannot be read or written
     */
    R run(T task, ForkFolder folder) throws IOException;
  }

  private ForkMain() {}

  /**
   * Does what the task says.
   *
   * @param args of the program: the folder
   * @param type of the task
   * @param work what to do
   * @throws IOException if the task cannot be read, or the result cannot be written
   */
  public static <T, R> void run(String[] args, Class<T> type, Work<T, R> work) throws IOException {
    ForkFolder folder = new ForkFolder(Path.of(args[0]));
    ParentWatch.begin(folder.path());
    folder.writeResult(work.run(folder.readTask(type), folder));
  }
}
