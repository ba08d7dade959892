package dev.ifsbench.track.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.track.index.FolderIndexes;
import dev.ifsbench.track.index.IndexPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A store that is a folder with a {@link RunFolder} for each run. All it needs is a file system
 * that renames files atomically and has locks.
 */
public final class FolderStore implements ResultStore {
  private static final String BASELINE = "baseline.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** No run's name begins with a dot. */
  private static final String INDEXES = ".index";

  private final Path folder;
  private final FolderFiles files;

  /**
   * Uses a folder, which need not exist before a run is added.
   *
   * @param folder of all runs
   */
  public FolderStore(Path folder) {
    this.folder = folder;
    this.files = new FolderFiles(folder);
  }

  @Override
  public String location() {
    return folder.toString();
  }

  @Override
  public RunWriter begin(Instant start, String kind) throws IOException {
    return RunFolder.create(folder, start, kind);
  }

  @Override
  public RunWriter carryOn(String id) throws IOException {
    return RunFolder.carryOn(folder.resolve(id));
  }

  @Override
  public boolean isBeingWritten(String id) throws IOException {
    return RunFolder.isLocked(folder.resolve(id));
  }

  @Override
  public StoredHistory history() throws IOException {
    return FolderHistory.of(files, indexes());
  }

  @Override
  public Optional<Manifest> manifest(String id) throws DamagedRunException {
    return Manifest.isId(id) && Files.isDirectory(folder.resolve(id))
        ? Optional.of(files.manifest(id))
        : Optional.empty();
  }

  @Override
  public byte[] read(String run, RunFile file) throws DamagedRunException {
    byte[] content = files.bytes(run, file.name());
    file.check(run, content);
    return content;
  }

  @Override
  public Optional<Baseline> baseline() throws IOException {
    Path file = folder.resolve(BASELINE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is not a regular file; set the baseline again");
    }
    Baseline baseline = null;
    try {
      baseline = MAPPER.readValue(Files.readAllBytes(file), Baseline.class);
    } catch (JacksonException e) {
      // Refused below, like JSON that is something else.
    }
    if (baseline == null || baseline.run() == null) {
      throw new IOException(file + " cannot be understood; set the baseline again");
    }
    return Optional.of(baseline);
  }

  @Override
  public void setBaseline(Baseline baseline) throws IOException {
    AtomicFile.write(folder.resolve(BASELINE), MAPPER.writeValueAsBytes(baseline));
  }

  @Override
  public IndexPlace indexes() {
    return new FolderIndexes(folder.resolve(INDEXES));
  }

  @Override
  public void close() {
    // It holds nothing open.
  }
}
