package dev.ifsbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes the manual pages as AsciiDoc, one for each command, from what {@code --help} is made of.
 * Not a part of the program, so that its jar need not hold the generator.
 */
public final class ManualPages {
  static final String NAME = "ifsbench";

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
    CommandSpec program = Main.commands().setCommandName(NAME).getCommandSpec();
    int code =
        ManPageGenerator.generateManPage(folder.toFile(), null, new boolean[0], true, program);
    if (code != 0) {
      throw new IOException("picocli's generator ended with " + code);
    }
  }
}
