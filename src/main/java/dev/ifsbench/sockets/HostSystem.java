package dev.ifsbench.sockets;

/** Says in one line where the system's sockets cannot be reached, before anything crashes there. */
final class HostSystem {
  private HostSystem() {}

  static void require64BitLinux() {
    require64BitLinux(System.getProperty("os.name"), System.getProperty("sun.arch.data.model"));
  }

  static void require64BitLinux(String osName, String pointerBits) {
    if (!"Linux".equals(osName) || !"64".equals(pointerBits)) {
      throw new UnsupportedOperationException(
          "POSIX sockets need 64-bit Linux; this is %s-bit %s".formatted(pointerBits, osName));
    }
  }
}
