package dev.ifsbench.report;

import dev.ifsbench.track.Comparison;
import dev.ifsbench.track.Environment;
import dev.ifsbench.track.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of the headline comparison and what a reader must know to trust it. */
public final class HeadlineReport {
  private static final int BYTES_PER_MIB = 1 << 20;

  private final ComparisonTable table;

  /**
   * Prepares reports.
   *
   * @param glyphs that the output can show
   */
  public HeadlineReport(Glyphs glyphs) {
    this.table = new ComparisonTable(glyphs);
  }

  /**
   * Lays out.
   *
   * @param comparisons in the order in which to show them
   * @param rounds how many complete rounds they rest on
   * @param confidence of the intervals, above 0 and below 1
   * @param environment where and how it was measured
   * @param files that hold the results
   * @return lines of about 120 columns at most
   */
  public List<String> lines(
      List<Comparison> comparisons,
      int rounds,
      double confidence,
      Environment environment,
      List<Path> files) {
    List<String> lines = new ArrayList<>(table.lines(comparisons));
    lines.add("");
    lines.addAll(statistics(rounds, confidence));
    lines.add("Real:     " + environment.real() + "; transport NONE makes no system call.");
    lines.add("Modelled: " + environment.modelled() + ".");
    lines.add("Machine:  " + machine(environment.machine()));
    lines.add("JDK:      " + environment.jdk() + ", " + environment.binding());
    lines.add("ifsbench: " + environment.project());
    files.forEach(file -> lines.add("Written:  " + file));
    return List.copyOf(lines);
  }

  private static List<String> statistics(int rounds, double confidence) {
    if (rounds < 2) {
      return List.of(
          "Rounds:   1, which gives no interval and decides nothing; allow more time with --budget.");
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "Rounds:   %d, each with one fork of every row in random order;"
                + " in brackets the %s%% confidence interval.",
            rounds,
            percent(confidence)),
        "Method:   a fork counts as its median iteration; kinds are paired by round; hierarchical"
            + " bootstrap, scaled to Student's t.",
        "Verdict:  undecided where the interval of the difference or of the ratio includes equal.");
  }

  static String percent(double share) {
    String percent = String.format(Locale.ROOT, "%.3f", share * 100);
    return percent.replaceFirst("\\.?0+$", "");
  }

  static String machine(Machine machine) {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %d MiB, %s (%s), load %.2f, governor %s",
        machine.cpu(),
        machine.processors(),
        machine.memoryBytes() / BYTES_PER_MIB,
        machine.operatingSystem(),
        machine.architecture(),
        machine.loadAverage(),
        machine.governor());
  }
}
