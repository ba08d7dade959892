package dev.ifsbench.track.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs that are files: the folder of a run, or a single file in JMH's JSON or HdrHistogram's log
 * format, from any program. What lies beside a single file under the name of {@value
 * RunFolder#ENVIRONMENT} is its environment.
 */
public final class FileRuns implements RunSource {
  private static final String LOG_SUFFIX = ".hlog";

  private final Path base;

  /**
   * Creates a source of runs that are files.
   *
   * @param base what relative paths start at, such as the folder of all results
   */
  public FileRuns(Path base) {
    this.base = base;
  }

  @Override
  public Optional<RunFiles> find(String reference) {
    Path path;
    try {
      path = base.resolve(reference);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    if (Files.isDirectory(path)) {
      return Optional.of(new Folder(reference, path));
    }
    return Files.exists(path) ? Optional.of(new SingleFile(reference, path)) : Optional.empty();
  }

  private record Folder(String name, Path path) implements RunFiles {
    @Override
    public boolean has(String file) {
      return Files.exists(path.resolve(file));
    }

    @Override
    public List<String> all() throws IOException {
      try (Stream<Path> tree = Files.walk(path)) {
        return tree.filter(Files::isRegularFile)
            .map(file -> path.relativize(file).toString().replace(File.separatorChar, '/'))
            .sorted()
            .toList();
      }
    }

    @Override
    public byte[] read(String file) throws IOException {
      return Files.readAllBytes(path.resolve(file));
    }
  }

  private record SingleFile(String name, Path path) implements RunFiles {
    @Override
    public boolean has(String file) {
      return isMeant(file) || (file.equals(RunFolder.ENVIRONMENT) && Files.exists(beside(file)));
    }

    @Override
    public List<String> all() {
      return Stream.of(RunFolder.ENVIRONMENT, RunFolder.JMH_RESULT, LatencyFiles.LOG)
          .filter(this::has)
          .sorted()
          .toList();
    }

    @Override
    public byte[] read(String file) throws IOException {
      return Files.readAllBytes(isMeant(file) ? path : beside(file));
    }

    private boolean isMeant(String file) {
      boolean log = path.toString().toLowerCase(Locale.ROOT).endsWith(LOG_SUFFIX);
      return file.equals(log ? LatencyFiles.LOG : RunFolder.JMH_RESULT);
    }

    private Path beside(String file) {
      return path.resolveSibling(file);
    }
  }
}
