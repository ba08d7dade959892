package dev.ifsbench.bench.probe;

import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.ParentWatch;
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
 * which may crash, end or hang it. Started by the command line's own JVM, not by hand.
 */
public final class HostedTrial {
  /** The file in which the function stands that is being called, or was the last to be. */
  public static final String CALLING = "calling.txt";

  /** What that file begins with between two calls. */
  public static final String AFTER = "after ";

  /** The file that is there if something did not come back in time. */
  public static final String LATE = "late.txt";

  /** The file that is there if all has ended. */
  public static final String ENDED = "ended.txt";

  /** How long all may take, in seconds. */
  public static final int DEADLINE_SECONDS = 20;

  private static final int BYTES = 64;

  private HostedTrial() {}

  /**
   * Tries.
   *
   * @param args a folder that the parent removes, the folder to write into, and the providers
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    ParentWatch.begin(Path.of(args[0]));
    Path folder = Path.of(args[1]);
    ForkDeadline.begin(DEADLINE_SECONDS, folder.resolve(LATE), "");
    tryOut(args[2], folder.resolve(CALLING));
    Files.writeString(folder.resolve(ENDED), "");
    // A provider may have threads of its own, which are not to keep this JVM.
    Runtime.getRuntime().halt(0);
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
