package dev.ifsbench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the command line in a JVM of its own, as a user does. Tests that use it have the tag {@code
 * child-jvm}, by which they are left out under Wine.
 */
public final class ChildJvm {
  /**
   * A JVM that starts quickly, and whose forks do: hardly any test runs long enough for the better
   * compiler to pay.
   */
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private ChildJvm() {}

  /** How a run ended and what it printed. */
  public record Outcome(int exitCode, String out, String err) {
    /** Standard output with its lines joined: a table folds cells that do not fit. */
    public String joinedOut() {
      return out.replaceAll("\\s+", " ");
    }

    /** Standard error without what the JDK itself warns of. */
    public List<String> errorLines() {
      return err.lines().filter(line -> !line.startsWith("WARNING: ")).toList();
    }
  }

  public static Outcome run(Path temporary, String... arguments) throws IOException {
    return outcome(start(temporary, arguments));
  }

  /** Runs in a JVM that has options of its own. */
  static Outcome runWith(List<String> options, Path temporary, String... arguments)
      throws IOException {
    return outcome(startWith(options, temporary, arguments));
  }

  private static Outcome outcome(Process process) {
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
    String out = read(process.getInputStream());
    return new Outcome(process.onExit().join().exitValue(), out, err.join());
  }

  /** Runs it on a machine of another language, whose digits are not those of ASCII. */
  static Outcome runInArabic(Path temporary, String... arguments) throws IOException {
    return runWith(List.of("-Duser.language=ar", "-Duser.country=EG"), temporary, arguments);
  }

  /** Runs with standard output into a file or device; nothing of it is in the outcome. */
  static Outcome runInto(Path out, Path temporary, String... arguments) throws IOException {
    Process process =
        command(List.of(), List.of(), temporary, arguments).redirectOutput(out.toFile()).start();
    String err = read(process.getErrorStream());
    return new Outcome(process.onExit().join().exitValue(), "", err);
  }

  /** Starts it with a temporary folder of its own, so that JMH's lock there is free. */
  static Process start(Path temporary, String... arguments) throws IOException {
    return startWith(List.of(), temporary, arguments);
  }

  private static Process startWith(List<String> options, Path temporary, String... arguments)
      throws IOException {
    return command(List.of(), options, temporary, arguments).start();
  }

  /** Starts it where a disk is seen. */
  static Process startUnder(
      SmallDisk disk, List<String> options, Path temporary, String... arguments)
      throws IOException {
    return command(disk.launcher(), options, temporary, arguments).start();
  }

  /** Runs it by another program, which starts what its arguments are. */
  public static Outcome runBy(List<String> launcher, Path temporary, String... arguments)
      throws IOException {
    return outcome(command(launcher, List.of(), temporary, arguments).start());
  }

  /** Runs it where a disk is seen. */
  static Outcome runUnder(SmallDisk disk, List<String> options, Path temporary, String... arguments)
      throws IOException {
    return outcome(startUnder(disk, options, temporary, arguments));
  }

  private static ProcessBuilder command(
      List<String> launcher, List<String> options, Path temporary, String... arguments) {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    // What the jar's manifest allows where the jar is started.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(QUICK_START);
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static String read(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
