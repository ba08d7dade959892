package dev.ifsbench.bench.runtimes;

import dev.ifsbench.bench.state.technique.Escape;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * As OpenJDK's {@code Selector} does since version 17, by a part that is wepoll, and whoever else
 * uses that: it polls the base provider's handle anew for each wait, and receives once.
 */
@State(Scope.Thread)
public class OpenJdkSelectorEcho extends PollingEcho {
  /** Makes one to be filled in by JMH. */
  public OpenJdkSelectorEcho() {}

  @Override
  Escape escape() {
    return Escape.WEPOLL;
  }
}
