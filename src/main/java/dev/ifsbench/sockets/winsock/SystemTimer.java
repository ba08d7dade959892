package dev.ifsbench.sockets.winsock;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.spi.NativeMemory;
import java.util.OptionalLong;

/** The system's clock interrupt, by {@code NtQueryTimerResolution}. Stateless. */
public final class SystemTimer {
  private static final int UNIT_NANOS = 100;
  private static final int CURRENT = 2 * Integer.BYTES;

  private SystemTimer() {}

  /**
   * How long it is from one interrupt to the next now.
   *
   * @return nanoseconds; empty on anything but Windows, and where the system does not tell
   */
  public static OptionalLong intervalNanos() {
    if (!HostSystem.isWindows()) {
      return OptionalLong.empty();
    }
    NativeMemory numbers = new NativeMemory(3 * Integer.BYTES);
    long at = numbers.address();
    int status;
    try {
      status =
          NativeLibrary.getInstance("ntdll")
              .getFunction("NtQueryTimerResolution")
              .invokeInt(
                  new Object[] {
                    new Pointer(at), new Pointer(at + Integer.BYTES), new Pointer(at + CURRENT)
                  });
    } catch (UnsatisfiedLinkError e) {
      return OptionalLong.empty();
    }
    long units = Integer.toUnsignedLong(numbers.getInt(CURRENT));
    return status == 0 && units > 0 ? OptionalLong.of(units * UNIT_NANOS) : OptionalLong.empty();
  }
}
