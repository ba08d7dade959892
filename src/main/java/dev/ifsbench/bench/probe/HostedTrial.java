package dev.ifsbench.bench.probe;

import dev.ifsbench.bench.fork.ForkMain;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.SocketPair;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.WinsockException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program of a JVM that loads provider DLLs, starts them and sends a few bytes through them,
 * which may crash, end or hang it.
 */
public final class HostedTrial {
  /** The file in which the function stands that is being called, or was the last to be. */
  public static final String CALLING = "calling.txt";

  /** What that file begins with between two calls. */
  public static final String AFTER = "after ";

  /** The file that is there if something did not come back in time. */
  public static final String LATE = "late.txt";

  /** How long all may take, in seconds. */
  public static final int DEADLINE_SECONDS = 20;

  private static final int BYTES = 64;

  private HostedTrial() {}

  /**
   * Tries the providers of a {@link HostedTask}. There is a result if all has ended.
   *
   * @param args the fork's folder
   * @throws IOException if there is no task, or no writing of a file
   */
  public static void main(String[] args) throws IOException {
    ForkMain.run(args, HostedTask.class, (task, folder) -> run(task));
    // A provider may have threads of its own, which are not to keep this JVM.
    Runtime.getRuntime().halt(0);
  }

  private static boolean run(HostedTask task) {
    Path folder = Path.of(task.folder());
    ForkDeadline.begin(DEADLINE_SECONDS, () -> Files.writeString(folder.resolve(LATE), ""));
    tryOut(task.provider(), folder.resolve(CALLING));
    return true;
  }

  // What it answers is its business, and is told when it is used: here it has only to come back.
  private static void tryOut(String provider, Path calling) {
    try {
      LayerStack stack =
          LayerStack.hosted(provider, Transport.TCP, function -> write(calling, function));
      SocketPair pair = SocketPair.open(stack, stack.topEntry(), BYTES);
      pair.near().send(BYTES);
      pair.far().receiveFully(BYTES);
      pair.close();
      stack.stop();
    } catch (WinsockException e) {
      System.err.println(e.getMessage());
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
