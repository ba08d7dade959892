package dev.ifsbench.sockets.winsock;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import dev.ifsbench.sockets.HostSystem;
import java.util.Optional;

/** Tells Wine from Windows: Wine's {@code ntdll.dll} has a function that says so. */
public final class Wine {
  private Wine() {}

  /**
   * Which Wine runs this process.
   *
   * @return its version, for instance {@code 8.0}; empty on anything but Wine
   */
  public static Optional<String> version() {
    return HostSystem.isWindows() ? ask() : Optional.empty();
  }

  private static Optional<String> ask() {
    Function function;
    try {
      function = NativeLibrary.getInstance("ntdll").getFunction("wine_get_version");
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty(); // Windows' own has none
    }
    return Optional.of(function.invokeString(new Object[0], false));
  }
}
