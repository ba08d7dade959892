package dev.ifsbench.track.compare;

import dev.ifsbench.bench.floor.FloorTimes;
import dev.ifsbench.bench.floor.HostedTimes;
import dev.ifsbench.bench.floor.LayerTimes;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Estimator;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares bindings and dispatcher with the same calls made by C.
 *
 * <p>Within a round, blocks are paired by cycle, and the round counts as the median of its paired
 * differences: a stall that falls on one block of a pair spoils that pair and no other. The
 * estimate is the mean over the rounds, with the interval of {@link Estimator}; a ratio is the
 * geometric mean.
 */
public final class FloorComparison {
  private final ComparisonMethod method;

  /**
   * Creates a comparison with a method.
   *
   * @param method how to compare; it pairs blocks
   */
  public FloorComparison(ComparisonMethod method) {
    this.method = method;
  }

  /**
   * Compares every loop with C and with the loop it contains.
   *
   * @param times over each binding
   * @return a row for each loop: those of the first binding, then those of the next
   */
  public List<ComparedRow<String>> rows(List<FloorTimes> times) {
    List<ComparedRow<String>> rows = new ArrayList<>();
    FloorTimes first = times.get(0);
    for (FloorTimes each : times) {
      String binding = each.binding().name();
      String inC = onSocketsOf(each);
      rows.add(
          rows.isEmpty()
              ? row(inC, each.inC())
              : row(
                  inC,
                  each.inC(),
                  reference(onSocketsOf(first), first.inC(), "nothing: other sockets")));
      rows.add(row(binding, each.byBinding(), reference(inC, each.inC(), "binding")));
      rows.add(
          row(
              "PASS_THROUGH over " + binding,
              each.byDispatcher(),
              reference(inC, each.inC(), "binding and dispatcher"),
              reference(binding, each.byBinding(), "dispatcher")));
    }
    return List.copyOf(rows);
  }

  private static String onSocketsOf(FloorTimes times) {
    return "C, on the sockets of " + times.binding().name();
  }

  /**
   * Compares the dispatcher and each kind of handle in Java with the same in C, and each with what
   * it builds on.
   *
   * @param times over one binding, or over no system call
   * @return for each kind a row for C, compared with the kind before it, and one for Java, compared
   *     with the kind before it in Java, and with C
   */
  public List<ComparedRow<String>> rows(LayerTimes times) {
    List<ComparedRow<String>> rows = new ArrayList<>();
    HandleKind before = null;
    for (HandleKind kind : LayerTimes.KINDS) {
      List<double[]> inC = times.inC().get(kind);
      List<double[]> inJava = times.inJava().get(kind);
      ComparedRow.Reference sameInC = reference(inC(kind), inC, "Java");
      if (before == null) {
        rows.add(row(inC(kind), inC));
        rows.add(row(inJava(kind), inJava, sameInC));
      } else {
        String cost = kind == HandleKind.WRAPPED ? "wrapping" : "passing through";
        rows.add(
            row(inC(kind), inC, reference(inC(before), times.inC().get(before), cost + ", in C")));
        rows.add(
            row(
                inJava(kind),
                inJava,
                reference(inJava(before), times.inJava().get(before), cost + ", in Java"),
                sameInC));
      }
      before = kind;
    }
    return List.copyOf(rows);
  }

  /**
   * Compares the topmost of provider DLLs with their base, both called by C, and the same by Java.
   *
   * @param times through them
   * @return the base in C; the topmost in C, against that; the topmost by Java, against that in C
   */
  public List<ComparedRow<String>> rows(HostedTimes times) {
    String base = "C, base";
    String chain = "C, topmost DLL";
    return List.of(
        row(base, times.base()),
        row(chain, times.chain(), reference(base, times.base(), "the layers")),
        row(
            "Java, topmost DLL",
            times.dispatched(),
            reference(chain, times.chain(), "dispatcher and JNA")));
  }

  /**
   * What rows call a kind of handle in C.
   *
   * @param kind the kind
   */
  public static String inC(HandleKind kind) {
    return "C " + kind;
  }

  /**
   * What rows call a kind of handle in Java.
   *
   * @param kind the kind
   */
  public static String inJava(HandleKind kind) {
    return "Java " + kind;
  }

  private ComparedRow<String> row(
      String loop, List<double[]> times, ComparedRow.Reference... references) {
    return ComparedRow.of(loop, byRound(times), List.of(references), method);
  }

  private static ComparedRow.Reference reference(String loop, List<double[]> times, String cost) {
    return new ComparedRow.Reference(loop, byRound(times), cost);
  }

  private static double[][] byRound(List<double[]> times) {
    return times.toArray(double[][]::new);
  }
}
