package dev.ifsbench.report.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.track.changepoint.ChangePoint;
import dev.ifsbench.track.changepoint.ChangePoints;
import dev.ifsbench.track.series.SeriesHistory;
import dev.ifsbench.track.stats.Statistic;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * The changes of histories as JSON: {@code histories}, each with its points and changes, and {@code
 * damaged}, one line for each run that cannot be used.
 */
public final class ChangesJson {
  private final ObjectMapper mapper = new ObjectMapper();
  private final ObjectNode root = mapper.createObjectNode();
  private final ArrayNode histories = root.putArray("histories");
  private final Statistic statistic;

  /**
   * Starts an empty document.
   *
   * @param statistic what a fork counts as
   */
  public ChangesJson(Statistic statistic) {
    this.statistic = statistic;
    root.put("statistic", statistic.toString());
  }

  /**
   * Adds a history.
   *
   * @param history what was measured
   * @param changes to show; their indexes are those of the history's points
   */
  public void add(SeriesHistory history, List<ChangePoint> changes) {
    ObjectNode json = histories.addObject();
    JsonReport.writeBenchmark(history.series(), json);
    json.put("environment", history.environmentDigest());
    json.put("unit", history.unit().toString());
    json.put("higherIsBetter", history.series().higherIsBetter());
    json.put("enoughPoints", history.points().size() >= ChangePoints.FEWEST);
    ArrayNode points = json.putArray("points");
    for (SeriesHistory.Point point : history.points()) {
      points
          .addObject()
          .put("run", point.run().id())
          .put("commit", point.run().project().commit())
          .put("score", point.score(statistic));
    }
    ArrayNode array = json.putArray("changes");
    changes.forEach(change -> write(change, history, array.addObject()));
  }

  private static void write(ChangePoint change, SeriesHistory history, ObjectNode json) {
    json.put("commit", commit(history, change.index()));
    json.put("earliestCommit", commit(history, change.earliest()));
    json.put("latestCommit", commit(history, change.latest()));
    json.put("point", change.index());
    json.put("earliestPoint", change.earliest());
    json.put("latestPoint", change.latest());
    json.put("before", change.before());
    json.put("after", change.after());
    json.put("size", change.size());
    json.put("pValue", change.pValue());
    json.put("confirmed", change.confirmed());
    json.put("worse", change.isWorse(history.series().higherIsBetter()));
  }

  private static String commit(SeriesHistory history, int index) {
    return history.points().get(index).run().project().commit();
  }

  /**
   * Writes everything that was added.
   *
   * @param damaged what is wrong with the runs that cannot be used
   * @param out where to
   * @throws IOException if that fails
   */
  public void write(List<String> damaged, PrintStream out) throws IOException {
    damaged.forEach(root.putArray("damaged")::add);
    out.println(PrintedJson.of(root));
  }
}
