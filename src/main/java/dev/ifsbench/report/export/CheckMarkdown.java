package dev.ifsbench.report.export;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.text.CheckReport;
import dev.ifsbench.report.text.CheckRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A comment of a pull request, in GitHub-flavoured Markdown: what has changed first, the rest
 * folded. No name in it can be markup, a mention or a link.
 */
public final class CheckMarkdown {
  /** GitHub takes 65,536 characters; this leaves room for the end. */
  private static final int MOST_CHARACTERS = 60_000;

  private static final String HEAD = "| | benchmark | change | |\n|---|---|---|---|\n";

  private CheckMarkdown() {}

  /**
   * Returns the report as Markdown for a pull request.
   *
   * @param report what was found
   * @return lines, each with its end
   */
  public static String of(CheckReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "### ifsbench %s: %s\n\n", report.command(), escaped(report.sum())));
    List<CheckRow> notable = report.rows().stream().filter(report::isNotable).toList();
    List<CheckRow> rest = report.rows().stream().filter(row -> !report.isNotable(row)).toList();
    if (!notable.isEmpty()) {
      text.append(HEAD);
      addRows(text, notable);
      text.append('\n');
    }
    if (!rest.isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT,
              "<details><summary>%d more: %s</summary>\n\n",
              rest.size(),
              words(rest)));
      text.append(HEAD);
      addRows(text, rest);
      text.append("\n</details>\n\n");
    }
    text.append(
        String.format(
            Locale.ROOT, "%s compared with %s\n", name(report.after()), name(report.before())));
    for (String note : report.notes()) {
      text.append("\n").append(escaped(note)).append('\n');
    }
    return text.toString();
  }

  private static void addRows(StringBuilder text, List<CheckRow> rows) {
    int written = 0;
    for (CheckRow row : rows) {
      String line =
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s |\n",
              row.state() == CheckRow.State.WORSE ? "**" + row.word() + "**" : row.word(),
              name(row.subject()),
              escaped(row.change()),
              escaped(row.reason()));
      if (text.length() + line.length() > MOST_CHARACTERS) {
        text.append(
            String.format(
                Locale.ROOT,
                "| | and %d more, for which a comment has no room | | |\n",
                rows.size() - written));
        return;
      }
      text.append(line);
      written++;
    }
  }

  /** As in {@code equal, undecided}. */
  private static String words(List<CheckRow> rows) {
    List<String> words = new ArrayList<>();
    for (CheckRow row : rows) {
      if (!words.contains(row.word())) {
        words.add(row.word());
      }
    }
    return String.join(", ", words);
  }

  /** As code, in which GitHub looks for no mentions. */
  private static String name(String text) {
    return "<code>" + escaped(text) + "</code>";
  }

  /** What could be markup, as character references: text as far as Markdown and HTML go. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    Printable.of(text)
        .codePoints()
        .forEach(
            point -> {
              if (Character.isLetterOrDigit(point) || " ,=+-;".indexOf(point) >= 0) {
                escaped.appendCodePoint(point);
              } else {
                escaped.append("&#").append(point).append(';');
              }
            });
    return escaped.toString();
  }
}
