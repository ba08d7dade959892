package dev.ifsbench.ws2;

import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Ws2Def;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a catalog means for programs that use sockets as the operating system's own handles.
 *
 * @param clean whether nothing stands between applications and IFS handles of TCP and UDP, TCP over
 *     IPv4 is there, and nothing in the catalog is broken
 * @param findings a sentence without its full stop for each thing that is not so, or one that says
 *     there is none
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/winsock/categorizing-layered-service-providers-and-applications">Layered
 *     service providers</a>
 */
public record CatalogVerdict(boolean clean, List<String> findings) {
  private static final String DEFEATED =
      "it defeats FILE_SKIP_COMPLETION_PORT_ON_SUCCESS (packets can come although a call has"
          + " succeeded at once), ReadFile and WriteFile on sockets without a redirection, and"
          + " AcceptEx pointers taken from the base provider";

  /** Copies the findings. */
  public CatalogVerdict {
    findings = List.copyOf(findings);
  }

  /**
   * Judges a catalog.
   *
   * @param entries its entries
   * @param faults what is broken in it, a sentence without its full stop each
   * @return the verdict
   */
  public static CatalogVerdict of(List<CatalogEntry> entries, List<String> faults) {
    List<String> findings = new ArrayList<>(faults);
    if (entries.isEmpty()) {
      findings.add("The catalog is empty: no socket can be opened");
    } else if (entries.stream().noneMatch(entry -> isTcpOverIpv4(entry.info()))) {
      findings.add(
          "No entry opens sockets of TCP over IPv4: most programs cannot reach the network");
    }
    entries.stream()
        .filter(entry -> entry.info().isOpenable() && isTcpOrUdp(entry.info()))
        .filter(entry -> !entry.info().protocolChain().isBase() || !hasIfs(entry))
        .map(CatalogVerdict::finding)
        .forEach(findings::add);
    return findings.isEmpty()
        ? new CatalogVerdict(
            true,
            List.of("TCP and UDP are served by base providers with IFS handles: no layer is there"))
        : new CatalogVerdict(false, findings);
  }

  private static boolean isTcpOverIpv4(ProtocolInfo info) {
    return info.isOpenable()
        && info.addressFamily() == Ws2Def.AF_INET
        && info.socketType() == Ws2Def.SOCK_STREAM
        && info.protocol() == Ws2Def.IPPROTO_TCP;
  }

  private static boolean isTcpOrUdp(ProtocolInfo info) {
    boolean internet =
        info.addressFamily() == Ws2Def.AF_INET || info.addressFamily() == Ws2Def.AF_INET6;
    return internet
        && (info.protocol() == Ws2Def.IPPROTO_TCP || info.protocol() == Ws2Def.IPPROTO_UDP);
  }

  private static boolean hasIfs(CatalogEntry entry) {
    return entry.info().hasIfsHandles();
  }

  private static String finding(CatalogEntry entry) {
    ProtocolInfo info = entry.info();
    boolean base = info.protocolChain().isBase();
    return String.format(
        Locale.ROOT,
        "Entry %d (%s) is %s of %s%s: %s",
        entry.id(),
        info.protocolName(),
        base ? "a base provider's" : "a layer's",
        entry.providerPath().isEmpty() ? "an unknown DLL" : entry.providerPath(),
        hasIfs(entry) ? ", with IFS handles" : ", without IFS handles",
        hasIfs(entry)
            ? "it may watch or change calls, but sockets stay the operating system's handles"
            : DEFEATED);
  }
}
