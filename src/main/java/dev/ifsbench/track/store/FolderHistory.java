package dev.ifsbench.track.store;

import dev.ifsbench.track.index.IndexPlace;
import dev.ifsbench.track.index.RunIndex;
import dev.ifsbench.track.index.RunStamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Lists the runs of a folder. The files of runs that an index has are checked, but not read. */
final class FolderHistory {
  private static final String INDEX = "manifests";

  private final FolderFiles files;
  private final FolderStamps stamps;
  private final RunIndex<Manifest> index;
  private final Queue<Manifest> runs = new ConcurrentLinkedQueue<>();
  private final Queue<String> damaged = new ConcurrentLinkedQueue<>();
  private final Map<String, RunStamp> stamped = new ConcurrentHashMap<>();

  private FolderHistory(FolderFiles files, IndexPlace indexes) {
    this.files = files;
    this.stamps = new FolderStamps(files.folder());
    this.index = new RunIndex<>(indexes, INDEX, new ManifestCodec());
  }

  /**
   * Lists the runs.
   *
   * @param files of the folder
   * @param indexes where an index can be kept
   * @throws IOException if there is a file in the folder's place
   */
  static StoredHistory of(FolderFiles files, IndexPlace indexes) throws IOException {
    return new FolderHistory(files, indexes).read();
  }

  private StoredHistory read() throws IOException {
    List<String> names = names();
    // Reading thousands of small files is mostly waiting for the system.
    try {
      names.parallelStream().forEach(this::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (RunIndex.isWorthwhile(names.size())) {
      index.keep(names);
    }
    return new StoredHistory(List.copyOf(runs), List.copyOf(damaged), stamped);
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(files.folder())) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (Manifest.isId(name)) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException e) {
      // No run was ever added.
    } catch (NotDirectoryException e) {
      throw new IOException(files.folder() + " is not a folder", e);
    }
    return names;
  }

  private void add(String name) {
    try {
      read(name);
    } catch (DamagedRunException e) {
      damaged.add(e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String name) throws DamagedRunException, IOException {
    Optional<BasicFileAttributes> seen = stamps.ofManifest(name);
    Optional<RunIndex.Entry<Manifest>> known =
        seen.isPresent() ? index.entry(name) : Optional.empty();
    if (known.isPresent() && isCurrent(known.get(), seen)) {
      runs.add(known.get().value());
      stamped.put(name, known.get().stamp());
    } else if (isRun(files.folder().resolve(name))) {
      Manifest manifest = files.manifest(name);
      Optional<RunStamp> stamp = stamps.of(manifest, seen);
      runs.add(manifest);
      if (stamp.isPresent()) {
        stamped.put(name, stamp.get());
        index.add(name, stamp.get(), manifest);
      }
    }
  }

  private boolean isCurrent(RunIndex.Entry<Manifest> known, Optional<BasicFileAttributes> seen) {
    try {
      return stamps.of(known.value(), seen).filter(known.stamp()::equals).isPresent();
    } catch (DamagedRunException e) {
      // The manifest may list other files by now.
      return false;
    }
  }

  /** A folder of runs inside this one, such as {@code results/reference}, is a store of its own. */
  private static boolean isRun(Path entry) throws IOException {
    if (!Files.isDirectory(entry)) {
      return false;
    }
    if (RunFolder.isNamedAsRun(entry) || Files.exists(entry.resolve(Manifest.NAME))) {
      return true;
    }
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(entry, RunFolder::isNamedAsRun)) {
      return !runs.iterator().hasNext();
    }
  }
}
