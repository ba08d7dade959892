package dev.ifsbench.track.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseSourcesTest {
  private static final TimerResolution FINE = new TimerResolution(20, 25);

  @TempDir private Path root;

  @Test
  void aQuietMachineHasNone() throws IOException {
    quietMachine();

    assertThat(find(8, FINE)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sys/devices/system/cpu/cpu1/cpufreq/scaling_governor | powersave | Frequency governor | performance, powersave
          sys/devices/system/cpu/intel_pstate/no_turbo | 0 | Turbo | frequency rises
          sys/devices/system/cpu/cpufreq/boost | 1 | Turbo | frequency rises
          proc/loadavg | 3.50 2.00 1.00 4/200 99 | Load | 3.50 threads
          proc/cpuinfo | flags : fpu hypervisor sse | Virtual machine | same processors (Box)
          proc/stat | cpu  100 0 100 700 0 0 0 100 0 0 | Steal | 10.0%
          proc/sys/kernel/perf_event_paranoid | 4 | Rights to counters | is 4
          sys/devices/system/clocksource/clocksource0/current_clocksource | hpet | Clock source | hpet
          sys/devices/system/cpu/smt/active | 1 | SMT siblings | share a core
          sys/fs/cgroup/a/cpu.max | 150000 100000 | CPU quota | 1.50 processors
          sys/fs/cgroup/cpu.max | 50000 100000 | CPU quota | 0.50 processors
          """)
  void eachIsFoundByItsFile(String file, String content, String subject, String finding)
      throws IOException {
    quietMachine();
    write(file, content);

    List<NoiseSource> found = find(8, FINE);

    assertThat(found).extracting(NoiseSource::subject).containsExactly(subject);
    assertThat(found.get(0).finding()).contains(finding);
    assertThat(found.get(0).advice()).isNotBlank();
  }

  @Test
  void swapIsFoundWithWhatIsInIt() throws IOException {
    quietMachine();
    write(
        "proc/swaps",
        "Filename Type Size Used Priority\n/a partition 4096000 2048 -2\n/b file 4096000 1024 -3");

    assertThat(find(8, FINE))
        .containsExactly(
            new NoiseSource("Swap", "3 MiB are swapped out", "swapoff -a while measuring"));
  }

  @Test
  void theQuotaOfAnOlderKernelIsFound() throws IOException {
    quietMachine();
    write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000");
    write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");

    assertThat(find(8, FINE)).extracting(NoiseSource::subject).containsExactly("CPU quota");
  }

  @Test
  void missingCountersAndAnUnseenGovernorAreFound() throws IOException {
    quietMachine();
    Files.delete(root.resolve("sys/bus/event_source/devices/cpu"));
    Files.delete(root.resolve("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));

    assertThat(find(8, FINE))
        .extracting(NoiseSource::subject)
        .containsExactly("Frequency governor", "Hardware counters");
  }

  @Test
  void whatTheJvmSeesIsFoundOnEverySystem() {
    assertThat(find(2, new TimerResolution(1000, 30)))
        .extracting(NoiseSource::subject)
        .containsExactly("Timer", "Processors");
  }

  @ParameterizedTest
  @CsvSource({"proc/loadavg", "proc/stat", "proc/swaps", "sys/fs/cgroup/cpu.max", "proc/cpuinfo"})
  void aFileThatCannotBeUnderstoodIsPassedOver(String file) throws IOException {
    quietMachine();
    write(file, "\u0000 nonsense 1 2");

    assertThat(find(8, FINE)).isEmpty();
  }

  @Test
  void theTimerOfThisMachineHasAStep() {
    assertThat(TimerResolution.measure().stepNanos()).isPositive();
  }

  private List<NoiseSource> find(int processors, TimerResolution timer) {
    return new NoiseSources(new HostFiles(root), processors, timer).find();
  }

  private void quietMachine() throws IOException {
    write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance");
    write("sys/devices/system/cpu/intel_pstate/no_turbo", "1");
    write("sys/devices/system/cpu/smt/active", "0");
    write("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc");
    write("sys/class/dmi/id/product_name", "Box");
    write("sys/bus/event_source/devices/cpu", "");
    write("sys/fs/cgroup/cpu.max", "max 100000");
    write("proc/self/cgroup", "0::/a/b");
    write("proc/loadavg", "0.10 0.10 0.10 1/200 99");
    write("proc/cpuinfo", "processor : 0\nflags : fpu sse");
    write("proc/stat", "cpu  100 0 100 800 0 0 0 0 0 0");
    write("proc/swaps", "Filename Type Size Used Priority");
    write("proc/sys/kernel/perf_event_paranoid", "1");
  }

  private void write(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content + "\n");
  }
}
