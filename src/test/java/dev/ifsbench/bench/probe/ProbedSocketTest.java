package dev.ifsbench.bench.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.probe.ProbedSocket.Verdict;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.ProbeText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbedSocketTest {
  private static final String BROKEN = "CancelIoEx finds nothing";

  private static ProbedSocket socket(String outcome, Integer... chain) {
    return new ProbedSocket(
        "entry:" + chain[0],
        "entry:" + chain[0] + ": 'X', x.dll",
        chain.length > 1,
        List.of(chain),
        Transport.TCP,
        Map.of(ProbeCheck.CANCEL_IO_EX, outcome));
  }

  @Test
  void whatTheChainBelowBreaksAlreadyIsNotTheUpperLayersFault() {
    ProbedSocket base = socket("works", 1);
    ProbedSocket lower = socket(BROKEN, 2, 1);
    ProbedSocket upper = socket(BROKEN, 3, 2, 1);

    List<ProbedSocket> all = List.of(base, upper, lower);

    assertThat(upper.culprit(ProbeCheck.CANCEL_IO_EX, all)).isSameAs(lower);
    assertThat(lower.culprit(ProbeCheck.CANCEL_IO_EX, all)).isSameAs(lower);
  }

  @Test
  void theFindingNamesTheDllAndTheWaysOut() {
    assertThat(ProbeText.findings(List.of(socket("works", 1), socket(BROKEN, 2, 1))))
        .first()
        .asString()
        .startsWith("entry:2 breaks cancel-io-ex: CancelIoEx finds nothing;")
        .contains("Tell the maker of entry:2: 'X', x.dll:");
    assertThat(ProbeText.findings(List.of(socket(BROKEN, 2, 1))))
        .last()
        .asString()
        .contains("WSCSetApplicationCategory", "another order", "netsh winsock reset");
  }

  @Test
  void aBaseProvidersFaultIsNoLayers() {
    assertThat(ProbeText.findings(List.of(socket(BROKEN, 1))))
        .containsExactly(
            "entry:1 breaks cancel-io-ex: CancelIoEx finds nothing; programs cannot end a pending"
                + " receive (timeouts do not work). No layer does that: it is the base provider.");
  }

  @Test
  void socketsStandBesideEachOtherWithWhatIsBrokenBelow() {
    Screen screen = Screen.plain(StandardCharsets.UTF_8);

    List<String> lines =
        ProbeText.matrix(screen, "The catalog.", List.of(socket("works", 1), socket(BROKEN, 2, 1)));

    assertThat(lines.stream().map(line -> line.strip().replaceAll(" +", " ")))
        .containsSubsequence(
            "The catalog.",
            "entry:2: 'X', x.dll",
            "technique entry:1 entry:2",
            "cancel-io-ex works broken")
        .anyMatch(line -> line.startsWith("entry:2 breaks cancel-io-ex: CancelIoEx finds nothing"));
  }

  @Test
  void whatCouldNotBeTriedIsUnknown() {
    ProbedSocket socket = socket("not tried: socket failed: WSAEACCES", 2, 1);

    assertThat(socket.verdict(ProbeCheck.CANCEL_IO_EX)).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aCheckThatFailsByItselfSaysNothingOfTheSocketEvenIfItOpensOne() {
    ProbedSocket socket =
        new ProbedSocket(
            "entry:1",
            "'X'",
            false,
            List.of(1),
            Transport.UDP,
            Map.of(ProbeCheck.DATAGRAMS, ProbeFork.FAILED + "No space left on device"));

    assertThat(socket.verdict(ProbeCheck.DATAGRAMS)).isEqualTo(Verdict.UNKNOWN);
  }
}
