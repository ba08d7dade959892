package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Benchmarks can be run as a user runs them; one operation is enough to see it. */
@Tag("child-jvm")
class BenchmarkRunTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SocketCreationBenchmark -p transport=TCP,UNIX,NONE -p depth=0,2",
        "SocketCreationBenchmark.socket -p transport=UDP6 -t 2",
        "UpcallBenchmark -t 2",
        "HandleTableBenchmark -p entries=1,1025 -t 2",
        "SelectBenchmark -p transport=UDP,UNIX -p handles=1,65",
        "SelectBenchmark.allWritable -p transport=NONE -p handles=65 -p depth=2 -t 2",
        "DispatcherBenchmark -p openHandles=2 -t 2",
        "(SendBenchmark|ReceiveBenchmark|SendReceiveBenchmark) -p transport=UNIX -p depth=0,1 -t 2",
        "RoundTripBenchmark -p transport=UNIX -t 2",
        "OverlappedBenchmark -p transport=UDP,UNIX -p depth=0,2 -p engine=EPOLL",
        "OverlappedBenchmark.(sendFirst|receiveFirst) -p transport=NONE -t 2",
        "OsIoBenchmark -p transport=UDP,UNIX -p depth=0,1",
        "NativeFloorBenchmark -p transport=UDP,UNIX",
        "TracingOverheadBenchmark",
        "CompletionPortBenchmark -p transport=TCP,UDP,UNIX -p batch=1,7 -p depth=0,2",
        "CompletionPortBenchmark -p transport=NONE -p batch=64 -t 2",
        "AcceptBenchmark -p transport=TCP,UNIX -p depth=0,2",
        "ConnectBenchmark -p depth=0,2",
        "DatagramBenchmark -p transport=UDP,UDP6 -p depth=0,2",
        "PollBenchmark -p transport=TCP,UDP,UNIX -p handles=1,65 -p depth=0,2",
        "RuntimeBenchmark -p transport=TCP,UNIX -p depth=2",
        "RuntimeBenchmark -p order=READ_FIRST -p payload=64 -t 2",
      })
  void everyRowGetsAResult(String arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments.split(" ")));
    all.addAll(List.of("-f", "0", "-bm", "ss", "-wi", "0", "-i", "2", "-foe", "true"));

    Outcome outcome = ChildJvm.run(folder, all.toArray(String[]::new));

    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out()).doesNotContain("Exception", "<failure>").contains("Score");
  }
}
