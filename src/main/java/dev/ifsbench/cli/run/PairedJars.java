package dev.ifsbench.cli.run;

import dev.ifsbench.bench.paired.BenchmarkLoop;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.track.environment.Sha256;
import dev.ifsbench.track.run.PairedSides;
import dev.ifsbench.track.store.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
   * Whether two jars are this project's.
   *
   * @param sides two jars
   * @return false if they are another project's
   * @throws UserError if one cannot be read, or only one is this project's
   */
  static boolean areOwn(PairedSides sides) throws UserError {
    boolean before = isOwn(sides.before());
    if (before != isOwn(sides.after())) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "--paired: '%s' is not a jar of ifsbench whose benchmarks can take turns, and '%s' is",
              before ? sides.after() : sides.before(),
              before ? sides.before() : sides.after()));
    }
    return before;
  }

  private static boolean isOwn(String jar) throws UserError {
    if (!Files.isRegularFile(Path.of(jar))) {
      throw new UserError(String.format(Locale.ROOT, "--paired: there is no file '%s'", jar));
    }
    try (JarFile file = new JarFile(jar)) {
      return file.getEntry(LOOP) != null;
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
    return sides.parameter().equals(PairedSides.JAR)
        ? digests(List.of(sides.before(), sides.after()))
        : Map.of();
  }

  /**
   * Checksums of jars.
   *
   * @param jars their paths
   * @return SHA-256 by path
   * @throws UserError if one cannot be read
   */
  static Map<String, String> digests(List<String> jars) throws UserError {
    Map<String, String> digests = new TreeMap<>();
    for (String jar : jars) {
      digests.put(jar, digest(jar));
    }
    return digests;
  }

  private static String digest(String jar) throws UserError {
    try {
      return Sha256.of(Files.readAllBytes(Path.of(jar)));
    } catch (IOException e) {
      throw new UserError(
          String.format(Locale.ROOT, "'%s' cannot be read: %s", jar, IoReason.of(e)));
    }
  }
}
