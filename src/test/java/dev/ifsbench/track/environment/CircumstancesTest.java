package dev.ifsbench.track.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.track.series.JmhText;
import dev.ifsbench.track.series.RunResults;
import dev.ifsbench.track.store.MemoryRun;
import dev.ifsbench.track.store.RunFolder;
import dev.ifsbench.track.store.TrackSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircumstancesTest {
  private static final String HERE =
      """
      {"machine": {"cpu": "Z80", "processors": 2, "operatingSystem": "Linux 6.1.0-13-amd64",
        "architecture": "amd64", "governor": "performance", "microcode": "0x2f", "loadAverage": 3.25,
        "memoryBytes": 1024},
       "jdk": {"vendor": "Debian", "version": "17.0.15+6", "vm": "Server VM",
        "flags": ["-Xmx1g"], "forkFlags": []},
       "binding": "JNA", "backend": "POSIX", "engine": "io_uring", "startTime": "2026-01-01T00:00:00Z"}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Z80          | 6502         | processor is '6502' and was 'Z80'
          : 2,         | : 4,         | processors is '4' and was '2'
          Linux 6.1    | FreeBSD 6.1  | operating system is 'FreeBSD' and was 'Linux'
          "amd64"      | "aarch64"    | architecture is 'aarch64' and was 'amd64'
          performance  | powersave    | governor is 'powersave' and was 'performance'
          Debian       | Microsoft    | JDK's vendor is 'Microsoft' and was 'Debian'
          17.0.15+6    | 21.0.7+6     | JDK is '21' and was '17'
          Server VM    | OpenJ9 VM    | virtual machine is 'OpenJ9 VM' and was 'Server VM'
          -Xmx1g       | -Xmx2g       | own options is '-Xmx2g' and was '-Xmx1g'
          "forkFlags": [] | "forkFlags": ["-Xint"] | forks' options is '-Xint' and was 'none'
          JNA          | FFM          | binding is 'FFM' and was 'JNA'
          POSIX        | NULL         | backend is 'NULL' and was 'POSIX'
          io_uring     | epoll        | engine is 'epoll' and was 'io_uring'
          """)
  void whatChangesResultsIsAnotherEnvironment(String part, String other, String difference)
      throws Exception {
    Circumstances here = of(HERE);
    Circumstances there = of(HERE.replace(part, other));

    assertThat(there.differencesFrom(here)).containsExactly(difference);
    assertThat(there.digest()).isPresent().isNotEqualTo(here.digest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          6.1.0-13-amd64 | 6.8.0     | kernel release is '6.8.0' and was '6.1.0-13-amd64'
          17.0.15+6      | 17.0.16+8 | JDK's update is '17.0.16+8' and was '17.0.15+6'
          0x2f           | 0x30      | microcode is '0x30' and was '0x2f'
          """)
  void whatOnlyMayExplainAChangeIsTheSameEnvironmentAndIsNamed(
      String part, String other, String explanation) throws Exception {
    Circumstances here = of(HERE);
    Circumstances there = of(HERE.replace(part, other));

    assertThat(there.differencesFrom(here)).isEmpty();
    assertThat(there.digest()).isEqualTo(here.digest());
    assertThat(Circumstances.explanations(here, there)).containsExactly(explanation);
    assertThat(Circumstances.explanations(here, here)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "-Xmx1g"      | "-Djava.io.tmpdir=/x", "-Xmx1g", "-Djmh.ignoreLock=true"
          "-Xmx1g"      | "-Xmx1g", "--add-opens", "java.base/java.lang=ALL-UNNAMED"
          "-Xmx1g"      | "--add-opens=java.base/java.lang=ALL-UNNAMED", "-Xmx1g"
          "forkFlags": [] | "forkFlags": ["--enable-native-access=ALL-UNNAMED"]
          3.25          | 7.5
          2026-01-01    | 2027-01-01
          """)
  void whatChangesNoResultIsTheSameEnvironment(String part, String other) throws Exception {
    Circumstances here = of(HERE);
    Circumstances there = of(HERE.replace(part, other));

    assertThat(there.differencesFrom(here)).isEmpty();
    assertThat(there.digest()).isEqualTo(here.digest());
    assertThat(Circumstances.explanations(here, there)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"17.0.15+6-Debian, 17", "1.8.0_402-b06, 8", "25-ea, 25", "21, 21", "zork, zork"})
  void aJdkIsToldByItsFeatureVersion(String version, String feature) throws Exception {
    assertThat(of(HERE.replace("17.0.15+6", version)).facts()).containsEntry("JDK", feature);
  }

  @ParameterizedTest
  @CsvSource({"Windows 11 10.0, Windows 11", "Mac OS X 14.2.1, Mac OS X", "Linux, Linux"})
  void anOperatingSystemIsToldWithoutItsRelease(String system, String name) throws Exception {
    assertThat(of(HERE.replace("Linux 6.1.0-13-amd64", system)).facts())
        .containsEntry("operating system", name);
  }

  @Test
  void whatCouldNotBeFoundOutIsNotKnownToDiffer() throws Exception {
    Circumstances unknown = of(HERE.replace("performance", "unknown").replace("0x2f", "unknown"));

    assertThat(unknown.differencesFrom(of(HERE))).isEmpty();
    assertThat(of(HERE).differencesFrom(unknown)).isEmpty();
    assertThat(Circumstances.explanations(unknown, of(HERE))).isEmpty();
  }

  @Test
  void anEnvironmentIsTheSameBeforeAndAfterItWasKept() throws Exception {
    Environment here = Environment.current(Instant.EPOCH, SocketNames.NONE, Map.of());
    Circumstances kept = of(here.toJson());

    assertThat(kept.facts()).isEqualTo(here.circumstances().facts());
    assertThat(kept.details()).isEqualTo(here.circumstances().details());
    assertThat(kept.digest()).hasValue(here.digest());
    assertThat(kept.unknownAgainst(kept)).isEmpty();
  }

  @Test
  void aRunIsResumedIfWhereItBeganIsTheSameEnvironment() throws Exception {
    Environment here = Environment.current(Instant.EPOCH, SocketNames.NONE, Map.of());

    assertThat(here.withForkFlags(List.of("-Djava.io.tmpdir=/else")).circumstances().facts())
        .isEqualTo(here.withForkFlags(List.of()).circumstances().facts());
    assertThat(TrackSettings.identityOf(here))
        .containsAllEntriesOf(here.circumstances().facts())
        .containsKeys("commit", "tree");
  }

  /** As {@code -jvm} asks for. */
  @Test
  void theJvmThatMeasuredCountsWhereItIsAnother() throws Exception {
    MemoryRun run =
        new MemoryRun("run")
            .with(RunFolder.ENVIRONMENT, HERE)
            .with(
                RunFolder.JMH_RESULT,
                new JmhText()
                    .on("25+36")
                    .with("a", "avgt", "ns/op", new double[][] {{1}})
                    .toString());

    assertThat(RunResults.read(run).circumstances().facts())
        .containsEntry("JDK", "25")
        .containsEntry("virtual machine", "VM")
        .doesNotContainKey("JDK's vendor");
  }

  private static Circumstances of(String environment) throws JsonProcessingException {
    return Circumstances.of(new ObjectMapper().readTree(environment));
  }
}
