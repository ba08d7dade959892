package dev.ifsbench.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The options of a JVM, as far as they can make a difference to what it measures. */
final class JvmOptions {
  private static final List<String> HARMLESS =
      List.of("-Djmh.ignoreLock", "-Djava.io.tmpdir", "--enable-native-access");

  private JvmOptions() {}

  /**
   * One line, without those that only allow the run.
   *
   * @param options an array of strings
   * @return "none" if none is left
   */
  static String text(JsonNode options) {
    List<String> kept = new ArrayList<>();
    options.forEach(
        option -> {
          if (HARMLESS.stream().noneMatch(option.asText()::startsWith)) {
            kept.add(option.asText());
          }
        });
    return kept.isEmpty() ? "none" : String.join(" ", kept);
  }
}
