package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code catalog} as a user calls it. */
class CatalogCommandTest {
  @TempDir Path folder;

  @Test
  @Tag("child-jvm")
  @EnabledOnOs(OS.LINUX)
  void theModelledCatalogIsCleanAndSaysWhatSocketTakes() throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "catalog");
    assertThat(run.errorLines()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("What socket() takes:", "socket(AF_INET, SOCK_STREAM, 0)", "no layer is there");
  }

  @Test
  @Tag("child-jvm")
  void aWrongArgumentIsMisuse() throws Exception {
    ChildJvm.Outcome run = ChildJvm.run(folder, "catalog", "--jsn");
    assertThat(run.errorLines()).hasSize(1);
    assertThat(run.exitCode()).isEqualTo(64);
  }

  @Test
  void a32BitProgramSeesAnotherFolderOfTheSystem() {
    assertThat(CatalogCommand.asSeenBy32BitPrograms("C:\\Windows\\System32\\mswsock.dll"))
        .isEqualTo("C:\\Windows\\SysWOW64\\mswsock.dll");
    assertThat(CatalogCommand.asSeenBy32BitPrograms("C:\\Program Files\\filter.dll"))
        .isEqualTo("C:\\Program Files\\filter.dll");
  }

  @Test
  void aDllExistsOrIsMissingOrCannotBeTold() throws Exception {
    assertThat(CatalogCommand.dll(folder.toAbsolutePath().toString())).isEqualTo("exists");
    assertThat(CatalogCommand.dll(folder.resolve("none.dll").toAbsolutePath().toString()))
        .isEqualTo("missing");
    assertThat(CatalogCommand.dll("bare.dll")).isEqualTo("not available");
    assertThat(CatalogCommand.dll("")).isEqualTo("not available");
    assertThat(CatalogCommand.dll("a\0b")).isEqualTo("missing");
  }
}
