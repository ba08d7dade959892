package dev.ifsbench.report.text;

import dev.ifsbench.track.environment.BuildInfo;
import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.environment.Machine;
import java.util.List;
import java.util.Map;

/** Places that nothing was measured in. */
public final class Environments {
  private Environments() {}

  public static Environment of(String real) {
    return new Environment(
        1,
        "2026-01-02T03:04:05Z",
        new BuildInfo("1.0", "0123456789012345678901234567890123456789", "clean"),
        new Environment.Jdk("A Vendor of JDKs", "17.0.15", "VM", List.of(), List.of()),
        new Machine("A CPU", 2, 4L << 30, "Linux 6", "amd64", 0.5, "performance", "0x1"),
        List.of(),
        "JNA direct mapping",
        "POSIX sockets",
        "io_uring",
        real + " are real, and so is every call that the operating system gets",
        "the layers, and what is between them and the operating system, are modelled",
        Map.of());
  }
}
