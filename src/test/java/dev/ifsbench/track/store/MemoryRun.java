package dev.ifsbench.track.store;

import dev.ifsbench.track.series.RunResults;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A run whose files are kept in memory. */
public final class MemoryRun implements RunFiles {
  private final String name;
  private final Map<String, byte[]> files = new HashMap<>();

  public MemoryRun(String name) {
    this.name = name;
  }

  public static RunResults read(String name, Object jmhJson) throws UnusableRunException {
    return RunResults.read(new MemoryRun(name).with(RunFolder.JMH_RESULT, jmhJson.toString()));
  }

  public MemoryRun with(String file, String content) {
    files.put(file, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean has(String file) {
    return files.containsKey(file);
  }

  @Override
  public List<String> all() {
    return files.keySet().stream().sorted().toList();
  }

  @Override
  public byte[] read(String file) throws IOException {
    if (!has(file)) {
      throw new FileNotFoundException(file);
    }
    return files.get(file);
  }
}
