package dev.ifsbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.track.run.PairedSides;
import dev.ifsbench.track.store.TrackSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanConsentTest {
  @Test
  void aPlanOfBenchmarksNeedsNoConsent() {
    TrackSettings plan = plan(null, "SendBenchmark", "-p", "transport=NONE", "-wi", "1");

    assertThatCode(() -> new PlanConsent(false).require("run", plan)).doesNotThrowAnyException();
  }

  @Test
  void whatRunsCodeIsNamed() {
    assertThat(PlanConsent.choices(plan(null, "x", "-jvmArgs", "-javaagent:a.jar")))
        .containsExactly("-javaagent:a.jar");
    assertThat(PlanConsent.choices(plan(null, "x", "--jvmArgsAppend", "-agentpath:a.so")))
        .containsExactly("-agentpath:a.so");
    assertThat(PlanConsent.choices(plan(null, "x", "-prof", "evil.Profiler")))
        .containsExactly("-prof evil.Profiler");
    assertThat(PlanConsent.choices(plan(null, "x", "-p", "provider=evil.dll")))
        .containsExactly("-p provider=evil.dll");
    assertThat(PlanConsent.choices(plan(new PairedSides("jar", "a.jar", "b.jar"), "x")))
        .containsExactly("--paired a.jar,b.jar");
  }

  @Test
  void withoutAYesItIsRefusedAndWithOneItGoesOn() {
    TrackSettings plan = plan(null, "x", "-jvmArgs", "-javaagent:a.jar");

    assertThatThrownBy(() -> new PlanConsent(false).require("run", plan))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--accept-plan");
    assertThatCode(() -> new PlanConsent(true).require("run", plan)).doesNotThrowAnyException();
  }

  @Test
  void aPlanWhoseSecretWasNotKeptIsRefused() throws Exception {
    byte[] stored = plan(null, "x", "-jvmArgs", "-Dmy.password=P4ss").encode();

    assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("P4ss");
    assertThatThrownBy(
            () -> new PlanConsent(true).require("run", TrackSettings.decode("run", stored)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("secret");
  }

  private static TrackSettings plan(PairedSides sides, String... arguments) {
    return new TrackSettings(
        List.of(arguments), List.of("x"), 9, 1000, 0.02, null, 0.95, 1, sides, null, Map.of());
  }
}
