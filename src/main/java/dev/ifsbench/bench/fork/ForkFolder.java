package dev.ifsbench.bench.fork;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The temporary directory of a fork: its task, written by the JVM that starts it, and its result.
 * Both are records of public components, or texts and numbers, in JSON.
 *
 * @param path of the directory, which exists
 */
public record ForkFolder(Path path) {
  private static final String TASK = "task.json";
  private static final String RESULT = "result.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Tells the fork what to do.
   *
   * @throws IOException if the file cannot be written
   */
  public void writeTask(Object task) throws IOException {
    write(TASK, task);
  }

  /**
   * What the fork is to do.
   *
   * @param type of the task
   * @throws IOException if there is no such task
   */
  public <T> T readTask(Class<T> type) throws IOException {
    return read(TASK, type);
  }

  /**
   * Leaves what came of the task.
   *
   * @throws IOException if the file cannot be written
   */
  public void writeResult(Object result) throws IOException {
    write(RESULT, result);
  }

  /** Whether the fork has left a result. */
  public boolean hasResult() {
    return Files.exists(path.resolve(RESULT));
  }

  /**
   * What came of the task.
   *
   * @param type of the result
   * @throws IOException if there is no such result
   */
  public <R> R readResult(Class<R> type) throws IOException {
    return read(RESULT, type);
  }

  private void write(String name, Object value) throws IOException {
    Files.write(path.resolve(name), MAPPER.writeValueAsBytes(value));
  }

  private <T> T read(String name, Class<T> type) throws IOException {
    return MAPPER.readValue(Files.readAllBytes(path.resolve(name)), type);
  }
}
