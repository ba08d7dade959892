package dev.ifsbench.track.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.ifsbench.track.series.JmhText;
import dev.ifsbench.track.series.MeasurementSettings;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.series.SeriesKey;
import dev.ifsbench.track.store.MemoryRun;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.UnusableRunException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunConditionsTest {
  private static final double[][] EXACT = {{100, 100}, {100, 100}, {100, 100}};

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          warmupIterations      | 5          | 10      | warm-up iterations (-wi) is '10' and was '5'
          warmupTime            | "10 s"     | "1 s"   | warm-up time (-w) is '1 s' and was '10 s'
          warmupBatchSize       | 1          | 8       | warm-up batch size (-wbs) is '8' and was '1'
          measurementIterations | 5          | 10      | iterations (-i) is '10' and was '5'
          measurementTime       | "10 s"     | "100 ms" | iteration time (-r) is '100 ms' and was '10 s'
          measurementBatchSize  | 1          | 8       | batch size (-bs) is '8' and was '1'
          threads               | 1          | 4       | threads is '4' and was '1'
          jmhVersion            | "1.36"     | "1.37"  | JMH's version is '1.37' and was '1.36'
          jvmArgs               | ["-Xmx1g"] | []      | arguments of the forks' JVM is 'none' and was '-Xmx1g'
          """)
  void settingsArePartOfWhatIsCompared(String field, String before, String after, String difference)
      throws Exception {
    RunConditions conditions =
        RunConditions.of(
            run(new JmhText().say(field, before), "a"), run(new JmhText().say(field, after), "a"));

    assertThat(conditions.settings()).containsExactly(difference);
    assertThat(conditions.environments()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          measurementTime | "1 s"          | "1000 ms"
          warmupTime      | "single-shot"  | "single-shot"
          warmupTime      | "90000 ms"     | "90 s"
          jvmArgs         | []             | ["-Djava.io.tmpdir=/x"]
          forks           | 3              | 30
          jmhVersion      | "1.37"         | null
          """)
  void theSameSettingsAreNoDifferenceHoweverTheyAreWritten(
      String field, String before, String after) throws Exception {
    assertThat(
            RunConditions.of(
                    run(new JmhText().say(field, before), "a"),
                    run(new JmhText().say(field, after), "a"))
                .settings())
        .isEmpty();
  }

  @Test
  void aDifferenceThatNotAllBenchmarksHaveNamesThem() throws Exception {
    JmhText before = new JmhText().say("warmupTime", "\"10 s\"");
    JmhText after = new JmhText().say("warmupTime", "\"10 s\"");
    add(before, "a");
    add(after, "a");
    after.say("warmupTime", "\"1 s\"");

    assertThat(settings(before, after, "b"))
        .containsExactly("warm-up time (-w) is '1 s' and was '10 s' of b size=10 avgt");
    assertThat(settings(before, after, "c", "d"))
        .containsExactly("warm-up time (-w) is '1 s' and was '10 s' of b size=10 avgt and 2 more");
  }

  private static List<String> settings(JmhText before, JmhText after, String... more)
      throws UnusableRunException {
    return RunConditions.of(run(before, more), run(after, more)).settings();
  }

  @Test
  void aBenchmarkWithSeveralNumbersOfThreadsIsComparedWhereTheseAreEqual() throws Exception {
    JmhText before = add(new JmhText(), "a");
    JmhText after = add(new JmhText(), "a");
    add(after.say("threads", "4"), "a");

    RunResults first = MemoryRun.read("before", before);
    RunResults second = MemoryRun.read("after", after);

    assertThat(RunConditions.of(first, second).settings()).isEmpty();
    assertThat(new RunPairing(first, second, key -> true, false).onlyAfter())
        .extracting(SeriesKey::threads)
        .containsExactly(4);
  }

  @Test
  void anotherRateIsAnotherSetting() throws Exception {
    assertThat(
            MeasurementSettings.rate(new IntNode(2000))
                .differencesFrom(MeasurementSettings.rate(new IntNode(1000))))
        .containsExactly("requests a second is '2000' and was '1000'");
  }

  @Test
  void aRunWhoseSidesTookTurnsIsMeasuredDifferently() throws Exception {
    String json = add(new JmhText().say("measurementIterations", "50"), "a").toString();
    RunResults apart = MemoryRun.read("apart", json);
    RunResults short1 = takingTurns(json, 1);
    RunResults short2 = takingTurns(json.replace("50", "51"), 1);
    RunResults longer = takingTurns(json, 2);

    assertThat(RunConditions.of(short1, short2).settings()).isEmpty();
    assertThat(RunConditions.of(short1, longer).settings())
        .containsExactly("taking turns is 'yes, {\"ms\":2}' and was 'yes, {\"ms\":1}'");
    assertThat(RunConditions.of(apart, short1).settings())
        .containsExactly("taking turns is 'yes, {\"ms\":1}' and was 'no'");
  }

  private static RunResults takingTurns(String json, int millis) throws UnusableRunException {
    return RunResults.read(
        new MemoryRun("paired")
            .with(RunFolder.JMH_RESULT, json)
            .with(
                RunFolder.ENVIRONMENT,
                "{\"run\": {\"paired\": true, \"fork\": {\"ms\": %d}}}".formatted(millis)));
  }

  private static RunResults run(JmhText text, String... benchmarks) throws UnusableRunException {
    return MemoryRun.read("run", add(text, benchmarks));
  }

  private static JmhText add(JmhText text, String... benchmarks) {
    for (String benchmark : benchmarks) {
      text.with(benchmark, "avgt", "ns/op", EXACT);
    }
    return text;
  }
}
