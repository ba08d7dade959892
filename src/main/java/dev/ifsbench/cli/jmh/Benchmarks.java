package dev.ifsbench.cli.jmh;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks that JMH knows. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * The benchmarks that JMH would run.
   *
   * @param list of those that there are
   * @param includes regular expressions; none means all
   * @param excludes regular expressions
   */
  static Set<BenchmarkListEntry> matching(
      BenchmarkList list, List<String> includes, List<String> excludes) {
    return list.find(silent(), includes, excludes);
  }

  /**
   * Returns a benchmark by name.
   *
   * @param name its class and method
   */
  public static BenchmarkListEntry named(String name) {
    return matching(
            BenchmarkList.defaultList(), List.of("^" + Pattern.quote(name) + "$"), List.of())
        .iterator()
        .next();
  }

  private static OutputFormat silent() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT);
  }
}
