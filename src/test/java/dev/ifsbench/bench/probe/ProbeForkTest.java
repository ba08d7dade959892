package dev.ifsbench.bench.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.provider.Quirk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the system's own entries are probed")
class ProbeForkTest {
  private static String outcome(ProbeCheck check, String side, Quirk quirk) {
    return ProbeFork.outcome(check, side, check.transport(), quirk);
  }

  @ParameterizedTest
  @EnumSource
  void everyCheckWorksOnTheBaseProvidersSockets(ProbeCheck check) {
    assertThat(outcome(check, "BASE", Quirk.NONE)).isEqualTo("works");
  }

  @ParameterizedTest
  @EnumSource
  void everyCheckWorksOnHandlesThatArePassedThrough(ProbeCheck check) {
    assertThat(outcome(check, "PASS_THROUGH", Quirk.NONE)).isEqualTo("works");
  }

  @Test
  void aWrappingLayerHasNoIfsHandlesAndItsOperationsCannotBeCanceled() {
    assertThat(outcome(ProbeCheck.IFS_FLAG, "WRAPPED", Quirk.NONE))
        .isEqualTo("the live socket has no XP1_IFS_HANDLES");
    assertThat(outcome(ProbeCheck.CANCEL_IO_EX, "WRAPPED", Quirk.NONE))
        .isEqualTo("CancelIoEx finds nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PASS_THROUGH", "WRAPPED"})
  void aLayerThatRefusesTheBaseHandleIsFound(String side) {
    assertThat(outcome(ProbeCheck.SIO_BASE_HANDLE, side, Quirk.REFUSES_BASE_HANDLE))
        .isEqualTo("SIO_BASE_HANDLE fails with WSAEOPNOTSUPP (10045)");
  }

  @Test
  void aPlainSocketOfTheSystemCannotBeTriedWhereThereIsNoCatalog() {
    assertThat(ProbeFork.outcome(ProbeCheck.IFS_FLAG, "plain", Transport.TCP, Quirk.NONE))
        .startsWith("not tried: socket")
        .contains("WSAEOPNOTSUPP");
  }

  @Test
  void anEntryCannotBeTriedWhereThereIsNoCatalog() {
    assertThat(ProbeFork.outcome(ProbeCheck.IFS_FLAG, "entry:1001", Transport.TCP, Quirk.NONE))
        .isEqualTo(
            "not tried: Entry 1001 cannot be measured: this system has no Winsock catalog, which is"
                + " for Windows");
  }
}
