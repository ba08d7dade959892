package dev.ifsbench.track.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads Linux's files about the machine. Elsewhere there are none, and nothing is known. */
final class HostFiles {
  private final Path root;

  /**
   * Creates a reader below a root directory.
   *
   * @param root of the file system
   */
  HostFiles(Path root) {
    this.root = root;
  }

  /** The first line of a file, without white space around it. */
  Optional<String> line(String file) {
    return lines(file).stream().findFirst().map(String::strip);
  }

  /** A file that holds a whole number. */
  Optional<Long> number(String file) {
    return line(file).filter(line -> line.matches("-?[0-9]{1,18}")).map(Long::valueOf);
  }

  /** All lines of a file; none if it cannot be read. */
  List<String> lines(String file) {
    try (Stream<String> lines = Files.lines(root.resolve(file))) {
      return lines.toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** Whether a file or folder is there. */
  boolean exists(String file) {
    return Files.exists(root.resolve(file));
  }

  /**
   * The names in a folder that match.
   *
   * @param folder to look in
   * @param regex the whole name
   */
  List<String> names(String folder, String regex) {
    try (Stream<Path> entries = Files.list(root.resolve(folder))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches(regex))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
