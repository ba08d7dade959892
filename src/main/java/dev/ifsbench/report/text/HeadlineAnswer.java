package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import dev.ifsbench.track.compare.ComparedRow;
import dev.ifsbench.track.run.BenchmarkId;
import dev.ifsbench.track.run.HeadlineOperation;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The answer of the headline comparison: a sentence for each kind of layer, and one matrix. */
public final class HeadlineAnswer {
  private static final String BASE = "BASE";
  private static final Map<String, String> KINDS =
      Map.of("PASS_THROUGH", "Pass-through", "WRAPPED", "Wrapped");

  private final Screen screen;
  private final Verdicts verdicts;

  /**
   * Creates the wording of answers.
   *
   * @param screen that they are laid out for
   * @param margin what still counts as equal, a share
   */
  public HeadlineAnswer(Screen screen, double margin) {
    this.screen = screen;
    this.verdicts = new Verdicts(screen.glyphs(), margin);
  }

  /** A comparison of a kind of handle with the base provider's. */
  private record Cell(BenchmarkId benchmark, Contrast contrast) {
    boolean alone() {
      return benchmark.value("transport").equals("NONE");
    }

    boolean isOf(HeadlineOperation operation) {
      return benchmark.name().equals(operation.benchmark());
    }
  }

  /**
   * A sentence for each of pass-through and wrapped that was compared with the base provider.
   *
   * @param comparisons of all combinations
   */
  public List<String> sentences(List<ComparedRow<BenchmarkId>> comparisons) {
    Map<String, List<Cell>> byKind = new LinkedHashMap<>();
    for (Cell cell : cells(comparisons)) {
      String kind = cell.benchmark.kind();
      byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(cell);
    }
    List<String> sentences = new ArrayList<>();
    byKind.forEach(
        (kind, cells) -> {
          if (isNamed(cells.get(0))) {
            sentences.add(
                String.format(
                    Locale.ROOT, "%s: %s.", name(cells.get(0)), String.join(", ", clauses(cells))));
          }
        });
    return sentences;
  }

  private static boolean isNamed(Cell cell) {
    return cell.benchmark.isOfEntry() || KINDS.containsKey(cell.benchmark.kind());
  }

  private static String name(Cell cell) {
    return cell.benchmark.isOfEntry()
        ? String.format(
            Locale.ROOT, "%s against %s", cell.benchmark.kind(), cell.contrast.reference())
        : KINDS.get(cell.benchmark.kind());
  }

  /** How often it is equal, if mostly; otherwise the cost. */
  private List<String> clauses(List<Cell> cells) {
    VerdictCounts counts =
        new VerdictCounts(cells.stream().map(cell -> cell.contrast.verdict()).toList());
    List<String> clauses = new ArrayList<>();
    Optional<String> alone = oneCall(cells, Cell::alone).map(HeadlineAnswer::nanos);
    if (counts.isMostly(Verdict.EQUAL)) {
      clauses.add(counts.clause(Verdict.EQUAL, verdicts::text));
      alone.ifPresent(nanos -> clauses.add(nanos + " ns alone"));
    } else {
      alone.ifPresent(nanos -> clauses.add(nanos + " ns a call"));
      oneCall(cells, cell -> !cell.alone())
          .ifPresent(
              cell ->
                  clauses.add(
                      ratio(cell.contrast)
                          + (cell.isOf(HeadlineOperation.RECEIVE)
                              ? " of a real receive"
                              : " of a real send")));
      if (clauses.isEmpty()) {
        clauses.add(counts.clause(Verdict.SLOWER, verdicts::text));
      }
    }
    if (counts.of(Verdict.UNDECIDED) > 0) {
      clauses.add(counts.clause(Verdict.UNDECIDED, verdicts::text));
    }
    return clauses;
  }

  /** A send, or a receive where no send was measured. */
  private static Optional<Cell> oneCall(List<Cell> cells, Predicate<Cell> wanted) {
    for (HeadlineOperation operation : List.of(HeadlineOperation.SEND, HeadlineOperation.RECEIVE)) {
      Optional<Cell> first =
          cells.stream().filter(wanted).filter(cell -> cell.isOf(operation)).findFirst();
      if (first.isPresent()) {
        return first;
      }
    }
    return Optional.empty();
  }

  private static String nanos(Cell cell) {
    double nanos = cell.contrast.difference().estimate();
    double size = Math.abs(nanos);
    String format = size < 1 ? "%+.2f" : size < 10 ? "%+.1f" : "%+.0f";
    return String.format(Locale.ROOT, format, nanos);
  }

  private String ratio(Contrast contrast) {
    double ratio = contrast.ratio().estimate();
    if (Double.isNaN(ratio)) {
      return "-";
    }
    String format = Math.abs(ratio - 1) < 0.01 ? "%s%.3f" : "%s%.2f";
    return String.format(Locale.ROOT, format, screen.glyphs().times(), ratio);
  }

  /**
   * A row for each setting and a column for each kind of handle, each against the base provider.
   *
   * @param comparisons of all combinations
   * @return nothing if none was compared with the base provider
   */
  public List<String> matrix(List<ComparedRow<BenchmarkId>> comparisons) {
    Set<String> kinds = new LinkedHashSet<>();
    Set<String> references = new LinkedHashSet<>();
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (Cell cell : cells(comparisons)) {
      String kind = cell.benchmark.kind();
      kinds.add(kind);
      references.add(cell.contrast.reference());
      rows.computeIfAbsent(cell.benchmark.setting().label(), s -> new LinkedHashMap<>())
          .put(kind, screen.style().mark(cell.contrast.verdict(), ratio(cell.contrast)));
    }
    if (kinds.isEmpty()) {
      return List.of();
    }
    String shared = sharedEnd(rows.keySet());
    TextTable table = new TextTable(screen);
    table.add(row("against " + String.join(", ", references), kinds, kind -> kind));
    rows.forEach(
        (setting, cells) ->
            table.add(
                row(
                    setting.substring(0, setting.length() - shared.length()),
                    kinds,
                    kind -> cells.getOrDefault(kind, "-"))));
    List<String> lines = new ArrayList<>(table.lines());
    String legend = screen.style().legend(verdicts.within());
    if (!legend.isEmpty()) {
      lines.add("  " + legend);
    }
    return lines;
  }

  private static List<String> row(String first, Set<String> kinds, UnaryOperator<String> cell) {
    List<String> cells = new ArrayList<>(List.of(first));
    kinds.forEach(kind -> cells.add(cell.apply(kind)));
    return cells;
  }

  /** Payload and depth, if they are the same everywhere. */
  private static String sharedEnd(Set<String> settings) {
    Set<String> ends = new LinkedHashSet<>();
    settings.forEach(setting -> ends.add(setting.substring(setting.indexOf(','))));
    return ends.size() == 1 ? ends.iterator().next() : "";
  }

  private static List<Cell> cells(List<ComparedRow<BenchmarkId>> comparisons) {
    List<Cell> cells = new ArrayList<>();
    for (ComparedRow<BenchmarkId> row : comparisons) {
      for (Contrast contrast : row.contrasts()) {
        if (row.subject().isOfEntry() || contrast.reference().equals(BASE)) {
          cells.add(new Cell(row.subject(), contrast));
        }
      }
    }
    return cells;
  }
}
