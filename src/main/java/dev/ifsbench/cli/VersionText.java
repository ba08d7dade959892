package dev.ifsbench.cli;

import dev.ifsbench.track.environment.BuildInfo;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The answer to {@code --version}. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "ifsbench " + BuildInfo.read(),
      "JMH " + jmhVersion(),
      "JNA " + com.sun.jna.Native.VERSION,
      String.format(
          Locale.ROOT,
          "JDK %s (%s)",
          System.getProperty("java.runtime.version"),
          System.getProperty("java.vendor"))
    };
  }

  private static String jmhVersion() {
    return Optional.ofNullable(org.openjdk.jmh.util.Version.getPlainVersion()).orElse("unknown");
  }
}
