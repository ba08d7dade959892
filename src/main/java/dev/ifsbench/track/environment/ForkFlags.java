package dev.ifsbench.track.environment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * The JVM options with which forks start without warnings.
 *
 * <p>JDK 24 and newer warn when JNA loads its native library and when JMH asks {@code
 * sun.misc.Unsafe} for field offsets. Both are intended, and a warning in each of a hundred forks
 * hides what matters.
 */
public final class ForkFlags {
  private static final int FIRST_WITH_NATIVE_ACCESS = 17;
  private static final int FIRST_WITH_UNSAFE_ACCESS = 23;

  private ForkFlags() {}

  /** The options for the JDK that runs this. */
  public static List<String> ofThisJvm() {
    return of(Runtime.version().feature());
  }

  /**
   * The options for another JVM; none if its version is unknown, because a JVM does not start with
   * an option that it does not know.
   *
   * @param java the JVM's executable
   */
  public static List<String> of(Path java) {
    OptionalInt version = featureVersion(java);
    return version.isPresent() ? of(version.getAsInt()) : List.of();
  }

  /**
   * The options that a JDK knows.
   *
   * @param featureVersion 17, 21, 25 …
   */
  static List<String> of(int featureVersion) {
    List<String> flags = new ArrayList<>();
    if (featureVersion >= FIRST_WITH_NATIVE_ACCESS) {
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    if (featureVersion >= FIRST_WITH_UNSAFE_ACCESS) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }

  /**
   * The version of another JVM, from the file "release" that every JDK carries beside its "bin".
   *
   * @param java the JVM's executable
   * @return 17, 21, 25 …, or nothing if it cannot be told
   */
  public static OptionalInt featureVersion(Path java) {
    try {
      Path release = java.toRealPath().getParent().resolveSibling("release");
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(release)) {
        properties.load(reader);
      }
      String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
      return OptionalInt.of(Runtime.Version.parse(version).feature());
    } catch (IOException | IllegalArgumentException e) {
      return OptionalInt.empty();
    }
  }
}
