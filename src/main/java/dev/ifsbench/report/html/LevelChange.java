package dev.ifsbench.report.html;

import dev.ifsbench.report.text.ChangeWords;
import dev.ifsbench.track.changepoint.ChangePoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A change of level in a history.
 *
 * @param trend what it is a change of
 * @param change the change
 * @param causes what else than the commit may be its cause, clauses
 */
record LevelChange(Trend trend, ChangePoint change, List<String> causes) {
  /** What became worse first, and of these what changed most. */
  static final Comparator<LevelChange> WORST_FIRST =
      Comparator.comparing(LevelChange::isWorse)
          .reversed()
          .thenComparing(Comparator.comparingDouble(LevelChange::effect).reversed());

  /** All changes of a history, in the order of time. */
  static List<LevelChange> of(Trend trend) {
    List<LevelChange> changes = new ArrayList<>();
    for (int i = 0; i < trend.changes().size(); i++) {
      changes.add(new LevelChange(trend, trend.changes().get(i), trend.causes().get(i)));
    }
    return changes;
  }

  boolean isWorse() {
    return change.isWorse(trend.higherIsBetter());
  }

  private double effect() {
    double effect = Math.abs(Math.log(change.after() / change.before()));
    return Double.isFinite(effect) ? effect : 0;
  }

  /** The first run on the new level. */
  Trend.Point point() {
    return trend.points().get(change.index());
  }

  /** As in {@code +7.9% slower, suspected}. */
  String words() {
    return String.format(
        Locale.ROOT,
        "%s %s",
        ChangeWords.size(change),
        ChangeWords.verdict(change, trend.higherIsBetter()));
  }

  /** Setting and kind of handle. */
  String title() {
    return trend.kind().isEmpty() ? trend.setting() : trend.setting() + ", " + trend.kind();
  }

  /** The commits that can be the cause besides the likeliest; empty if there are none. */
  String range() {
    if (!change.isRange()) {
      return "";
    }
    List<String> commits =
        trend.points().stream().map(point -> CommitLinks.shortened(point.run().commit())).toList();
    return ChangeWords.range(change, commits)
        .map(range -> String.format(Locale.ROOT, ", or one of %s", range))
        .orElse("");
  }
}
