package dev.ifsbench.report.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns of text that fit on a screen. Where a row is wider, its last cell is broken between words
 * if enough room is left for it; otherwise the row is folded: the columns that do not fit stand
 * beneath, with headings of their own. Nothing is left out, and no number is broken.
 *
 * <p>Not safe for use by several threads.
 */
public final class TextTable {
  private static final String GAP = "  ";
  private static final String FOLDED = "      ";

  /** A last column that is narrower than this is hard to read. */
  private static final int LEAST = 20;

  private final Screen screen;
  private final List<Row> rows = new ArrayList<>();
  private int[] folds = {};
  private String title;

  private record Row(String title, List<String> cells) {}

  /** A line of a folded row: the columns from the first to before the last. */
  private record Fold(int from, int to, List<Integer> widths) {
    static Fold of(int from, int to, int[] widths) {
      return new Fold(from, to, Arrays.stream(widths).boxed().toList());
    }
  }

  public TextTable(Screen screen) {
    this.screen = screen;
  }

  /**
   * Adds a row.
   *
   * @param cells as many as the first row has; those that are missing at the end are empty
   */
  public void add(List<String> cells) {
    List<String> all = new ArrayList<>(cells);
    while (!rows.isEmpty() && all.size() < columns()) {
      all.add("");
    }
    rows.add(new Row(title, List.copyOf(all)));
    title = null;
  }

  /** Adds a row, see {@link #add(List)}. */
  public void add(String... cells) {
    add(List.of(cells));
  }

  /** Adds a title, with an empty line above it, before the next row. */
  public void title(String text) {
    title = text;
  }

  /**
   * Chooses where rows are folded if they are too wide.
   *
   * @param columns each the first of a line
   */
  public void foldBefore(int... columns) {
    folds = columns.clone();
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Whether the rows fit as they are. */
  public boolean fits() {
    return end(0, columns(), natural()) <= screen.width();
  }

  /** The rows with all columns but the last padded, indented by one gap. */
  public List<String> lines() {
    List<Fold> layout = layout();
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      if (row.title != null) {
        lines.add("");
        lines.addAll(screen.wrapped(List.of(row.title)));
      }
      for (Fold fold : layout) {
        lines.addAll(lines(row, fold));
      }
    }
    return lines;
  }

  private int columns() {
    return rows.get(0).cells.size();
  }

  private int[] natural() {
    int[] widths = new int[columns()];
    for (Row row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], Words.width(row.cells.get(i))));
    }
    return widths;
  }

  private List<Fold> layout() {
    int[] widths = natural();
    int columns = columns();
    Fold whole = fold(0, columns, widths);
    if (whole != null) {
      return List.of(whole);
    }
    List<Fold> chosen = chosen(widths);
    return chosen.isEmpty() ? greedy(widths) : chosen;
  }

  /** The folds that were chosen; none if they do not fit either. */
  private List<Fold> chosen(int[] widths) {
    List<Fold> layout = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= folds.length && folds.length > 0; i++) {
      int to = i < folds.length ? folds[i] : columns();
      Fold fold = fold(from, to, widths);
      if (fold == null) {
        return List.of();
      }
      layout.add(fold);
      from = to;
    }
    return layout;
  }

  /** As many columns in each line as fit. */
  private List<Fold> greedy(int[] widths) {
    List<Fold> layout = new ArrayList<>();
    int from = 0;
    while (from < columns()) {
      int to = columns();
      Fold fold = fold(from, to, widths);
      while (fold == null && to > from + 1) {
        to--;
        fold = fold(from, to, widths);
      }
      fold = fold == null ? single(from, widths) : fold;
      layout.add(fold);
      from = to;
    }
    return layout;
  }

  /** A line of one column, broken if need be. */
  private Fold single(int column, int[] widths) {
    int[] own = widths.clone();
    own[column] = Math.min(own[column], screen.width() - indent(column).length());
    return Fold.of(column, column + 1, own);
  }

  /** A line of these columns, its last one broken if need be; null if that does not fit. */
  private Fold fold(int from, int to, int[] widths) {
    int over = end(from, to, widths) - screen.width();
    if (over <= 0) {
      return Fold.of(from, to, widths);
    }
    int last = to - 1;
    int rest = widths[last] - over;
    int widest = rows.stream().mapToInt(row -> Words.widest(row.cells.get(last))).max().orElse(0);
    if (last == from || to != columns() || rest < Math.max(LEAST, widest)) {
      return null;
    }
    int[] own = widths.clone();
    own[last] = rest;
    return Fold.of(from, to, own);
  }

  private static int end(int from, int to, int[] widths) {
    int end = indent(from).length();
    for (int i = from; i < to; i++) {
      end += widths[i] + (i > from ? GAP.length() : 0);
    }
    return end;
  }

  private static String indent(int from) {
    return from == 0 ? GAP : FOLDED;
  }

  private static List<String> lines(Row row, Fold fold) {
    List<List<String>> cells = new ArrayList<>();
    int height = 1;
    for (int i = fold.from; i < fold.to; i++) {
      List<String> cell = Words.cell(row.cells.get(i), fold.widths.get(i));
      cells.add(cell);
      height = Math.max(height, cell.size());
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < height; i++) {
      String line = line(cells, i, fold);
      if (!line.isEmpty() || fold.from == 0) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String line(List<List<String>> cells, int number, Fold fold) {
    StringBuilder line = new StringBuilder(indent(fold.from));
    for (int i = 0; i < cells.size(); i++) {
      String text = number < cells.get(i).size() ? cells.get(i).get(number) : "";
      int padding = fold.widths.get(fold.from + i) - Words.width(text);
      line.append(i == 0 ? "" : GAP).append(text).append(" ".repeat(padding));
    }
    return line.toString().stripTrailing();
  }
}
