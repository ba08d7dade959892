package dev.ifsbench.report.export;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.text.CheckReport;
import dev.ifsbench.report.text.CheckRow;
import java.util.Locale;

/**
 * Workflow commands of GitHub Actions: an annotation for each row to look at, and the sum. GitHub
 * shows the first ten errors and the first ten warnings of a step; the log has all.
 */
public final class CheckAnnotations {
  private CheckAnnotations() {}

  /**
   * Returns the report as workflow commands of GitHub Actions.
   *
   * @param report what was found
   * @return lines, each with its end
   */
  public static String of(CheckReport report) {
    StringBuilder text = new StringBuilder();
    report.rows().stream()
        .filter(report::isNotable)
        .forEach(
            row ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "::%s title=%s::%s\n",
                        command(report, row),
                        property(row.word() + ": " + row.subject()),
                        data(row.subject() + ": " + said(row)))));
    String kind = report.count(CheckRow.State.WORSE) > 0 ? "warning" : "notice";
    text.append(
        String.format(
            Locale.ROOT,
            "::%s title=%s::%s\n",
            kind,
            property("ifsbench " + report.command()),
            data(report.sum())));
    return text.toString();
  }

  private static String command(CheckReport report, CheckRow row) {
    return switch (row.state()) {
      case WORSE -> report.judges() ? "error" : "warning";
      case UNUSABLE, UNDECIDED -> "warning";
      case BETTER, SAME -> "notice";
    };
  }

  private static String said(CheckRow row) {
    return row.change().isEmpty() ? row.reason() : row.change() + ", " + row.reason();
  }

  private static String data(String text) {
    return Printable.of(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
