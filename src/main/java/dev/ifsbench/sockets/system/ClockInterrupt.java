package dev.ifsbench.sockets.system;

import dev.ifsbench.sockets.winsock.SystemTimer;
import java.util.OptionalLong;

/** How often the system looks whose wait is over, where it does so at fixed times. Stateless. */
public final class ClockInterrupt {
  private ClockInterrupt() {}

  /**
   * How long it is from one time to the next now.
   *
   * @return nanoseconds; empty on anything but Windows, and where the system does not tell
   */
  public static OptionalLong intervalNanos() {
    return SystemTimer.intervalNanos();
  }
}
