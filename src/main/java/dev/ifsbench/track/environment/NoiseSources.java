package dev.ifsbench.track.environment;

import dev.ifsbench.sockets.HostSystem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Detects sources of noise on a machine. Most checks are for Linux; on Windows processors and timer
 * are checked, and what {@link WindowsNoise} does.
 */
public final class NoiseSources {
  private static final String CPU = "sys/devices/system/cpu/";
  private static final int ENOUGH_PROCESSORS = 4;
  private static final double IDLE_LOAD = 0.25;
  private static final double NOTICEABLE_STEAL = 0.001;
  private static final int STEAL_COLUMN = 8;
  private static final long FINE_TIMER_NANOS = 100;
  private static final long MOST_PARANOID = 2;

  /** Clock sources that are read without a system call, or at next to no cost. */
  private static final Set<String> FAST_CLOCKS =
      Set.of("tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter", "timebase");

  private final HostFiles files;
  private final int processors;
  private final TimerResolution timer;

  /**
   * Creates a detector for one machine.
   *
   * @param files of the machine
   * @param processors that the JVM may use
   * @param timer the JVM's
   */
  NoiseSources(HostFiles files, int processors, TimerResolution timer) {
    this.files = files;
    this.processors = processors;
    this.timer = timer;
  }

  /** What disturbs this machine now. */
  public static List<NoiseSource> here() {
    List<NoiseSource> found =
        new NoiseSources(
                new HostFiles(Path.of("/")),
                Runtime.getRuntime().availableProcessors(),
                TimerResolution.measure())
            .find();
    return HostSystem.isWindows()
        ? Stream.concat(found.stream(), WindowsNoise.here().stream()).toList()
        : found;
  }

  /** Everything that is found. */
  List<NoiseSource> find() {
    return Stream.<Supplier<Optional<NoiseSource>>>of(
            this::governor,
            this::turbo,
            this::load,
            this::virtualMachine,
            this::steal,
            this::counters,
            this::counterRights,
            this::clock,
            this::timer,
            this::fewProcessors,
            this::siblings,
            this::swap,
            this::quota)
        .flatMap(check -> check.get().stream())
        .toList();
  }

  private Optional<NoiseSource> governor() {
    List<String> governors =
        files.names(CPU, "cpu[0-9]+").stream()
            .flatMap(cpu -> files.line(CPU + cpu + "/cpufreq/scaling_governor").stream())
            .distinct()
            .toList();
    if (governors.isEmpty()) {
      return files.exists(CPU)
          ? found(
              "Frequency governor",
              "it cannot be seen, so the frequency is the host's or the firmware's to change",
              "Set the host or the firmware to constant performance, or compare within a run only")
          : Optional.empty();
    }
    return foundIf(
        !governors.equals(List.of("performance")),
        "Frequency governor",
        "it is " + String.join(", ", governors),
        "cpupower frequency-set -g performance");
  }

  private Optional<NoiseSource> turbo() {
    boolean intel = files.number(CPU + "intel_pstate/no_turbo").equals(Optional.of(0L));
    boolean other = files.number(CPU + "cpufreq/boost").equals(Optional.of(1L));
    return foundIf(
        intel || other,
        "Turbo",
        "the frequency rises while few processors are busy and falls as they get hot",
        intel
            ? "echo 1 > /" + CPU + "intel_pstate/no_turbo"
            : "echo 0 > /" + CPU + "cpufreq/boost");
  }

  private Optional<NoiseSource> load() {
    Optional<Double> load =
        files
            .line("proc/loadavg")
            .map(line -> line.split(" ", -1)[0])
            .filter(text -> text.matches("[0-9]{1,6}\\.[0-9]+"))
            .map(Double::valueOf);
    return load.isEmpty()
        ? Optional.empty()
        : foundIf(
            load.get() > IDLE_LOAD * processors,
            "Load",
            String.format(
                Locale.ROOT,
                "%.2f threads wanted to run in the last minute, on %d processors",
                load.get(),
                processors),
            "End what else runs, and wait until the load is below "
                + String.format(Locale.ROOT, "%.2f", IDLE_LOAD * processors));
  }

  private Optional<NoiseSource> virtualMachine() {
    boolean hypervisor =
        files.lines("proc/cpuinfo").stream()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .filter(flags -> Arrays.asList(flags.split("\\s+", -1)).contains("hypervisor"))
            .isPresent();
    String product =
        files.line("sys/class/dmi/id/product_name").filter(name -> !name.isEmpty()).orElse("");
    return foundIf(
        hypervisor || files.exists("sys/hypervisor/type"),
        "Virtual machine",
        "others may use the same processors" + (product.isEmpty() ? "" : " (" + product + ")"),
        "Measure on hardware, or on a host that pins virtual processors");
  }

