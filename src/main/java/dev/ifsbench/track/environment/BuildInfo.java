package dev.ifsbench.track.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * The version and commit that this program was built from.
 *
 * @param version the project's version
 * @param commit full hash, or "unknown" when built outside a checkout
 * @param tree "clean", or "dirty" when built with changes that are in no commit, or "unknown"
 */
public record BuildInfo(String version, String commit, String tree) {
  private static final String UNKNOWN = "unknown";

  /** Reads what the build has put on the class path. */
  public static BuildInfo read() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("/dev/ifsbench/build.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuildInfo(
        properties.getProperty("git.build.version", UNKNOWN),
        properties.getProperty("git.commit.id.full", UNKNOWN),
        switch (properties.getProperty("git.dirty", "")) {
          case "false" -> "clean";
          case "true" -> "dirty";
          default -> UNKNOWN;
        });
  }

  /** Whether nothing is missing; it may come from a file that anybody wrote. */
  public boolean isWhole() {
    return version != null && commit != null && tree != null;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s, commit %s (%s)", version, commit, tree);
  }
}
