package dev.ifsbench.track.environment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The options of a JVM that can affect what it measures. All count as such, with these exceptions:
 *
 * <ul>
 *   <li>where files are written: {@code -Djava.io.tmpdir}, {@code -Djna.tmpdir}, {@code
 *       -XX:ErrorFile}, {@code -XX:HeapDumpPath}, {@code -XX:+HeapDumpOnOutOfMemoryError};
 *   <li>how text is printed: {@code -Dstdout.encoding}, {@code -Dstderr.encoding}, {@code
 *       -Dpicocli.ansi};
 *   <li>what only permits something: {@code --enable-native-access}, {@code
 *       --sun-misc-unsafe-memory-access}, {@code --add-opens}, {@code --add-exports}, {@code
 *       --illegal-access}, {@code -Djmh.ignoreLock}, {@code -Djdk.serialFilter}.
 * </ul>
 */
public final class JvmOptions {
  /** Those that have their value behind {@code =}, or none. */
  private static final Set<String> HARMLESS =
      Set.of(
          "-Djava.io.tmpdir",
          "-Djna.tmpdir",
          "-XX:ErrorFile",
          "-XX:HeapDumpPath",
          "-XX:+HeapDumpOnOutOfMemoryError",
          "-Dstdout.encoding",
          "-Dstderr.encoding",
          "-Dpicocli.ansi",
          "-Djmh.ignoreLock",
          "-Djdk.serialFilter",
          "--illegal-access",
          "--sun-misc-unsafe-memory-access");

  /** Those whose value may also be the next argument. */
  private static final Set<String> HARMLESS_WITH_ARGUMENT =
      Set.of("--enable-native-access", "--add-opens", "--add-exports");

  private JvmOptions() {}

  /**
   * One line, without those that make no difference.
   *
   * @param options an array of strings
   * @return "none" if none is left
   */
  public static String text(JsonNode options) {
    List<String> kept = new ArrayList<>();
    boolean isArgument = false;
    for (JsonNode node : options) {
      String option = node.asText();
      String name = option.split("=", 2)[0];
      if (!isArgument && !HARMLESS.contains(name) && !HARMLESS_WITH_ARGUMENT.contains(name)) {
        kept.add(option);
      }
      isArgument = !isArgument && HARMLESS_WITH_ARGUMENT.contains(option);
    }
    return kept.isEmpty() ? "none" : String.join(" ", kept);
  }
}
