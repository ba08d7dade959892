package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.cli.option.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ManualPagesTest {
  @TempDir private Path folder;

  @Test
  void eachCommandHasAPageWithItsSynopsisOptionsAndTheExitCodes() throws IOException {
    ManualPages.write(folder);

    assertPage(ManualPages.NAME, Main.commands().setCommandName(ManualPages.NAME));
  }

  @Test
  void eachLineOfASynopsisIsALineOfThePage() throws IOException {
    ManualPages.write(folder);

    assertThat(Files.readAllLines(folder.resolve("ifsbench-trace.adoc")))
        .contains("ifsbench trace --follow[=PID] [--wait] [--summary] [--format=FORMAT] +")
        .noneMatch(line -> line.startsWith("[JMH-ARGUMENTS]"));
  }

  @Test
  void theFootOfAPageHasTheVersionAlone() throws IOException {
    ManualPages.write(folder);

    assertThat(Files.readString(folder.resolve("ifsbench-track.adoc")))
        .contains(":mansource: ifsbench ", "== See also", "ifsbench(1)")
        .doesNotContain("commit unknown", "(clean)", "(dirty)", "(unknown)");
  }

  private void assertPage(String name, CommandLine command) throws IOException {
    String page = Files.readString(folder.resolve(name + ".adoc"));
    assertThat(page).as(name).contains("= " + name + "(1)", ":doctype: manpage", "== Synopsis");
    for (ExitCode code : ExitCode.values()) {
      assertThat(page).as(name).contains(code.meaning());
    }
    command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> assertThat(page).as(name).contains(option.longestName()));
    for (Map.Entry<String, CommandLine> each : command.getSubcommands().entrySet()) {
      if (!each.getKey().equals("help")) {
        assertThat(page).contains(each.getKey());
        assertPage(name + "-" + each.getKey(), each.getValue());
      }
    }
  }
}
