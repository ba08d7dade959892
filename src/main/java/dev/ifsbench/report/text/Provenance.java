package dev.ifsbench.report.text;

import dev.ifsbench.track.environment.Environment;
import dev.ifsbench.track.environment.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The end of every report: where and how its numbers came about. */
public final class Provenance {
  private static final int BYTES_PER_MIB = 1 << 20;

  private Provenance() {}

  /**
   * Returns the notes.
   *
   * @param environment where and how it was measured
   * @param files that hold the results
   */
  static List<String> lines(Environment environment, List<String> files) {
    List<String> lines = new ArrayList<>();
    lines.add("Modelled: " + environment.modelled() + ".");
    lines.add("Machine:  " + machine(environment.machine()));
    lines.add(
        "JDK:      "
            + environment.jdk()
            + ", "
            + environment.binding()
            + ", "
            + environment.engine());
    lines.add("ifsbench: " + environment.project());
    files.forEach(file -> lines.add("Written:  " + file));
    return lines;
  }

  /** A share as a percentage without needless zeros. */
  public static String percent(double share) {
    String percent = String.format(Locale.ROOT, "%.3f", share * 100);
    return percent.replaceFirst("\\.?0+$", "");
  }

  /** The load average, which Windows does not have. */
  private static String load(Machine machine) {
    return machine.loadAverage() < 0
        ? "unknown"
        : String.format(Locale.ROOT, "%.2f", machine.loadAverage());
  }

  static String machine(Machine machine) {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %d MiB, %s (%s), load %s, governor %s",
        machine.cpu(),
        machine.processors(),
        machine.memoryBytes() / BYTES_PER_MIB,
        machine.operatingSystem(),
        machine.architecture(),
        load(machine),
        machine.governor());
  }
}
