package dev.ifsbench.bench.probe;

import dev.ifsbench.bench.fork.ForkFolder;
import dev.ifsbench.bench.fork.ForkMain;
import dev.ifsbench.bench.state.EntryStack;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.sockets.libc.Binding;
import java.io.IOException;
import java.util.Locale;

/**
 * The program of a JVM that tries one {@link ProbeCheck} on one live socket, which may crash or
 * hang it.
 */
public final class ProbeFork {
  /** The outcome of what works. */
  public static final String WORKS = ProbeTrial.WORKS;

  /** What the outcome begins with if there was no socket to try the check on. */
  public static final String NOT_TRIED = "not tried: ";

  /** What the outcome begins with if the process of the check failed, whatever the socket does. */
  public static final String FAILED = "the check itself failed: ";

  /** How long a check may take, in seconds. */
  public static final int DEADLINE_SECONDS = 20;

  private ProbeFork() {}

  /**
   * Tries what a {@link ProbeTask} says, and leaves the outcome, in one line.
   *
   * @param args the fork's folder
   * @throws IOException if there is no task, or no writing of the result
   */
  public static void main(String[] args) throws IOException {
    ForkMain.run(args, ProbeTask.class, ProbeFork::run);
    // A layer may have threads of its own, which are not to keep this JVM.
    Runtime.getRuntime().halt(0);
  }

  private static String run(ProbeTask task, ForkFolder folder) {
    ForkDeadline.begin(
        DEADLINE_SECONDS,
        () ->
            folder.writeResult(
                String.format(Locale.ROOT, "hangs: no answer within %d s", DEADLINE_SECONDS)));
    return task.check() == null
        ? EntryStack.plain(task.transport())
        : outcome(task.check(), task.side(), task.transport(), task.quirk());
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
