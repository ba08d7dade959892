package dev.ifsbench.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.bench.state.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class TransportOptionTest {
  /** Has the option. */
  @Command(name = "program", showDefaultValues = true)
  static final class Program {
    @Mixin private TransportOption transport = new TransportOption(Transport.UNIX, Transport.TCP);
  }

  private final Program program = new Program();
  private final CommandLine commands = new CommandLine(program);

  @Test
  void withoutTheOptionTheUsualOnesAreUsedAndNoneIsGiven() {
    commands.parseArgs();

    assertThat(program.transport.values()).containsExactly("UNIX", "TCP");
    assertThat(program.transport.given()).isEmpty();
  }

  @Test
  void whatIsGivenTakesThePlaceOfTheUsualOnes() {
    commands.parseArgs("--transport", "UDP,NONE");

    assertThat(program.transport.values()).containsExactly("UDP", "NONE");
    assertThat(program.transport.given()).containsExactly("UDP", "NONE");
  }

  @Test
  void helpShowsTheUsualOnesAsTheyWouldBeTyped() {
    assertThat(commands.getUsageMessage()).contains("Default: UNIX,TCP");
  }

  @Test
  void oneTransportIsAConstant() {
    commands.parseArgs("--transport", "UDP6");

    assertThat(program.transport.value()).isEqualTo(Transport.UDP6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FOO", "TCP,UDP"})
  void somethingElseThanOneTransportIsRefused(String given) {
    commands.parseArgs("--transport", given);

    assertThatThrownBy(program.transport::value)
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--transport")
        .hasMessageContaining("expected one of [TCP, ")
        .hasMessageContaining("'" + given + "'");
  }
}