  private Optional<NoiseSource> steal() {
    Optional<double[]> ticks =
        files
            .line("proc/stat")
            .filter(line -> line.matches("cpu( +[0-9]{1,18}){" + STEAL_COLUMN + ",}"))
            .map(
                line ->
                    Arrays.stream(line.split(" +", -1))
                        .skip(1)
                        .limit(STEAL_COLUMN)
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    double share =
        ticks.map(all -> all[STEAL_COLUMN - 1] / Math.max(1, Arrays.stream(all).sum())).orElse(0.0);
    return foundIf(
        share > NOTICEABLE_STEAL,
        "Steal",
        String.format(
            Locale.ROOT,
            "the host took %.1f%% of the processors' time since the start",
            share * 100),
        "Ask for dedicated processors, or measure when the host is idle");
  }

  private Optional<NoiseSource> counters() {
    String devices = "sys/bus/event_source/devices";
    return foundIf(
        files.exists(devices) && files.names(devices, "cpu|cpu_core|arm.*_pmu.*|armv8.*").isEmpty(),
        "Hardware counters",
        "there are none, so -prof perfnorm and perfasm cannot say why something is slow",
        "Measure on hardware, or have the host pass its counters through");
  }

  private Optional<NoiseSource> counterRights() {
    Optional<Long> paranoid = files.number("proc/sys/kernel/perf_event_paranoid");
    return foundIf(
        paranoid.filter(level -> level > MOST_PARANOID).isPresent(),
        "Rights to counters",
        "kernel.perf_event_paranoid is " + paranoid.orElse(0L),
        "sysctl kernel.perf_event_paranoid=1");
  }

  private Optional<NoiseSource> clock() {
    Optional<String> clock =
        files.line("sys/devices/system/clocksource/clocksource0/current_clocksource");
    return foundIf(
        clock.filter(name -> !FAST_CLOCKS.contains(name)).isPresent(),
        "Clock source",
        String.format(Locale.ROOT, "it is %s, which is slow to read", clock.orElse("")),
        "Start the kernel with clocksource=tsc if the processor's is stable");
  }

  private Optional<NoiseSource> timer() {
    return foundIf(
        timer.stepNanos() > FINE_TIMER_NANOS || timer.costNanos() > FINE_TIMER_NANOS,
        "Timer",
        String.format(
            Locale.ROOT,
            "System.nanoTime has steps of %d ns and takes %d ns",
            timer.stepNanos(),
            timer.costNanos()),
        "Trust no single time below ten times that; averages over many operations are not affected");
  }

  private Optional<NoiseSource> fewProcessors() {
    return foundIf(
        processors < ENOUGH_PROCESSORS,
        "Processors",
        String.format(
            Locale.ROOT,
            "there are %d, which the benchmark shares with the compiler, the collector and the kernel",
            processors),
        String.format(
            Locale.ROOT,
            "Use a machine with %d or more; measure with one thread only",
            ENOUGH_PROCESSORS));
  }

  private Optional<NoiseSource> siblings() {
    return foundIf(
        files.number(CPU + "smt/active").equals(Optional.of(1L)),
        "SMT siblings",
        "two processors share a core, and each slows the other",
        "echo off > /" + CPU + "smt/control, or pin by taskset to one sibling of each core");
  }

  private Optional<NoiseSource> swap() {
    List<String> areas = files.lines("proc/swaps").stream().skip(1).toList();
    long usedKib =
        areas.stream()
            .map(area -> area.trim().split("\\s+", -1))
            .filter(columns -> columns.length > 3 && columns[3].matches("[0-9]{1,18}"))
            .mapToLong(columns -> Long.parseLong(columns[3]))
            .sum();
    return foundIf(
        !areas.isEmpty(),
        "Swap",
        usedKib > 0
            ? String.format(Locale.ROOT, "%d MiB are swapped out", usedKib >> 10)
            : "it is on",
        "swapoff -a while measuring");
  }

  private Optional<NoiseSource> quota() {
    return Stream.concat(quotaOfVersion2().stream(), quotaOfVersion1().stream())
        .findFirst()
        .map(
            allowed ->
                new NoiseSource(
                    "CPU quota",
                    String.format(
                        Locale.ROOT,
                        "the container may use %.2f processors and is stopped when it has",
                        allowed),
                    "Lift the limit (docker: without --cpus; Kubernetes: static CPU policy)"));
  }

  /** The quota of the control group, or of one above it that has a limit. */
  private Optional<Double> quotaOfVersion2() {
    String group =
        files.lines("proc/self/cgroup").stream()
            .filter(line -> line.startsWith("0::/"))
            .map(line -> line.substring("0::/".length()))
            .findFirst()
            .orElse("");
    for (String at = group; ; at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
      Optional<Double> quota =
          files
              .line("sys/fs/cgroup/" + (at.isEmpty() ? "" : at + "/") + "cpu.max")
              .filter(line -> line.matches("[0-9]{1,15} [1-9][0-9]{0,14}"))
              .map(line -> line.split(" ", -1))
              .map(line -> Double.parseDouble(line[0]) / Double.parseDouble(line[1]));
      if (quota.isPresent() || at.isEmpty()) {
        return quota;
      }
    }
  }

  private Optional<Double> quotaOfVersion1() {
    Optional<Long> quota =
        files.number("sys/fs/cgroup/cpu/cpu.cfs_quota_us").filter(micros -> micros > 0);
    Optional<Long> period =
        files.number("sys/fs/cgroup/cpu/cpu.cfs_period_us").filter(micros -> micros > 0);
    return quota.isPresent() && period.isPresent()
        ? Optional.of((double) quota.get() / period.get())
        : Optional.empty();
  }

  private static Optional<NoiseSource> foundIf(
      boolean condition, String subject, String finding, String advice) {
    return condition ? found(subject, finding, advice) : Optional.empty();
  }

  private static Optional<NoiseSource> found(String subject, String finding, String advice) {
    return Optional.of(new NoiseSource(subject, finding, advice));
  }
}
