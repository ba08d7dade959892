package dev.ifsbench.sockets;

/**
 * Says in one line where the system's sockets cannot be reached, before anything crashes there: the
 * constants and layouts of {@link LinuxDef} hold on two machines only.
 */
final class HostSystem {
  private HostSystem() {}

  static boolean isX86() {
    return System.getProperty("os.arch").equals("amd64");
  }

  static void requireLinux() {
    requireLinux(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static void requireLinux(String osName, String osArch) {
    boolean known = osArch.equals("amd64") || osArch.equals("aarch64");
    if (!known || !osName.equals("Linux")) {
      throw new UnsupportedOperationException(
          "POSIX sockets need Linux on 64-bit x86 or Arm; this is %s on %s"
              .formatted(osName, osArch));
    }
  }
}
