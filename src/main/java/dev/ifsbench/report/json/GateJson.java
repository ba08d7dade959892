package dev.ifsbench.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.track.compare.GateFinding;
import dev.ifsbench.track.compare.RunConditions;
import java.util.List;
import java.util.Locale;

/** Why a run may pass or not, for machines: one JSON object. What is unknown is null. */
public final class GateJson {
  private GateJson() {}

  /**
   * Returns the findings of the gate as one JSON object.
   *
   * @param before the run that was compared with
   * @param after the run that was judged
   * @param maxRegression what was allowed, a share
   * @param confidence of the intervals
   * @param findings at least one
   * @param conditions of the two runs
   */
  public static String of(
      String before,
      String after,
      double maxRegression,
      double confidence,
      List<GateFinding> findings,
      RunConditions conditions) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("before", before);
    root.put("after", after);
    root.put("maxRegression", maxRegression);
    root.put("confidence", confidence);
    root.put(
        "passed", findings.stream().allMatch(each -> each.outcome() == GateFinding.Outcome.PASSED));
    JsonReport.write(conditions, root);
    ArrayNode array = root.putArray("findings");
    findings.forEach(finding -> write(finding, array.addObject()));
    return root.toPrettyString();
  }

  private static void write(GateFinding finding, ObjectNode json) {
    json.put("outcome", finding.outcome().toString().toLowerCase(Locale.ROOT));
    json.put("subject", finding.subject());
    json.put("higherIsBetter", finding.higherIsBetter());
    json.put("statistic", finding.statistic().toString());
    JsonReport.write(finding.ratio(), json.putObject("ratio"));
    if (finding.change().otherRatio().isPresent()) {
      JsonReport.write(finding.change().otherRatio().get(), json.putObject("otherStatisticRatio"));
    } else {
      json.putNull("otherStatisticRatio");
    }
    json.put("skewed", finding.change().skewed());
    json.put("moreForks", finding.moreForks().isPresent() ? finding.moreForks().getAsInt() : null);
    json.put("objection", finding.objection().or(finding::withoutRatio).orElse(null));
  }
}
