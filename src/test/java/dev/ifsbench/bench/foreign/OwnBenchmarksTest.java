package dev.ifsbench.bench.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.foreign.ForeignTask.ForeignSide;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This project's own benchmarks, each driven by JMH's generated code on both sides of one JVM. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has been run on Linux only so far")
class OwnBenchmarksTest {
  /** A value for every parameter that any of them has. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("depth", "1"),
          Map.entry("binding", "JNA"),
          Map.entry("provider", ""),
          Map.entry("entry", ""),
          Map.entry("quirk", "NONE"),
          Map.entry("payload", "64"),
          Map.entry("batch", "16"),
          Map.entry("skip", "ON"),
          Map.entry("handles", "3"),
          Map.entry("order", "DATA_FIRST"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TCP SendBenchmark.send",
        "TCP RoundTripBenchmark.roundTrip",
        "TCP CompletionPortBenchmark.sendReceive",
        "TCP AcceptBenchmark.accept",
        "TCP AcceptBenchmark.acceptEx",
        "TCP AcceptBenchmark.acceptExOfWaiting",
        "TCP ConnectBenchmark.connect",
        "TCP ConnectBenchmark.connectEx",
        "TCP PollBenchmark.select",
        "TCP PollBenchmark.wsaPoll",
        "TCP PollBenchmark.eventSelect",
        "TCP PollBenchmark.baseHandlePoll",
        "UDP DatagramBenchmark.sendToReceiveFrom",
        "UDP DatagramBenchmark.sendMsgReceiveMsg",
        "UNIX RuntimeBenchmark.libuv READ_FIRST",
        "UNIX RuntimeBenchmark.go",
        "UNIX RuntimeBenchmark.dotNet",
        "UNIX RuntimeBenchmark.mio",
        "UNIX RuntimeBenchmark.openJdkSelector",
        "UNIX RuntimeBenchmark.openJdkChannel",
        "UNIX RuntimeBenchmark.openJdkSocket"
      })
  void kindsTakeTurnsAtABenchmark(String transportNameAndOrder) {
    String[] words = transportNameAndOrder.split(" ", -1);
    Map<String, String> parameters = new HashMap<>(DEFAULTS);
    parameters.put("transport", words[0]);
    if (words.length > 2) {
      parameters.put("order", words[2]);
    }
    List<ForeignSide> sides =
        List.of(side(words[1], "BASE", parameters), side(words[1], "WRAPPED", parameters));

    List<SideBlocks> blocks = ForeignFork.run(new ForeignTask(List.of(), sides, 1, 1, 1));

    assertThat(blocks)
        .hasSize(2)
        .allSatisfy(
            side ->
                assertThat(side.blocks())
                    .isNotEmpty()
                    .allSatisfy(block -> assertThat(block.score()).isPositive()));
  }

  private static ForeignSide side(String name, String handle, Map<String, String> others) {
    Map<String, String> parameters = new HashMap<>(others);
    parameters.put("handle", handle);
    return new ForeignSide(true, null, "dev.ifsbench.bench." + name, "avgt", parameters);
  }
}
