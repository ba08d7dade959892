package dev.ifsbench.track.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A store that is a folder with a {@link RunFolder} for each run. A file system that renames files
 * atomically and has locks is all that it needs.
 */
public final class FolderStore implements ResultStore {
  private static final String BASELINE = "baseline.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path folder;

  /**
   * Names the folder, which need not exist before a run is added.
   *
   * @param folder of all runs
   */
  public FolderStore(Path folder) {
    this.folder = folder;
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
    Queue<Manifest> runs = new ConcurrentLinkedQueue<>();
    Queue<String> damaged = new ConcurrentLinkedQueue<>();
    // Reading thousands of small files is mostly waiting for the system.
    ids().parallelStream()
        .forEach(
            id -> {
              try {
                Manifest manifest = manifestOf(id);
                checkSizes(manifest);
                runs.add(manifest);
              } catch (DamagedRunException e) {
                damaged.add(e.getMessage());
              }
            });
    return new StoredHistory(List.copyOf(runs), List.copyOf(damaged));
  }

  private List<String> ids() throws IOException {
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String id = entry.getFileName().toString();
        if (Manifest.isId(id) && Files.isDirectory(entry) && !isStore(entry)) {
          ids.add(id);
        }
      }
    } catch (NoSuchFileException e) {
      // No run was ever added.
    } catch (NotDirectoryException e) {
      throw new IOException(folder + " is not a folder", e);
    }
    return ids;
  }

  /** A folder of runs inside this one, such as {@code results/reference}, is a store of its own. */
  private static boolean isStore(Path entry) throws IOException {
    if (RunFolder.isNamedAsRun(entry) || Files.exists(entry.resolve(Manifest.NAME))) {
      return false;
    }
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(entry, RunFolder::isNamedAsRun)) {
      return runs.iterator().hasNext();
    }
  }

  @Override
  public Optional<Manifest> manifest(String id) throws DamagedRunException {
    return Manifest.isId(id) && Files.isDirectory(folder.resolve(id))
        ? Optional.of(manifestOf(id))
        : Optional.empty();
  }

  private Manifest manifestOf(String id) throws DamagedRunException {
    return Manifest.decode(id, bytes(id, Manifest.NAME));
  }

  private void checkSizes(Manifest manifest) throws DamagedRunException {
    for (RunFile file : manifest.files()) {
      Path path = folder.resolve(manifest.id()).resolve(file.name());
      try {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
          throw new IOException("it is not a regular file");
        }
        file.checkSize(manifest.id(), attributes.size());
      } catch (IOException e) {
        throw unreadable(manifest.id(), file.name(), e);
      }
    }
  }

  @Override
  public byte[] read(String run, RunFile file) throws DamagedRunException {
    byte[] content = bytes(run, file.name());
    file.check(run, content);
    return content;
  }

  private byte[] bytes(String run, String name) throws DamagedRunException {
    try {
      Path file = folder.resolve(run).resolve(name);
      // A device or a pipe might never end.
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new IOException("it is not a regular file");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(run, name, e);
    }
  }

  private static DamagedRunException unreadable(String run, String name, IOException e) {
    return new DamagedRunException(
        e instanceof NoSuchFileException
            ? String.format(Locale.ROOT, "%s: %s is missing", run, name)
            : String.format(Locale.ROOT, "%s: %s cannot be read: %s", run, name, IoReason.of(e)));
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
  public void close() {
    // It holds nothing open.
  }
}
