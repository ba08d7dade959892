package dev.ifsbench.report.text;

import dev.ifsbench.bench.floor.LayerTimes;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.compare.FloorComparison;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.stats.ComparisonMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of what bindings and dispatcher cost above C. */
public final class FloorReport {
  private final Screen screen;

  /**
   * Creates reports for a screen.
   *
   * @param screen that it is laid out for
   */
  public FloorReport(Screen screen) {
    this.screen = screen;
  }

  /**
   * Returns the tables and notes.
   *
   * @param rows in the order in which to show them
   * @param layers rows of dispatcher and layers in C and in Java, by what they run over
   * @param payload bytes of a message
   * @param rounds how many they rest on
   * @param method how they were compared
   * @param environment where and how it was measured
   * @return lines that fit on the screen
   */
  public List<String> lines(
      List<ComparedRow<String>> rows,
      Map<String, List<ComparedRow<String>>> layers,
      int payload,
      int rounds,
      ComparisonMethod method,
      Environment environment) {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "UNIX send+receive, payload %d B", payload));
    ComparisonTable table = new ComparisonTable(screen, method.margin());
    lines.addAll(table.ofLoops("calls made by", rows));
    layers.forEach(
        (over, layerRows) -> {
          lines.add("");
          lines.add(
              String.format(
                  Locale.ROOT, "Dispatcher and layers over %s, payload %d B", over, payload));
          lines.addAll(table.ofLoops("calls made by", layerRows));
          lines.add(perCall(layerRows));
        });
    lines.add("");
    addProvenance(lines, rounds, method, environment);
    return screen.wrapped(lines);
  }

  /**
   * Lays out what provider DLLs cost.
   *
   * @param rows in the order in which to show them
   * @param providers the DLLs, the topmost first
   * @param payload bytes of a message
   * @param rounds how many they rest on
   * @param method how they were compared
   * @param environment where and how it was measured
   * @return lines that fit on the screen
   */
  public List<String> ofProviders(
      List<ComparedRow<String>> rows,
      List<String> providers,
      int payload,
      int rounds,
      ComparisonMethod method,
      Environment environment) {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "TCP send+receive, payload %d B", payload));
    lines.addAll(new ComparisonTable(screen, method.margin()).ofLoops("calls made by", rows));
    lines.add("");
    lines.add("DLLs:     " + String.join(" over ", providers));
    addProvenance(lines, rounds, method, environment);
    return screen.wrapped(lines);
  }

  private static void addProvenance(
      List<String> lines, int rounds, ComparisonMethod method, Environment environment) {
    lines.add(statistics(rounds, method.estimator().confidence()));
    lines.add(
        "Method:   blocks of a few ms side by side; a round counts as the median over its cycles of"
            + " time, difference or ratio.");
    lines.add("Machine:  " + Provenance.machine(environment.machine()));
    lines.add("JDK:      " + environment.jdk());
    lines.add("ifsbench: " + environment.project());
  }

  /** The table's times, each of which is that of two calls. */
  private static String perCall(List<ComparedRow<String>> rows) {
    StringBuilder line = new StringBuilder("ns a call: ");
    for (HandleKind kind : LayerTimes.KINDS) {
      line.append(
          String.format(
              Locale.ROOT,
              "%s C %.2f, Java %.2f; ",
              kind,
              call(rows, FloorComparison.inC(kind)),
              call(rows, FloorComparison.inJava(kind))));
    }
    double inC = wrapping(rows, FloorComparison.inC(HandleKind.WRAPPED));
    double inJava = wrapping(rows, FloorComparison.inJava(HandleKind.WRAPPED));
    return line.append(
            String.format(
                Locale.ROOT,
                "wrapping adds C %.2f, Java %.2f, which is %.2f times C's.",
                inC,
                inJava,
                inJava / inC))
        .toString();
  }

  private static double call(List<ComparedRow<String>> rows, String loop) {
    return first(rows, loop).level().estimate() / 2;
  }

  private static double wrapping(List<ComparedRow<String>> rows, String loop) {
    return first(rows, loop).contrasts().get(0).difference().estimate() / 2;
  }

  // A loop's first row compares it with the kind before it in its own language.
  private static ComparedRow<String> first(List<ComparedRow<String>> rows, String loop) {
    return rows.stream().filter(row -> row.subject().equals(loop)).findFirst().orElseThrow();
  }

  private static String statistics(int rounds, double confidence) {
    return rounds < 2
        ? "Rounds:   1, which gives no interval and decides nothing; allow more with --rounds."
        : String.format(
            Locale.ROOT,
            "Rounds:   %d, each in a JVM of its own; in brackets the %s%% confidence interval.",
            rounds,
            Provenance.percent(confidence));
  }
}
