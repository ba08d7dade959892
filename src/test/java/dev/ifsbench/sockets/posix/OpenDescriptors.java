package dev.ifsbench.sockets.posix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** This process's descriptors of sockets, events and given files, as the kernel lists them. */
record OpenDescriptors(Map<Integer, String> targets) {
  static OpenDescriptors now() {
    Map<Integer, String> targets = new TreeMap<>();
    try (Stream<Path> entries = Files.list(Path.of("/proc/self/fd"))) {
      entries.forEach(
          entry -> {
            try {
              String target = Files.readSymbolicLink(entry).toString();
              // The virtual machine opens these when it likes.
              if (!target.matches("/(proc|sys)/.*|.*\\.(jar|class)")) {
                targets.put(Integer.parseInt(entry.getFileName().toString()), target);
              }
            } catch (IOException e) {
              // Closed in the meantime.
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new OpenDescriptors(targets);
  }

  /** Descriptors that are here and not there. */
  Set<Integer> minus(OpenDescriptors other) {
    Set<Integer> numbers = new TreeSet<>(targets.keySet());
    numbers.removeAll(other.targets.keySet());
    return numbers;
  }
}
