package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profiler of forks, asked for where there are none. */
@Tag("child-jvm")
class UnforkedProfilerTest {
  private static final String REASON = "-prof ifs has no results with -f 0";

  @TempDir Path folder;

  private ChildJvm.Outcome run(String more) throws Exception {
    String command = "UpcallBenchmark.modify$ -p transport=NONE -wi 0 -i 1 -r 50ms " + more;
    return ChildJvm.run(folder, command.split(" "));
  }

  @Test
  void itSaysWhyThereIsNothing() throws Exception {
    ChildJvm.Outcome run = run("-f 0 -prof ifs");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err().lines().filter(line -> line.startsWith(REASON))).hasSize(1);
    assertThat(run.out()).doesNotContain("ifs.modify.calls");
  }

  @Test
  void aForkHasItsResults() throws Exception {
    ChildJvm.Outcome run = run("-f 1 -prof ifs:dir=" + folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain(REASON);
    assertThat(run.out()).contains("ifs.modify.calls");
  }

  @Test
  void aRunWithoutTheProfilerSaysNothingOfIt() throws Exception {
    assertThat(run("-f 0").err()).doesNotContain(REASON);
  }
}
