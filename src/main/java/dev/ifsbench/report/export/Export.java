package dev.ifsbench.report.export;

import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.store.UnusableRunException;
import java.util.List;

/** A way to write runs down for another tool. */
@FunctionalInterface
interface Export {
  /**
   * Writes runs in one format.
   *
   * @param runs at least one; series with a flaw have been taken out
   * @param options what to write, and whom to tell what is left out
   * @return the whole text
   * @throws UnusableRunException if the tool's format has no room for these runs
   */
  String of(List<RunResults> runs, ExportOptions options) throws UnusableRunException;
}
