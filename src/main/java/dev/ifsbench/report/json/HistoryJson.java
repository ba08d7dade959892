package dev.ifsbench.report.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.track.store.Manifest;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * The runs of a store as JSON: {@code runs}, their manifests, and {@code damaged}, one line each.
 */
public final class HistoryJson {
  private HistoryJson() {}

  /**
   * Writes the list of runs as one JSON object.
   *
   * @param runs in the order in which to show them
   * @param damaged what is wrong with those that cannot be read
   * @param out where to
   * @throws IOException if that fails
   */
  public static void write(List<Manifest> runs, List<String> damaged, PrintStream out)
      throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode history = mapper.createObjectNode();
    history.putPOJO("runs", runs);
    history.putPOJO("damaged", damaged);
    out.println(PrintedJson.of(history));
  }
}
