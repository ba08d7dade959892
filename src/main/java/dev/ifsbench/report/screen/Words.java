package dev.ifsbench.report.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks text into lines. An estimate and its interval are one word, and colours take no columns.
 */
public final class Words {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern COLOURED =
      Pattern.compile("(\u001b\\[[0-9;]*m)([^\u001b]*)(\u001b\\[0m)");

  /** A blank that is neither within brackets nor before them. */
  private static final Pattern BLANK = Pattern.compile(" (?!\\[)(?![^\\[]*\\])");

  /** As in {@code Method: a fork}, {@code Real: sockets}, {@code ifsbench: 1.0}. */
  private static final Pattern LABEL = Pattern.compile("^(?: *\\S+ {2,}|[A-Za-z]+: | +)");

  private static final int INDENT = 4;

  private Words() {}

  /** Columns that a text takes. */
  public static int width(String text) {
    return COLOUR.matcher(text).replaceAll("").length();
  }

  /** Columns of the widest part that is not broken. */
  public static int widest(String text) {
    return BLANK
        .splitAsStream(COLOUR.matcher(text).replaceAll(""))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  /**
   * Breaks a cell.
   *
   * @param text may be coloured as a whole
   * @param width columns; a longer word is broken too
   * @return at least one line
   */
  public static List<String> cell(String text, int width) {
    if (width(text) <= width) {
      return List.of(text);
    }
    Matcher coloured = COLOURED.matcher(text);
    if (coloured.matches()) {
      return cell(coloured.group(2), width).stream()
          .map(line -> coloured.group(1) + line + coloured.group(3))
          .toList();
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : BLANK.split(text.stripTrailing(), -1)) {
      String rest = word;
      if (!line.isEmpty() && width(line.toString()) + 1 + width(rest) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (width(rest) > width && line.isEmpty()) {
        int end = Character.isHighSurrogate(rest.charAt(width - 1)) ? width - 1 : width;
        lines.add(rest.substring(0, end));
        rest = rest.substring(end);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * Breaks a line of prose.
   *
   * @param text may begin with a label
   * @param width columns; a longer word stays whole, so that a path can be copied
   * @param widest columns of a line that is left as it is, such as a table's
   */
  public static List<String> hanging(String text, int width, int widest) {
    if (width(text) <= (text.startsWith(" ") ? widest : width)) {
      return List.of(text);
    }
    Matcher label = LABEL.matcher(text);
    int hang = label.find() ? width(label.group()) : INDENT;
    String indent = " ".repeat(hang > width / 2 ? INDENT : hang);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    String gap = "";
    for (String word : BLANK.split(text.stripTrailing(), -1)) {
      String all = line.toString();
      boolean fitsBelow = indent.length() + width(word) <= width;
      if (!all.isBlank() && fitsBelow && width(all) + 1 + width(word) > width) {
        lines.add(all.stripTrailing());
        line.setLength(0);
        line.append(indent).append(word);
      } else {
        line.append(gap).append(word);
      }
      gap = " ";
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
