package dev.ifsbench.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ifsbench.report.text.Provenance;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** The method in plain words, as far as it concerns what the report shows. */
final class MethodSection {
  private static final List<String> ALWAYS =
      List.of(
          "A layered service provider can hand the base provider's own handle to the application"
              + " (pass-through, by WPUModifyIFSHandle), or a handle of its own making (wrapped, by"
              + " WPUCreateSocketHandle). This report shows what either costs.",
          "BASE has no layer. PASS_THROUGH is the recommended form, whose data never crosses the"
              + " layer. PASS_THROUGH_INTERCEPTING has send and receive functions of its own."
              + " WRAPPED finds its context, swaps the handle and calls the next provider.",
          "A figure is the mean over forks, each a fresh JVM that counts as its median iteration."
              + " In brackets is the confidence interval, Student's t over the forks; levels and ratios"
              + " are geometric means, computed on logarithms. 'No interval' means that there is only"
              + " one fork.",
          "Kinds of handle are compared fork by fork in the order of the file; in a run in rounds"
              + " these are the rounds, in which all kinds were measured in random order, so that what"
              + " slows the machine for a while slows all kinds alike. Trust differences and ratios"
              + " more than a single absolute time.",
          "Faster or slower is said only if the intervals of the difference and of the ratio both"
              + " leave out equal, and equal only if the whole interval of the ratio is within the"
              + " margin that is named. Undecided is neither: more forks make the intervals narrower.");
  private static final String LATENCY =
      "Latencies are of requests that are meant to start at a constant rate. Response time runs from"
          + " the intended start, so a stall counts for every request that it delays; service time"
          + " runs from the actual start. A thin curve is one fork's, the thick one is the mean of"
          + " the forks, of which the table has the percentiles with their intervals. The axis is"
          + " HdrHistogram's: each step to the right is one request in ten times as many. The mean"
          + " ends, and a percentile is a dash, where fewer than ten requests of a fork took longer.";
  private static final String CALLS =
      "Handle calls are events of JDK Flight Recorder, as the recording has them. Calls that go on"
          + " and on, such as WPUQuerySocketHandleContext, are sampled and stand together in one"
          + " step for each handle.";
  private static final String HISTORY =
      "The history is of all complete runs in the store that measured the same in the same"
          + " environment. A change of level in it is found by E-divisive means with a permutation"
          + " test; p is the probability that a level which did not move shows as much. Later runs"
          + " confirm or drop a change that is suspected; the others they leave as they are.";
  private static final String TOGETHER =
      "the sides of a comparison took turns of 10 ms in one JVM, each with classes and compiled code"
          + " of its own";
  private static final String APART = "each kind of handle had a JVM of its own";

  private MethodSection() {}

  /**
   * Appends paragraphs.
   *
   * @param section what they are put into
   * @param content of the report
   */
  static void addTo(Element section, ReportContent content) {
    ALWAYS.forEach(text -> section.appendElement("p").text(text));
    if (content.runs().stream().anyMatch(run -> !run.curves().isEmpty())) {
      section.appendElement("p").text(LATENCY);
    }
    if (!content.recordings().isEmpty()) {
      section.appendElement("p").text(CALLS);
    }
    if (!content.histories().isEmpty()) {
      section.appendElement("p").text(HISTORY);
    }
    content.runs().forEach(run -> addRun(section, run));
  }

  private static void addRun(Element section, ReportedRun run) {
    StringBuilder text = new StringBuilder(run.name()).append(": ");
    text.append("intervals of ")
        .append(Provenance.percent(run.method().estimator().confidence()))
        .append("%");
    JsonNode rounds = run.environment().at("/run/rounds");
    if (rounds.isNumber()) {
      text.append(", rounds ").append(rounds.asText());
    }
    JsonNode paired = run.environment().at("/run/paired");
    if (paired.isBoolean()) {
      text.append(", ").append(paired.asBoolean() ? TOGETHER : APART);
    }
    run.results().startTime().ifPresent(time -> text.append(", started ").append(time));
    run.results().commit().ifPresent(commit -> text.append(", commit ").append(commit));
    JsonNode real = run.environment().path("real");
    if (real.isTextual()) {
      text.append(". Real: ").append(real.asText());
    }
    JsonNode modelled = run.environment().path("modelled");
    if (modelled.isTextual()) {
      text.append(". Modelled: ").append(modelled.asText());
    }
    section.appendElement("p").text(text.append('.').toString());
    run.results()
        .objections()
        .forEach(
            objection ->
                section
                    .appendElement("p")
                    .addClass("warning")
                    .text(String.format(Locale.ROOT, "%s: %s.", run.name(), objection)));
  }
}
