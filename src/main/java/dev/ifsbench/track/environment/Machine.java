package dev.ifsbench.track.environment;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine that measures.
 *
 * @param cpu model of the processor
 * @param processors how many the JVM may use
 * @param memoryBytes physical memory
 * @param operatingSystem name and version; on Linux the version is the kernel's
 * @param architecture as the JVM names it
 * @param loadAverage runnable threads over the last minute, negative if unknown
 * @param governor how the processor's frequency is chosen, or "unknown"
 * @param microcode the processor's, or "unknown"; Linux alone tells it
 */
public record Machine(
    String cpu,
    int processors,
    long memoryBytes,
    String operatingSystem,
    String architecture,
    double loadAverage,
    String governor,
    String microcode) {
  private static final String UNKNOWN = "unknown";
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path GOVERNOR =
      Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");

  /** Reads the machine's properties from the operating system. */
  public static Machine current() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        cpuInfo("model name")
            .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
            .orElse(UNKNOWN),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        system.getSystemLoadAverage(),
        firstLine(GOVERNOR).orElse(UNKNOWN),
        cpuInfo("microcode").orElse(UNKNOWN));
  }

  /** Of the first processor; the others are alike. */
  private static Optional<String> cpuInfo(String field) {
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith(field))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> firstLine(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().map(String::strip);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
