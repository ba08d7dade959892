package dev.ifsbench.cli;

import dev.ifsbench.track.environment.BuildInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes the manual pages as AsciiDoc, one for each command, from what {@code --help} is made of.
 * Not a part of the program, so that its jar need not hold the generator.
 */
public final class ManualPages {
  static final String NAME = "ifsbench";

  /** More than any synopsis needs: whoever shows a page breaks its lines. */
  private static final int ONE_LINE = 1000;

  private static final String LINE_BREAK = " +%n";

  private ManualPages() {}

  /**
   * Writes them.
   *
   * @param args the folder
   * @throws IOException if they cannot be written
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]));
  }

  /**
   * Writes them.
   *
   * @param folder where; made if it is not there
   * @throws IOException if they cannot be written
   */
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    CommandLine program = Main.commands().setCommandName(NAME);
    suitPages(program);
    int code =
        ManPageGenerator.generateManPage(
            folder.toFile(), null, new boolean[0], true, program.getCommandSpec());
    if (code != 0) {
      throw new IOException("picocli's generator ended with " + code);
    }
  }

  /** Puts in place of what suits a terminal what suits a page. */
  private static void suitPages(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    // The foot of a page has room for a version, but not for a commit.
    spec.versionProvider(null).version(NAME + " " + BuildInfo.read().version());
    UsageMessageSpec usage = spec.usageMessage();
    usage.width(ONE_LINE).exitCodeListHeading("Exit status%n");
    if (usage.customSynopsis().length > 0) {
      usage.customSynopsis(
          Arrays.stream(usage.customSynopsis())
              .map(String::strip)
              .collect(Collectors.joining(LINE_BREAK)));
    }
    if (command.getParent() != null) {
      usage
          .footerHeading("See also%n")
          .footer(command.getParent().getCommandSpec().qualifiedName("-") + "(1)");
    }
    command.getSubcommands().values().forEach(ManualPages::suitPages);
  }
}
