package dev.ifsbench.sockets;

import java.util.Locale;

/**
 * Refuses a system whose sockets cannot be used, in one line, before anything crashes: the
 * constants and layouts of Linux are known for two architectures only, and those of Winsock for
 * 64-bit ones.
 */
public final class HostSystem {
  private HostSystem() {}

  public static boolean isWindows() {
    return isWindows(System.getProperty("os.name"));
  }

  public static boolean isWindows(String osName) {
    return osName.toLowerCase(Locale.ROOT).startsWith("windows");
  }

  public static void requireLinux() {
    requireLinux(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  public static void requireLinux(String osName, String osArch) {
    if (!is64Bit(osArch) || !osName.equals("Linux")) {
      throw new UnsupportedOperationException(
          String.format(
              Locale.ROOT,
              "POSIX sockets need Linux on 64-bit x86 or Arm; this is %s on %s",
              osName,
              osArch));
    }
  }

  public static void requireWindows() {
    requireWindows(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static void requireWindows(String osName, String osArch) {
    if (!is64Bit(osArch) || !isWindows(osName)) {
      throw new UnsupportedOperationException(
          String.format(
              Locale.ROOT,
              "Winsock needs Windows on 64-bit x86 or Arm; this is %s on %s",
              osName,
              osArch));
    }
  }

  private static boolean is64Bit(String osArch) {
    return osArch.equals("amd64") || osArch.equals("aarch64");
  }
}
