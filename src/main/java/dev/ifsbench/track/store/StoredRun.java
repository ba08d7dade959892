package dev.ifsbench.track.store;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;

/**
 * A run in its store.
 *
 * @param store where it is kept
 * @param manifest what it is
 */
public record StoredRun(ResultStore store, Manifest manifest) {
  /**
   * Reads one of its files.
   *
   * @param name of the file
   * @return its content, or nothing if the run has no such file
   * @throws IOException if the store cannot be read
   * @throws DamagedRunException if the file is missing or not as it was written
   */
  public Optional<byte[]> read(String name) throws IOException, DamagedRunException {
    Optional<RunFile> file = manifest.file(name);
    return file.isEmpty() ? Optional.empty() : Optional.of(store.read(manifest.id(), file.get()));
  }

  /**
   * JMH's JSON of all that is measured; of an unfinished run, of all forks that are finished.
   *
   * @return nothing if the run has measured nothing by JMH
   * @throws IOException if the store cannot be read
   * @throws DamagedRunException if a file is missing or not as it was written
   */
  public Optional<byte[]> jmhResult() throws IOException, DamagedRunException {
    Optional<byte[]> whole = read(RunFolder.JMH_RESULT);
    if (whole.isPresent()) {
      return whole;
    }
    List<List<RunResult>> forks =
        finishedForks().values().stream().map(each -> List.copyOf(each.values())).toList();
    return forks.isEmpty() ? Optional.empty() : Optional.of(JmhJson.encode(forks));
  }

  /** Whether an unfinished run keeps forks one by one. */
  public boolean hasFinishedForks() {
    return manifest.files().stream().anyMatch(file -> ForkFile.of(file).isPresent());
  }

  /**
   * The forks that an unfinished run keeps one by one.
   *
   * @return by the number of the benchmark in the run's plan, its forks by their rounds, from 1
   * @throws IOException if the store cannot be read
   * @throws DamagedRunException if a file is missing or not as it was written
   */
  public Map<Integer, SortedMap<Integer, RunResult>> finishedForks()
      throws IOException, DamagedRunException {
    Map<Integer, SortedMap<Integer, RunResult>> forks = new LinkedHashMap<>();
    List<ForkFile> listed =
        manifest.files().stream().flatMap(file -> ForkFile.of(file).stream()).sorted().toList();
    for (ForkFile fork : listed) {
      byte[] content = store.read(manifest.id(), fork.file());
      forks
          .computeIfAbsent(fork.benchmark(), benchmark -> new TreeMap<>())
          .put(fork.round(), ForkFile.decode(manifest.id(), fork.file().name(), content));
    }
    return forks;
  }
}
