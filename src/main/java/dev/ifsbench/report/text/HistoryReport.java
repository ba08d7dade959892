package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import dev.ifsbench.track.environment.BuildInfo;
import dev.ifsbench.track.store.Manifest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The runs of a store as a table. */
public final class HistoryReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int SHORT_HASH = 8;
  private static final int SHOWN_BENCHMARKS = 2;

  private HistoryReport() {}

  /**
   * Lays the table out.
   *
   * @param screen that it is laid out for
   * @param runs in the order in which to show them
   */
  public static List<String> lines(Screen screen, List<Manifest> runs) {
    TextTable table = new TextTable(screen);
    table.foldBefore(5);
    table.add(
        "run", "time (UTC)", "kind", "status", "forks", "commit", "environment", "benchmarks");
    for (Manifest run : runs) {
      table.add(
          run.id(),
          TIME.format(run.start()),
          run.kind(),
          run.status().toString(),
          Integer.toString(run.forks()),
          commit(run.project()),
          run.environmentDigest(),
          benchmarks(run));
    }
    return table.lines();
  }

  private static String commit(BuildInfo project) {
    String hash = project.commit();
    String shown = hash.substring(0, Math.min(SHORT_HASH, hash.length()));
    return project.tree().equals("dirty") ? shown + "+" : shown;
  }

  private static String benchmarks(Manifest run) {
    List<String> names = run.benchmarks();
    List<String> shown =
        names.stream().limit(SHOWN_BENCHMARKS).map(HistoryReport::withoutPackage).toList();
    String more = names.size() > shown.size() ? " and " + (names.size() - shown.size()) : "";
    String failed =
        run.failed().isEmpty()
            ? ""
            : String.format(Locale.ROOT, ", %d failed", run.failed().size());
    return String.join(", ", shown) + more + failed;
  }

  /** Class and method; names are untrusted, so control characters are left out. */
  private static String withoutPackage(String name) {
    String[] parts = CONTROL.matcher(name).replaceAll("?").split("\\.", -1);
    int last = parts.length - 1;
    boolean method =
        last > 0 && !parts[last].isEmpty() && Character.isLowerCase(parts[last].charAt(0));
    return method ? parts[last - 1] + "." + parts[last] : parts[last];
  }
}
