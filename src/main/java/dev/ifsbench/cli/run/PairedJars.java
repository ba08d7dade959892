package dev.ifsbench.cli.run;

import dev.ifsbench.bench.paired.BenchmarkLoop;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.track.environment.Sha256;
import dev.ifsbench.track.run.PairedSides;
import dev.ifsbench.track.store.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;

/** Two jars of this project whose benchmarks take turns. */
final class PairedJars {
  /** The class that a fork runs from the other jar. */
  private static final String LOOP = BenchmarkLoop.class.getName().replace('.', '/') + ".class";

  private PairedJars() {}

  /**
   * Checks both jars before the first fork.
   *
   * @param sides two jars
   * @throws UserError if one cannot be read, or is none of this project's that can take turns
   */
  static void check(PairedSides sides) throws UserError {
    check(sides.before());
    check(sides.after());
  }

  private static void check(String jar) throws UserError {
    if (!Files.isRegularFile(Path.of(jar))) {
      throw new UserError(String.format(Locale.ROOT, "--paired: there is no file '%s'", jar));
    }
    try (JarFile file = new JarFile(jar)) {
      if (file.getEntry(LOOP) == null) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "--paired: '%s' is not a jar of ifsbench whose benchmarks can take turns",
                jar));
      }
    } catch (IOException e) {
      throw new UserError(
          String.format(Locale.ROOT, "--paired: '%s' cannot be read: %s", jar, IoReason.of(e)));
    }
  }

  /**
   * Checksums of both jars, so that a run is never resumed with other ones.
   *
   * @param sides of any sort
   * @return SHA-256 by path; empty if the sides are no jars
   * @throws UserError if one cannot be read
   */
  static Map<String, String> digests(PairedSides sides) throws UserError {
    Map<String, String> digests = new TreeMap<>();
    if (sides.parameter().equals(PairedSides.JAR)) {
      digests.put(sides.before(), digest(sides.before()));
      digests.put(sides.after(), digest(sides.after()));
    }
    return digests;
  }

  private static String digest(String jar) throws UserError {
    try {
      return Sha256.of(Files.readAllBytes(Path.of(jar)));
    } catch (IOException e) {
      throw new UserError(
          String.format(Locale.ROOT, "--paired: '%s' cannot be read: %s", jar, IoReason.of(e)));
    }
  }
}
