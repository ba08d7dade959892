package dev.ifsbench.cli.run;

import dev.ifsbench.bench.probe.ProbeCheck;
import dev.ifsbench.bench.probe.ProbeFork;
import dev.ifsbench.bench.probe.ProbeTask;
import dev.ifsbench.bench.probe.ProbedSocket;
import dev.ifsbench.bench.state.EntryStack;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.track.environment.ForkFlags;
import dev.ifsbench.track.run.ForkFailedException;
import dev.ifsbench.track.run.JavaFork;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Tries checks on live sockets, each in a JVM of its own, which may crash or hang. */
public final class ProbeRun {
  private static final Duration DEADLINE = Duration.ofSeconds(ProbeFork.DEADLINE_SECONDS);

  private final JavaFork<String> forks =
      new JavaFork<>(ProbeFork.class, String.class, ForkFlags.ofThisJvm());
  private final Consumer<String> progress;

  /**
   * Creates a run of checks.
   *
   * @param progress is told what is tried
   */
  public ProbeRun(Consumer<String> progress) {
    this.progress = progress;
  }

  /**
   * Tries all checks on a socket.
   *
   * @param socket without outcomes
   * @param side what the sockets are opened by: a kind of handle, an entry, or {@link
   *     EntryStack#PLAIN}
   * @param checks what to try
   * @param quirk what a layer of the model does against its documentation
   * @return the same with outcomes
   */
  public ProbedSocket probe(
      ProbedSocket socket, String side, List<ProbeCheck> checks, Quirk quirk) {
    Map<ProbeCheck, String> outcomes = new EnumMap<>(ProbeCheck.class);
    for (ProbeCheck check : checks) {
      progress.accept(String.format(Locale.ROOT, "%s: %s", socket.name(), check.label()));
      boolean isOfSystem = side.equals(EntryStack.PLAIN) || EntryStack.number(side).isPresent();
      Transport transport = isOfSystem ? socket.transport() : check.transport();
      outcomes.put(check, outcome(new ProbeTask(check, side, transport, quirk)));
    }
    return new ProbedSocket(
        socket.name(),
        socket.what(),
        socket.layered(),
        socket.chain(),
        socket.transport(),
        outcomes);
  }

  /**
   * The number of the entry that plain {@code socket()} takes.
   *
   * @param transport what is to carry the data
   * @return the number, or why it cannot be told
   */
  public String plain(Transport transport) {
    return outcome(new ProbeTask(null, "", transport, Quirk.NONE));
  }

  private String outcome(ProbeTask task) {
    try {
      return forks.run(task, DEADLINE).strip();
    } catch (ForkFailedException e) {
      return e.getMessage().startsWith("the fork")
          ? "ends the process: " + e.getMessage()
          : ProbeFork.FAILED + e.getMessage();
    }
  }
}
