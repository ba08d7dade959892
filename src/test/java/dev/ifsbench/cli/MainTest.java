package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("child-jvm")
class MainTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -zork                            | 1 | Unknown option '-zork'; -h lists JMH's, --help this project's
          Sned                             | 1 | No benchmark matches 'Sned'; did you mean send?; -l lists them
          headlin                          | 1 | No benchmark matches 'headlin'; did you mean headline?; -l lists them
          (                                | 1 | '(' is not a regular expression: Unclosed group
          -p handle=WRAPED SendBenchmark   | 1 | Parameter handle cannot be 'WRAPED'; it is one of BASE, PASS_THROUGH, PASS_THROUGH_INTERCEPTING, WRAPPED; did you mean WRAPPED?
          -p payload=abc SendBenchmark     | 1 | Parameter payload cannot be 'abc'; it is a whole number from 1 to 65536
          -p depth=7 SendBenchmark         | 1 | Parameter depth cannot be '7'; it is a whole number from 0 to 6
          -p transport=UDP SocketCreation  | 1 | SocketCreationBenchmark.accept cannot run over UDP: datagram sockets accept no connections
          -p transport=NONE oneReadable    | 1 | SelectBenchmark.oneReadable cannot run over NONE: it finds every handle ready; use SelectBenchmark.allWritable
          -p handles=1001 SelectBenchmark  | 1 | Parameter handles cannot be '1001'; it is a whole number from 1 to 1000
          -p transport=NONE RoundTrip      | 1 | RoundTripBenchmark cannot run over NONE: nothing comes back over it
          -p hanle=BASE SendBenchmark      | 1 | No selected benchmark has a parameter 'hanle'; did you mean handle?; -lp lists them
          -f abc                           | 1 | Cannot parse argument 'abc' of option f
          -rf xml                          | 1 | There is no ResultFormatType 'XML'; see -h
          -prof nosuch                     | 1 | -prof nosuch: no such profiler; -lprof lists them
          -rff /no/such/folder/x SendBench | 1 | -rff: '/no/such/folder/x' cannot be written
          -jvm /no/such/java SendBench     | 1 | -jvm: '/no/such/java' cannot be executed
          headline --budgt                 | 2 | Unknown option: '--budgt'; did you mean --budget?; see headline --help
          headline --handle FOO            | 1 | Parameter handle cannot be 'FOO'; it is one of BASE, PASS_THROUGH, PASS_THROUGH_INTERCEPTING, WRAPPED
          headline --depth 7               | 1 | Parameter depth cannot be '7'; it is a whole number from 0 to 6
          headline --payload 65537         | 1 | Parameter payload cannot be '65537'; it is a whole number from 1 to 65536
          headline --rounds 0              | 2 | --rounds must be at least 1, but is 0; see headline --help
          latency --handle WRAPED          | 1 | Parameter handle cannot be 'WRAPED'; it is one of BASE, PASS_THROUGH, PASS_THROUGH_INTERCEPTING, WRAPPED; did you mean WRAPPED?
          latency --transport NONE         | 1 | RoundTripBenchmark cannot run over NONE: nothing comes back over it
          latency --payload 0              | 1 | Parameter payload cannot be '0'; it is a whole number from 1 to 65536
          latency --rate 0                 | 2 | --rate must be from 1 to 1000000, but is 0; see latency --help
          latency --rate 20k               | 2 | Invalid value for option '--rate': '20k' is not an int; see latency --help
          latency --rounds 0               | 2 | --rounds must be from 1 to 1000, but is 0; see latency --help
          latency --duration 30x           | 2 | Invalid value for option '--duration': '30x' is not a time such as 90s or 4m40s; see latency --help
          latency --warmup 2h              | 2 | --warmup must give a round more than no time and at most an hour; see latency --help
          track -f 3 SendBenchmark         | 1 | track does not take JMH's -f: each round has one fork, see --rounds
          track -rff x SendBenchmark       | 1 | track does not take JMH's -rff: the store has JMH's JSON, see --store
          track --paired BASE              | 2 | Invalid value for option '--paired': 'BASE' is not two names with a comma between them; see track --help
          track --paired BASE,BASE         | 2 | Invalid value for option '--paired': 'BASE' twice would be one thing; calibrate compares a thing with itself; see track --help
          track --paired BASE,ffm          | 2 | Invalid value for option '--paired': 'BASE,ffm' are neither two kinds of handle (BASE, PASS_THROUGH, PASS_THROUGH_INTERCEPTING, WRAPPED), nor two bindings (JNA, FFM), nor two jars; see track --help
          track --paired a.jar,b.jar Send  | 1 | --paired: there is no file 'a.jar'
          track --paired BASE,WRAPPED UpcallBenchmark | 1 | No selected benchmark can take turns in one JVM; these can: SendBenchmark.send, ReceiveBenchmark.receive, SendReceiveBenchmark.sendReceive
          track --paired BASE,WRAPPED Send -p handle=BASE | 1 | track does not take JMH's -p handle: --paired chooses it
          track --paired BASE,WRAPPED Send -i 3 | 1 | track does not take JMH's -i: sides take turns of 10 ms, for as long as --paired has them
          track --rounds 0                 | 2 | --rounds must be at least 1, but is 0; see track --help
          track --precision 0              | 2 | Invalid value for option '--precision': '0' is not a percentage above 0 and below 100; see track --help
          track --resume=x --rounds 3      | 2 | --resume goes on with what the run was begun with; leave out --rounds; see track --help
          track --resume=x --store none    | 1 | There is no run 'x' in none; history lists them
          track --resume --store none      | 1 | none has no interrupted run of track
          history --since tomorrow         | 2 | Invalid value for option '--since': 'tomorrow' is not a time such as 2026-01-31, 2026-01-31T12:00:00Z or 7d; see history --help
          history --benchmark (            | 2 | Invalid value for option '--benchmark': '(' is not a regular expression: Unclosed group; see history --help
          baseline show --store none       | 1 | none has no baseline; choose one by: baseline set RUN
          latency --rat 5                  | 2 | Unknown options: '--rat', '5'; did you mean --rate?; see latency --help
          gate --percentile p98 a b        | 64 | Invalid value for option '--percentile' (PERCENTILE): 'p98' is not one of p50, p90, p99, p99.9, p99.99; did you mean p90?; see gate --help
          gate a b                         | 64 | Missing required option: '--max-regression=PERCENT'; see gate --help
          compare nosuch nosuch            | 1 | 'nosuch' is neither a run of results nor a git revision; history lists the runs
          """)
  void aMistakeIsAnsweredInOneLine(String arguments, int exitCode, String message)
      throws IOException {
    Outcome outcome = ChildJvm.run(folder, arguments.split(" ", -1));

    assertThat(outcome.errorLines()).containsExactly(message);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void helpNamesTheCommandsAndPointsToJmh() throws IOException {
    Outcome outcome = ChildJvm.run(folder, "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("headline", "latency", "JMH", "-h lists its options");
  }

  @Test
  void helpNamesNoDefaultThatIsNone() throws IOException {
    for (String command : Main.commandNames()) {
      Outcome outcome = ChildJvm.run(folder, command, "--help");

      assertThat(outcome.out())
          .as(command)
          .doesNotContainPattern("Default: (0\\.0|null|false|-1|\\[\\]|\\R)");
    }
  }

  @Test
  void versionNamesAllThatANumberDependsOn() throws IOException {
    Outcome outcome = ChildJvm.run(folder, "--version");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("ifsbench .*, commit .* \\((clean|dirty|unknown)\\)"),
            line -> assertThat(line).startsWith("JMH 1."),
            line -> assertThat(line).startsWith("JNA 5."),
            line ->
                assertThat(line).startsWith("JDK " + System.getProperty("java.runtime.version")));
  }

  @Test
  void everythingElseIsJmh() throws IOException {
    Outcome list = ChildJvm.run(folder, "-l", "SendBenchmark");
    Outcome help = ChildJvm.run(folder, "-h");

    assertThat(list.out()).startsWith("Benchmarks:").contains("dev.ifsbench.bench.SendBenchmark");
    assertThat(list.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: java -jar ...", "-prof");
    assertThat(help.exitCode()).isZero();
  }

  @Test
  void aRunWhoseResultsCouldNotBeKeptDoesNotBegin() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    Outcome outcome = ChildJvm.run(folder, "headline", "--results", file.toString());

    assertThat(outcome.errorLines())
        .containsExactly("Results cannot be written to '%s': it is not a folder".formatted(file));
    assertThat(outcome.exitCode()).isEqualTo(1);
  }
}
