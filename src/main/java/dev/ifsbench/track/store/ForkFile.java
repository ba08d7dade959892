package dev.ifsbench.track.store;

import dev.ifsbench.track.run.ForkJson;
import java.io.IOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;

/**
 * The result of one finished fork, kept until the run is complete, as {@link ForkJson}.
 *
 * @param round of the fork, from 1
 * @param benchmark its number in the run's plan, from 1
 * @param file where it is
 */
public record ForkFile(int round, int benchmark, RunFile file) implements Comparable<ForkFile> {
  private static final Pattern NAME =
      Pattern.compile("forks/round-([0-9]{1,9})/benchmark-([0-9]{1,9})\\.json");

  private static final Comparator<ForkFile> ORDER =
      Comparator.comparingInt(ForkFile::benchmark).thenComparingInt(ForkFile::round);

  /** The name of a fork's file. */
  static String name(int round, int benchmark) {
    return String.format(Locale.ROOT, "forks/round-%04d/benchmark-%04d.json", round, benchmark);
  }

  /** Reads the name of a file; nothing if it is not a fork's. */
  static Optional<ForkFile> of(RunFile file) {
    Matcher name = NAME.matcher(file.name());
    return name.matches()
        ? Optional.of(
            new ForkFile(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)), file))
        : Optional.empty();
  }

  public static RunResult decode(String run, String name, byte[] content)
      throws DamagedRunException {
    try {
      return ForkJson.decode(content);
    } catch (IOException e) {
      throw new DamagedRunException(
          String.format(
              Locale.ROOT, "%s: %s is not the result of a fork: %s", run, name, e.getMessage()));
    }
  }

  @Override
  public int compareTo(ForkFile other) {
    return ORDER.compare(this, other);
  }
}
