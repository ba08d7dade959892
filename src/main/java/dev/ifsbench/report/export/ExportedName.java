package dev.ifsbench.report.export;

import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.store.UnusableRunException;
import java.util.List;
import java.util.Locale;

/** What several exports have in common. */
final class ExportedName {
  private ExportedName() {}

  /**
   * A benchmark with its parameters, as other tools are to show it.
   *
   * @param key what was measured
   */
  static String of(SeriesKey key) {
    return Printable.of(key.toString());
  }

  /**
   * The one run of a format that has room for no more.
   *
   * @param runs that were asked for
   * @param tool whose format it is
   * @throws UnusableRunException if there are more
   */
  static RunResults only(List<RunResults> runs, String tool) throws UnusableRunException {
    if (runs.size() > 1) {
      throw new UnusableRunException(
          String.format(Locale.ROOT, "%s takes one run at a time, not %d", tool, runs.size()));
    }
    return runs.get(0);
  }
}
