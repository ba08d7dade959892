package dev.ifsbench.bench.probe;

import dev.ifsbench.bench.state.EntryStack;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.sockets.libc.Binding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The program of a JVM that tries one {@link ProbeCheck} on one live socket, which may crash or
 * hang it. Started by the command line's own JVM, not by hand.
 */
public final class ProbeFork {
  /** The file of the outcome, in one line. */
  public static final String OUTCOME = "outcome.txt";

  /** The outcome of what works. */
  public static final String WORKS = ProbeTrial.WORKS;

  /** What the outcome begins with if the check could not be begun. */
  public static final String NOT_TRIED = "not tried: ";

  /** In place of a check: the outcome is the number of the entry that plain socket() takes. */
  public static final String PLAIN = "PLAIN";

  /** How long a check may take, in seconds. */
  public static final int DEADLINE_SECONDS = 20;

  private ProbeFork() {}

  /**
   * Tries, and writes the outcome.
   *
   * @param args the folder to write into; the name of the check; the name of a kind of handle, or
   *     of an entry as in {@code entry:1001}, or {@link EntryStack#PLAIN}; the name of the
   *     transport; the name of the quirk of the layer
   * @throws IOException if the file cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    ParentWatch.begin(folder);
    ForkDeadline.begin(
        DEADLINE_SECONDS,
        folder.resolve(OUTCOME),
        String.format(Locale.ROOT, "hangs: no answer within %d s", DEADLINE_SECONDS));
    Transport transport = Transport.valueOf(args[3]);
    String outcome =
        args[1].equals(PLAIN)
            ? EntryStack.plain(transport)
            : outcome(ProbeCheck.valueOf(args[1]), args[2], transport, Quirk.valueOf(args[4]));
    Files.writeString(folder.resolve(OUTCOME), outcome);
    // A layer may have threads of its own, which are not to keep this JVM.
    Runtime.getRuntime().halt(0);
  }

  static String outcome(ProbeCheck check, String side, Transport transport, Quirk quirk) {
    ProbeTrial trial;
    try {
      trial = new ProbeTrial(stack(side, transport, quirk));
    } catch (WinsockException e) {
      return NOT_TRIED + e.getMessage();
    }
    try (trial) {
      return check.tryOn(trial);
    } catch (WinsockException e) {
      return e.getMessage();
    }
  }

  private static LayerStack stack(String side, Transport transport, Quirk quirk) {
    return quirk == Quirk.NONE
        ? LayerStack.started(side, transport, 1, Binding.JNA)
        : LayerStack.quirky(HandleKind.valueOf(side), transport, quirk);
  }
}
