package dev.ifsbench.cli.run;

import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.track.run.CompilerHintsFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * A jar of any project with benchmarks and the JMH that they were built with. What its manifest
 * names as its class path belongs to it.
 */
final class JmhJar {
  private static final String LIST = "META-INF/BenchmarkList";
  private static final String HINTS = "META-INF/CompilerHints";
  private static final String JMH_PROPERTIES = "jmh.properties";
  private static final String COMPILER_HINTS = "org.openjdk.jmh.runner.CompilerHints";

  /** The generated code of older versions calls JMH in another way. */
  private static final int OLDEST_MINOR = 30;

  private static final Pattern VERSION = Pattern.compile("1\\.(\\d{1,4})\\b.*");

  /** Lines that JMH writes for its generated code, whatever the benchmarks are. */
  private static final Pattern OF_GENERATED_CODE = Pattern.compile(".*_jmh(?:Test|Stub).*");

  /** What JMH writes for each method of a benchmark. */
  private static final Pattern OF_BENCHMARK = Pattern.compile("inline,(?<owner>.*)\\.[^.]*");

  private final Path path;
  private final String option;
  private final String version;
  private final BenchmarkList benchmarks;
  private final Set<String> hints;

  private JmhJar(Path path, String option, String version, String list, List<String> hintLines) {
    this.path = path;
    this.option = option;
    this.version = version;
    benchmarks = BenchmarkList.fromString(list);
    hints = ofCompilerControl(hintLines, list);
  }

  private static Set<String> ofCompilerControl(List<String> lines, String list) {
    Set<String> owners =
        list.lines()
            .filter(line -> !line.isBlank())
            .map(line -> dotted(new BenchmarkListEntry(line).getUserClassQName()))
            .collect(Collectors.toSet());
    Set<String> control = new TreeSet<>(lines);
    control.removeIf(line -> line.isBlank() || OF_GENERATED_CODE.matcher(line).matches());
    control.removeIf(
        line -> {
          Matcher benchmark = OF_BENCHMARK.matcher(line);
          return benchmark.matches() && owners.contains(dotted(benchmark.group("owner")));
        });
    return Collections.unmodifiableSet(control);
  }

  private static String dotted(String name) {
    return name.replace('/', '.').replace('$', '.');
  }

  /**
   * Reads what a jar tells of its benchmarks. Nothing of it runs.
   *
   * @param option that names it, for messages
   * @param jar its path
   * @throws UserError if there is no such jar, or it has no benchmarks, or no JMH of 1.30 or newer
   */
  static JmhJar open(String option, String jar) throws UserError {
    Path path = Path.of(jar).toAbsolutePath();
    if (!Files.isRegularFile(path)) {
      throw refused(option, jar, "there is no such file");
    }
    requireJar(option, jar, path);
    try (URLClassLoader loader = loader(path)) {
      String list = String.join("\n", lines(loader, LIST));
      if (list.isBlank()) {
        throw refused(
            option, jar, "it has no benchmarks of JMH, whose annotation processor lists them");
      }
      String version = version(option, jar, loader);
      return new JmhJar(path, option, version, list, lines(loader, HINTS));
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw refused(
          option, jar, "its JMH lists benchmarks in an unknown format: " + e.getMessage());
    } catch (IOException e) {
      throw refused(option, jar, "it cannot be read: " + e.getMessage());
    }
  }

  /** A class loader would pass over a broken one. */
  private static void requireJar(String option, String jar, Path path) throws UserError {
    try {
      new JarFile(path.toFile()).close();
    } catch (IOException e) {
      throw refused(option, jar, "it is no jar: " + e.getMessage());
    }
  }

  private static URLClassLoader loader(Path jar) throws IOException {
    return new URLClassLoader(
        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  private static List<String> lines(ClassLoader loader, String resource) throws IOException {
    List<String> lines = new ArrayList<>();
    for (URL url : Collections.list(loader.getResources(resource))) {
      try (InputStream in = url.openStream()) {
        lines.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      }
    }
    return lines;
  }

  private static String version(String option, String jar, ClassLoader loader)
      throws IOException, UserError {
    Properties properties = new Properties();
    try (InputStream in = loader.getResourceAsStream(JMH_PROPERTIES)) {
      if (in == null) {
        throw refused(option, jar, "JMH itself is neither in it nor in its manifest's class path");
      }
      properties.load(in);
    }
    String version = properties.getProperty("jmh.version", "of an unknown version");
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches() || Integer.parseInt(parts.group(1)) < OLDEST_MINOR) {
      throw refused(
          option,
          jar,
          String.format(
              Locale.ROOT, "its JMH is %s, and 1.%d or newer is needed", version, OLDEST_MINOR));
    }
    return version;
  }

  private static UserError refused(String option, String jar, String because) {
    return new UserError(String.format(Locale.ROOT, "%s: '%s': %s", option, jar, because));
  }

  /** Its absolute path. */
  Path path() {
    return path;
  }

  /** Its JMH's. */
  String jmhVersion() {
    return version;
  }

  /** What it lists. */
  BenchmarkList benchmarks() {
    return benchmarks;
  }

  /** What {@code @CompilerControl} has JMH tell the compiler, beside what it always tells. */
  Set<String> hints() {
    return hints;
  }

  /**
   * JVM options that its JMH would give a fork so that the compiler treats its generated code and
   * its black holes well.
   *
   * @throws UserError if it does not tell
   */
  List<String> compilerFlags() throws UserError {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = loader(path)) {
      thread.setContextClassLoader(loader);
      List<String> command = new ArrayList<>();
      Class.forName(COMPILER_HINTS, true, loader)
          .getMethod("addCompilerHints", List.class)
          .invoke(null, command);
      return CompilerHintsFile.renamed(command);
    } catch (InvocationTargetException e) {
      throw refused(option, path.toString(), "its JMH fails: " + e.getCause());
    } catch (IOException | ReflectiveOperationException | LinkageError e) {
      throw refused(option, path.toString(), "its JMH is not supported: " + e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
