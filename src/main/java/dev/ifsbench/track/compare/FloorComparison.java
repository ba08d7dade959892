package dev.ifsbench.track.compare;

import dev.ifsbench.bench.floor.FloorTimes;
import dev.ifsbench.bench.floor.HostedTimes;
import dev.ifsbench.bench.floor.LayerTimes;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.track.stats.ComparisonMethod;
import dev.ifsbench.track.stats.Contrast;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Interval;
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
   * @return a row for each comparison: those of the first binding, then those of the next
   */
  public List<FloorRow> rows(List<FloorTimes> times) {
    List<FloorRow> rows = new ArrayList<>();
    for (FloorTimes each : times) {
      String binding = each.binding().name();
      String inC = "C, on the sockets of " + binding;
      String dispatcher = "PASS_THROUGH over " + binding;
      if (rows.isEmpty()) {
        rows.add(new FloorRow(inC, mean(each.inC()), null, ""));
      } else {
        rows.add(
            row(inC, each.inC(), rows.get(0).loop(), times.get(0).inC(), "nothing: other sockets"));
      }
      rows.add(row(binding, each.byBinding(), inC, each.inC(), "binding"));
      rows.add(row(dispatcher, each.byDispatcher(), inC, each.inC(), "binding and dispatcher"));
      rows.add(row(dispatcher, each.byDispatcher(), binding, each.byBinding(), "dispatcher"));
    }
    return List.copyOf(rows);
  }

  /**
   * Compares the dispatcher and each kind of handle in Java with the same in C, and each with what
   * it builds on.
   *
   * @param times over one binding, or over no system call
   * @return for each kind a row for C, against the kind before it, and two for Java: against that
   *     in Java, and against C
   */
  public List<FloorRow> rows(LayerTimes times) {
    List<FloorRow> rows = new ArrayList<>();
    HandleKind before = null;
    for (HandleKind kind : LayerTimes.KINDS) {
      List<double[]> inC = times.inC().get(kind);
      List<double[]> inJava = times.inJava().get(kind);
      String share = kind == HandleKind.WRAPPED ? "wrapping" : "passing through";
      if (before == null) {
        rows.add(new FloorRow(inC(kind), mean(inC), null, ""));
      } else {
        rows.add(row(inC(kind), inC, inC(before), times.inC().get(before), share + ", in C"));
        rows.add(
            row(
                inJava(kind),
                inJava,
                inJava(before),
                times.inJava().get(before),
                share + ", in Java"));
      }
      rows.add(row(inJava(kind), inJava, inC(kind), inC, "Java"));
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
  public List<FloorRow> rows(HostedTimes times) {
    String base = "C, base";
    String chain = "C, topmost DLL";
    return List.of(
        new FloorRow(base, mean(times.base()), null, ""),
        row(chain, times.chain(), base, times.base(), "the layers"),
        row("Java, topmost DLL", times.dispatched(), chain, times.chain(), "dispatcher and JNA"));
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

  private FloorRow row(
      String loop, List<double[]> times, String reference, List<double[]> others, String share) {
    Contrast contrast = Contrast.of(reference, byRound(times), byRound(others), method);
    return new FloorRow(loop, mean(times), contrast, share);
  }

  private Interval mean(List<double[]> times) {
    return method.estimator().level(byRound(times));
  }

  private static double[][] byRound(List<double[]> times) {
    return times.toArray(double[][]::new);
  }
}
