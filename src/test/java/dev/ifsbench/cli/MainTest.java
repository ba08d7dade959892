package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Tag("child-jvm")
class MainTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -zork                            | 64 | Unknown option '-zork'; -h lists JMH's, --help this project's
          Sned                             | 64 | No benchmark matches 'Sned'; did you mean send?; -l lists them
          trak SendReceive                 | 64 | No benchmark matches 'trak'; did you mean track?; -l lists them
          compar a b                       | 64 | No benchmark matches 'compar'; did you mean compare?; -l lists them
          SendReceive zork                 | 64 | No benchmark matches 'zork'; -l lists them
          help trak                        | 64 | There is no command 'trak'; did you mean track?; help lists them
          help zork                        | 64 | There is no command 'zork'; help lists them
          doctor now                       | 64 | doctor takes no argument 'now'; see doctor --help
          headline TCP                     | 64 | headline takes no argument 'TCP'; see headline --help
          headlin                          | 64 | No benchmark matches 'headlin'; did you mean headline?; -l lists them
          (                                | 64 | '(' is not a regular expression: Unclosed group
          -p handle=WRAPED SendBenchmark   | 64 | Parameter handle cannot be 'WRAPED'; it is one of BASE, PASS_THROUGH, PASS_THROUGH_INTERCEPTING, WRAPPED; did you mean WRAPPED?
          -p payload=abc SendBenchmark     | 64 | Parameter payload cannot be 'abc'; it is a whole number from 1 to 65536
          -p depth=7 SendBenchmark         | 64 | Parameter depth cannot be '7'; it is a whole number from 0 to 6
          -p transport=UDP SocketCreation  | 64 | SocketCreationBenchmark.accept cannot run over UDP: datagram sockets accept no connections
          -p transport=NONE oneReadable    | 64 | SelectBenchmark.oneReadable cannot run over NONE: it finds every handle ready; use SelectBenchmark.allWritable
          -p handles=1001 SelectBenchmark  | 64 | Parameter handles cannot be '1001'; it is a whole number from 1 to 1000
          -p transport=NONE RoundTrip      | 64 | RoundTripBenchmark cannot run over NONE: nothing comes back over it
          -p hanle=BASE SendBenchmark      | 64 | No selected benchmark has a parameter 'hanle'; did you mean handle?; -lp lists them
          -f abc                           | 64 | Cannot parse argument 'abc' of option f
          -rf xml                          | 64 | There is no ResultFormatType 'XML'; see -h
          -prof nosuch                     | 64 | -prof nosuch: no such profiler; -lprof lists them
          -rff /no/such/folder/x SendBench | 64 | -rff: '/no/such/folder/x' cannot be written
          -jvm /no/such/java SendBench     | 64 | -jvm: '/no/such/java' cannot be executed
          headline --budgt                 | 64 | Unknown option: '--budgt'; did you mean --budget?; see headline --help
          headline --handle FOO            | 64 | Parameter handle cannot be 'FOO'; it is one of BASE, PASS_THROUGH, PASS_THROUGH_INTERCEPTING, WRAPPED
          headline --depth 7               | 64 | Parameter depth cannot be '7'; it is a whole number from 0 to 6
          headline --payload 65537         | 64 | Parameter payload cannot be '65537'; it is a whole number from 1 to 65536
          headline --rounds 0              | 64 | --rounds must be at least 1, but is 0; see headline --help
          latency --handle WRAPED          | 64 | Parameter handle cannot be 'WRAPED'; it is one of BASE, PASS_THROUGH, PASS_THROUGH_INTERCEPTING, WRAPPED; did you mean WRAPPED?
          latency --transport NONE         | 64 | RoundTripBenchmark cannot run over NONE: nothing comes back over it
          latency --payload 0              | 64 | Parameter payload cannot be '0'; it is a whole number from 1 to 65536
          latency --rate 0                 | 64 | --rate must be from 1 to 1000000, but is 0; see latency --help
          latency --rate 20k               | 64 | Invalid value for option '--rate': '20k' is not an int; see latency --help
          latency --rounds 0               | 64 | --rounds must be from 1 to 1000, but is 0; see latency --help
          latency --duration 30x           | 64 | Invalid value for option '--duration': '30x' is not a time such as 90s or 4m40s; see latency --help
          latency --warmup 2h              | 64 | --warmup must give each round more than zero and at most an hour; see latency --help
          track -f 3 SendBenchmark         | 64 | track does not take JMH's -f: each round has one fork, see --rounds
          track -rff x SendBenchmark       | 64 | track does not take JMH's -rff: the store has JMH's JSON, see --store
          track --paired BASE              | 64 | Invalid value for option '--paired': 'BASE' is not two names with a comma between them; see track --help
          track --paired BASE,BASE         | 64 | Invalid value for option '--paired': 'BASE' is named twice; calibrate compares a kind of handle with itself; see track --help
          track --paired BASE,ffm          | 64 | Invalid value for option '--paired': 'BASE,ffm' are neither two kinds of handle (BASE, PASS_THROUGH, PASS_THROUGH_INTERCEPTING, WRAPPED), nor two entries (entry:ID), nor two bindings (JNA, FFM), nor two jars; see track --help
          track --paired a.jar,b.jar Send  | 3 | --paired: there is no file 'a.jar'
          track --paired BASE,WRAPPED UpcallBenchmark.query | 64 | No selected benchmark can take turns in one JVM: UpcallBenchmark.query cannot take turns: it has no parameter 'handle', so that both sides would be the same
          track --paired BASE,WRAPPED Send -p handle=BASE | 64 | track does not take JMH's -p handle: --paired chooses it
          track --paired BASE,WRAPPED Send -i 3 | 64 | track does not take JMH's -i: sides take turns of 10 ms, for as long as --paired has them
          track --rounds 0                 | 64 | --rounds must be at least 1, but is 0; see track --help
          track --precision 0              | 64 | Invalid value for option '--precision': '0' is not a percentage above 0 and below 100; see track --help
          track --resume=x --rounds 3      | 64 | --resume goes on with what the run was begun with; leave out --rounds; see track --help
          track --resume=x --store none    | 3 | There is no run 'x' in none; history lists them
          track --resume --store none      | 3 | none has no interrupted run of track
          history --since tomorrow         | 64 | Invalid value for option '--since': 'tomorrow' is not a time such as 2026-01-31, 2026-01-31T12:00:00Z or 7d; see history --help
          history --benchmark (            | 64 | Invalid value for option '--benchmark': '(' is not a regular expression: Unclosed group; see history --help
          baseline show --store none       | 3 | none has no baseline; choose one by: baseline set RUN
          latency --rat 5                  | 64 | Unknown options: '--rat', '5'; did you mean --rate?; see latency --help
          gate --percentile p98 a b        | 64 | Invalid value for option '--percentile' (PERCENTILE): 'p98' is not one of p50, p90, p99, p99.9, p99.99; did you mean p90?; see gate --help
          gate a b                         | 64 | Missing required option: '--max-regression=PERCENT'; see gate --help
          compare nosuch nosuch            | 3 | 'nosuch' is neither a run of results nor a git revision; history lists the runs
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
  void theSameVersionsAreShownByTheCommandAndByBothOptions() throws IOException {
    String version = ChildJvm.run(folder, "--version").out();

    assertThat(ChildJvm.run(folder, "-V").out()).isEqualTo(version);
    assertThat(ChildJvm.run(folder, "version").out()).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cp0", "no such encoding", ""})
  void anEncodingThatTheRuntimeDoesNotKnowIsNoReasonToFail(String encoding) throws IOException {
    Outcome outcome =
        ChildJvm.runWith(List.of("-Dstdout.encoding=" + encoding), folder, "--version");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("ifsbench ");
  }

  @Test
  void helpOfACommandIsTheSameHowItIsAskedFor() throws IOException {
    Outcome help = ChildJvm.run(folder, "help", "track");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .isEqualTo(ChildJvm.run(folder, "track", "--help").out())
        .contains("Usage: java -jar benchmarks.jar track [OPTIONS]");
    assertThat(ChildJvm.run(folder, "help").out()).isEqualTo(ChildJvm.run(folder, "--help").out());
  }

  @Test
  void helpNamesTheCommandAsAScriptSaysThatItWasTyped() throws IOException {
    Outcome help =
        ChildJvm.runWith(List.of("-Difsbench.command=scripts/bench"), folder, "gate", "--help");

    assertThat(help.out()).contains("Usage: scripts/bench gate ");
  }

  @Test
  void everyCommandShowsTheOneTableOfExitCodes() {
    for (CommandLine command : Main.commands().getSubcommands().values()) {
      String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
      String words = help.replaceAll("\\s+", " ");

      for (ExitCode code : ExitCode.values()) {
        assertThat(words)
            .as(command.getCommandName())
            .contains(" " + code.code() + " " + code.meaning());
      }
    }
  }

  @Test
  void theDocumentationHasTheTableOfExitCodes() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/exit-codes.md"));

    for (ExitCode code : ExitCode.values()) {
      assertThat(page)
          .contains(String.format(Locale.ROOT, "| %d | %s |", code.code(), code.meaning()));
    }
  }

  @Test
  void completionCompletesCommandsAndTheirOptions() throws IOException {
    Outcome outcome = ChildJvm.run(folder, "completion");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("complete -F _complete_ifsbench", "headline", "--max-regression");
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
    assertThat(outcome.exitCode()).isEqualTo(3);
  }
}
