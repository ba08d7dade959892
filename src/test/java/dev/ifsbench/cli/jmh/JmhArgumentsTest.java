package dev.ifsbench.cli.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JmhArgumentsTest {
  @Test
  void providerDllsWithCommasBetweenThemAreOneChainAndNoValuesToBeComparedByTurns()
      throws Exception {
    JmhArguments arguments =
        new JmhArguments(
            List.of("SendReceive", "-p", "provider=a.dll,b.dll", "-p", "transport=TCP,UDP"));
    assertThat(arguments.options().getParameter("provider").get()).containsExactly("a.dll|b.dll");
    assertThat(arguments.options().getParameter("transport").get()).containsExactly("TCP", "UDP");
  }
}
