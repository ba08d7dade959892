package dev.ifsbench.cli.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Provider DLLs from {@code src/test/c}, which {@code scripts/test-windows} builds. */
@Tag("child-jvm")
@EnabledOnOs(OS.WINDOWS)
@EnabledIfSystemProperty(named = HostedTrialRunTest.FOLDER, matches = ".+")
class HostedTrialRunTest {
  static final String FOLDER = "ifsbench.providers";

  @ParameterizedTest
  @CsvSource({
    "crashes_in_send,it crashes the process in WSPSend of crashes_in_send.dll",
    "hangs_in_startup,it hangs for more than 20 s in WSPStartup of hangs_in_startup.dll",
    "ends_in_connect,it ends the process (the fork ended with exit code 3) in WSPConnect of"
  })
  void aProviderThatTakesTheProcessWithItIsNamedWithItsFunction(String name, String reason) {
    String dll = Path.of(System.getProperty(FOLDER), name + ".dll").toString();
    assertThat(HostedTrialRun.objection(dll))
        .hasValueSatisfying(o -> assertThat(o).contains(reason));
  }

  @ParameterizedTest
  @CsvSource({"pass_through", "wrapping", "fails"})
  void aProviderThatComesBackIsNotObjectedTo(String name) {
    String dll = Path.of(System.getProperty(FOLDER), name + ".dll").toString();
    assertThat(HostedTrialRun.objection(dll)).isEmpty();
  }
}
