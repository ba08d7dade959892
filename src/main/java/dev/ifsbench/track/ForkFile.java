package dev.ifsbench.track;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;

/**
 * The result of one finished fork, kept until the run is complete. It is in the form in which JMH's
 * forks send their results, because JMH's JSON has not all that is needed to merge forks.
 *
 * @param round of the fork, from 1
 * @param benchmark its number in the run's plan, from 1
 * @param file where it is
 */
record ForkFile(int round, int benchmark, RunFile file) implements Comparable<ForkFile> {
  private static final Pattern NAME =
      Pattern.compile("forks/round-([0-9]{1,9})/benchmark-([0-9]{1,9})\\.ser");

  private static final Comparator<ForkFile> ORDER =
      Comparator.comparingInt(ForkFile::benchmark).thenComparingInt(ForkFile::round);

  /** Nothing but results: whoever can write into the store must not get to run code here. */
  private static final ObjectInputFilter RESULTS_ONLY =
      ObjectInputFilter.Config.createFilter(
          "org.openjdk.jmh.**;org.apache.commons.math3.**;java.util.*;java.util.concurrent.*;"
              + "java.lang.*;!*");

  /** What a fork's file is called. */
  static String name(int round, int benchmark) {
    return "forks/round-%04d/benchmark-%04d.ser".formatted(round, benchmark);
  }

  /** Reads the name of a file; nothing if it is not a fork's. */
  static Optional<ForkFile> of(RunFile file) {
    Matcher name = NAME.matcher(file.name());
    return name.matches()
        ? Optional.of(
            new ForkFile(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)), file))
        : Optional.empty();
  }

  static byte[] encode(RunResult result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(result);
    } catch (IOException e) {
      throw new UncheckedIOException("JMH's results can be serialised", e);
    }
    return bytes.toByteArray();
  }

  static RunResult decode(String run, String name, byte[] content) throws DamagedRunException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(content))) {
      in.setObjectInputFilter(RESULTS_ONLY);
      return (RunResult) in.readObject();
    } catch (IOException | ClassNotFoundException | ClassCastException e) {
      throw new DamagedRunException(
          "%s: %s is not a result of this version of JMH (%s)".formatted(run, name, e));
    }
  }

  @Override
  public int compareTo(ForkFile other) {
    return ORDER.compare(this, other);
  }
}
