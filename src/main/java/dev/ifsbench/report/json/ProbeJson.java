package dev.ifsbench.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.bench.probe.ProbedSocket;
import dev.ifsbench.report.text.ProbeText;
import java.util.List;
import java.util.Locale;

/** What probing sockets has shown, as JSON. */
public final class ProbeJson {
  private ProbeJson() {}

  /**
   * Returns the outcome as one JSON object.
   *
   * @param source what was probed
   * @param probed the sockets
   */
  public static String of(String source, List<ProbedSocket> probed) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("source", source);
    ArrayNode sockets = root.putArray("sockets");
    for (ProbedSocket socket : probed) {
      ObjectNode node = sockets.addObject();
      node.put("name", socket.name());
      node.put("what", socket.what());
      node.put("transport", socket.transport().name());
      node.put("layered", socket.layered());
      socket.chain().forEach(node.putArray("chain")::add);
      ArrayNode checks = node.putArray("checks");
      socket
          .outcomes()
          .forEach(
              (check, outcome) ->
                  checks
                      .addObject()
                      .put("check", check.label())
                      .put("verdict", socket.verdict(check).name().toLowerCase(Locale.ROOT))
                      .put("seen", outcome)
                      .put("culprit", socket.culprit(check, probed).name()));
    }
    ProbeText.findings(probed).forEach(root.putArray("findings")::add);
    return root.toPrettyString() + "\n";
  }
}
