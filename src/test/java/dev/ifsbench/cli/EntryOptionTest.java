package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.track.run.PairedSides;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("child-jvm")
class EntryOptionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headline --entry 1001,1045",
        "latency --entry all",
        "probe --entry 1001",
        "limits --entry 1001",
        "track --paired entry:1001,entry:1045 SendReceive",
        "SendReceive -p entry=1001"
      })
  @DisabledOnOs(OS.WINDOWS)
  void anEntryIsRefusedInOneLineWhereThereIsNoCatalog(String command) throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, command.split(" "));

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .contains("is for Windows: this system has no Winsock catalog");
  }

  @Test
  void entriesAreTwoSides() {
    assertThat(PairedSides.of("entry:1001", "entry:1045"))
        .isEqualTo(new PairedSides("entry", "1001", "1045"));
  }
}
