package dev.ifsbench.track.store;

import dev.ifsbench.track.index.RunStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells by size and time of change whether the files of a run's folder are still those that were
 * read. All are checked, and none is opened.
 *
 * <p>A file that changed just now may change again without a new time stamp, because the clock of a
 * file system advances in steps. Its run has no stamp until it has been left alone for a while.
 */
final class FolderStamps {
  /** The longest step there is: that of FAT. */
  private static final Duration STEP = Duration.ofSeconds(2);

  private final Path folder;
  private final Instant settled = Instant.now().minus(STEP);

  /**
   * Creates stamps for the runs of a folder.
   *
   * @param folder of all runs
   */
  FolderStamps(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads the attributes of a run's manifest.
   *
   * @param run its name
   * @return nothing if there is none
   */
  Optional<BasicFileAttributes> ofManifest(String run) {
    try {
      return Optional.of(attributes(folder.resolve(run).resolve(Manifest.NAME)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Checks that all files are there, with the sizes that the manifest tells.
   *
   * @param manifest of the run
   * @param seen how the manifest's file looked before it was read
   * @return nothing if a file has changed just now, or the manifest's could not be seen
   * @throws DamagedRunException if one is not as it was written
   */
  Optional<RunStamp> of(Manifest manifest, Optional<BasicFileAttributes> seen)
      throws DamagedRunException {
    List<Long> marks = new ArrayList<>(manifest.files().size() + 2);
    boolean isSettled = seen.isPresent();
    if (seen.isPresent()) {
      marks.add(seen.get().size());
      marks.add(time(seen.get()));
      isSettled = isSettled(seen.get());
    }
    Path run = folder.resolve(manifest.id());
    for (RunFile file : manifest.files()) {
      try {
        BasicFileAttributes attributes = attributes(run.resolve(file.name()));
        if (!attributes.isRegularFile()) {
          throw new IOException("it is not a regular file");
        }
        file.checkSize(manifest.id(), attributes.size());
        marks.add(time(attributes));
        isSettled &= isSettled(attributes);
      } catch (IOException e) {
        throw DamagedRunException.unreadable(manifest.id(), file.name(), e);
      }
    }
    return isSettled ? Optional.of(new RunStamp(marks)) : Optional.empty();
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  private boolean isSettled(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().toInstant().isBefore(settled);
  }

  private static long time(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }
}
