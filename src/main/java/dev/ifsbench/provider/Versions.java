package dev.ifsbench.provider;

import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspData;

/** Version negotiation for providers that speak version 2.2 and nothing else. */
final class Versions {
  private Versions() {}

  /** Why a provider cannot start with these parameters, or {@code NO_ERROR}. */
  static WinsockError check(
      int wVersionRequested, WspData lpWspData, ProcedureTableRef lpProcTable) {
    if (!WspData.isSpoken(wVersionRequested)) {
      return WinsockError.WSAVERNOTSUPPORTED;
    }
    return lpWspData == null || lpProcTable == null
        ? WinsockError.WSAEFAULT
        : WinsockError.NO_ERROR;
  }

  static void describe(String description, WspData lpWspData) {
    lpWspData.wVersion = Ws2Def.VERSION_2_2;
    lpWspData.wHighVersion = Ws2Def.VERSION_2_2;
    lpWspData.szDescription = description;
  }
}
