package dev.ifsbench.track.run;

import dev.ifsbench.sockets.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The temporary file in which JMH tells a fork's compiler how to treat its generated code. JMH
 * removes it when the JVM that has made it ends. If that JVM is killed, its forks remove it: they
 * recognise its temporary files by name.
 */
public final class CompilerHintsFile {
  private static final String OPTION = "-XX:CompileCommandFile=";

  private CompilerHintsFile() {}

  /**
   * Gives such files names that forks know.
   *
   * @param options of a JVM, as JMH has made them
   * @return the same, with the files' new names
   * @throws IOException if there is no place for them
   */
  public static List<String> renamed(List<String> options) throws IOException {
    List<String> renamed = new ArrayList<>();
    for (String option : options) {
      renamed.add(option.startsWith(OPTION) ? OPTION + moved(option) : option);
    }
    return renamed;
  }

  private static Path moved(String option) throws IOException {
    Path file = TemporaryFiles.newFile("-compilecommand");
    file.toFile().deleteOnExit();
    return Files.move(
        Path.of(option.substring(OPTION.length())), file, StandardCopyOption.REPLACE_EXISTING);
  }
}
