package dev.ifsbench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.track.RunFolder;
import dev.ifsbench.track.UnusableRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The newest runs of a results folder.
 *
 * @param measured the newest complete one of each kind that measures
 * @param recorded the newest one with recordings
 */
record NewestRuns(List<Path> measured, List<Path> recorded) {
  private static final List<String> MEASURING = List.of("-headline", "-latency");
  private static final String TRACE = "-trace";
  private static final String SAME_SECOND = "-\\d+$";

  /**
   * Looks.
   *
   * @param results the folder of all results
   * @throws IOException if it cannot be read
   * @throws UnusableRunException if the newest run is damaged
   */
  static NewestRuns in(Path results) throws IOException, UnusableRunException {
    if (!Files.isDirectory(results)) {
      return new NewestRuns(List.of(), List.of());
    }
    List<Path> folders;
    try (Stream<Path> all = Files.list(results)) {
      // Their names begin with the time.
      folders = all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
    }
    List<Path> measured = new ArrayList<>();
    for (String kind : MEASURING) {
      for (Path folder : folders) {
        if (isOf(kind, folder) && isComplete(folder)) {
          measured.add(folder);
          break;
        }
      }
    }
    Optional<Path> recorded = folders.stream().filter(folder -> isOf(TRACE, folder)).findFirst();
    return new NewestRuns(measured, recorded.stream().toList());
  }

  boolean isEmpty() {
    return measured.isEmpty() && recorded.isEmpty();
  }

  private static boolean isOf(String kind, Path folder) {
    return folder.getFileName().toString().replaceFirst(SAME_SECOND, "").endsWith(kind);
  }

  private static boolean isComplete(Path folder) throws IOException, UnusableRunException {
    Path environment = folder.resolve(RunFolder.ENVIRONMENT);
    if (!Files.isRegularFile(environment)) {
      throw new UnusableRunException(
          "'%s' is damaged: it has no %s; remove it, or name the runs to show"
              .formatted(folder, RunFolder.ENVIRONMENT));
    }
    try {
      JsonNode status = new ObjectMapper().readTree(environment.toFile()).at("/run/status");
      return status.asText().equals("complete");
    } catch (JsonProcessingException e) {
      throw new UnusableRunException(
          "'%s' is damaged: its %s is no JSON; remove it, or name the runs to show"
              .formatted(folder, RunFolder.ENVIRONMENT));
    }
  }
}
