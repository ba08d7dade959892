package dev.ifsbench.cli.jmh;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.cli.option.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaseStackCheckTest {
  private static void check(String handle, String quirk) throws UserError {
    new BaseStackCheck().check(Map.of("handle", handle, "quirk", quirk));
  }

  @Test
  void aQuirkThatOnlyAWrappingLayerCanHaveIsRefusedForAnother() {
    assertThatThrownBy(() -> check("PASS_THROUGH", "COMPLETES_LATE"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("-p quirk=COMPLETES_LATE")
        .hasMessageContaining("-p handle=WRAPPED");
    assertThatCode(() -> check("WRAPPED", "COMPLETES_LATE")).doesNotThrowAnyException();
    assertThatCode(() -> check("BASE", "COMPLETES_LATE")).doesNotThrowAnyException();
    assertThatCode(() -> check("PASS_THROUGH", "REFUSES_BASE_HANDLE")).doesNotThrowAnyException();
  }
}
