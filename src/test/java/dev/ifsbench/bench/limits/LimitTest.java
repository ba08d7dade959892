package dev.ifsbench.bench.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Local;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limits of the public documentation, each tried on live sockets. */
class LimitTest {
  @ParameterizedTest
  @EnumSource
  void itHoldsForAHandleThatIsPassedThrough(Limit limit) {
    for (Transport transport : new Transport[] {Transport.TCP, Local.stream()}) {
      LimitObservation observation = limit.observe(limit.passThrough(), transport);
      assertThat(observation.holds()).as("%s: %s", limit.title(), observation.seen()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void itDoesNotHoldForAHandleThatIsWrapped(Limit limit) {
    for (Transport transport : new Transport[] {Transport.TCP, Local.stream()}) {
      LimitObservation observation = limit.observe(HandleKind.WRAPPED, transport);
      assertThat(observation.holds()).as("%s: %s", limit.title(), observation.seen()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRecommendedFormKeepsWhatTheInterceptingFormMaySet(Limit limit) {
    // Send and receive functions of a layer's own are against a recommendation, and no rule.
    LimitObservation observation =
        limit.observe(HandleKind.PASS_THROUGH_INTERCEPTING, Local.stream());
    assertThat(observation.holds())
        .as("%s: %s", limit.title(), observation.seen())
        .isEqualTo(limit != Limit.SEND_AND_RECEIVE_EXPOSED);
  }
}
