package dev.ifsbench.provider;

import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspData;

/** Version negotiation for providers that speak version 2.2 and nothing else. */
final class Versions {
  private Versions() {}

  static boolean isSupported(int wVersionRequested) {
    int major = wVersionRequested & 0xFF;
    int minor = wVersionRequested >>> 8 & 0xFF;
    return major > 2 || (major == 2 && minor >= 2);
  }

  static void describe(String description, WspData lpWspData) {
    lpWspData.wVersion = Ws2Def.VERSION_2_2;
    lpWspData.wHighVersion = Ws2Def.VERSION_2_2;
    lpWspData.szDescription = description;
  }
}
