package dev.ifsbench.bench.runtimes;

import dev.ifsbench.bench.state.technique.Escape;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * As OpenJDK's {@code Selector} does since version 17, by a part that is wepoll, as other users of
 * wepoll do: it polls the base provider's handle anew for each wait, and receives once.
 */
@State(Scope.Thread)
public class OpenJdkSelectorEcho extends PollingEcho {
  /** Constructor for JMH, which fills in the parameters. */
  public OpenJdkSelectorEcho() {}

  @Override
  Escape escape() {
    return Escape.WEPOLL;
  }
}
