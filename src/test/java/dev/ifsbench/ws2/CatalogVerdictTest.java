package dev.ifsbench.ws2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.provider.LayerInstaller;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.ServiceFlags;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CatalogVerdictTest {
  private final NullSockets sockets = new NullSockets();
  private final Winsock winsock = new Winsock(sockets);

  @Test
  void aCatalogOfBaseProvidersWithIfsHandlesIsClean() {
    BaseProvider.install(winsock, sockets);
    assertThat(verdict().clean()).isTrue();
    assertThat(verdict().findings()).singleElement().asString().contains("no layer");
  }

  @Test
  void aWrappingLayerIsNamedWithItsDllAndWhatItDefeats() {
    BaseProvider.install(winsock, sockets);
    LayerInstaller.install(winsock, LayerKind.WRAPPED, "filter");
    assertThat(verdict().clean()).isFalse();
    assertThat(verdict().findings())
        .hasSize(4) // TCP and UDP over IPv4 and IPv6; the hidden entry opens no socket
        .allSatisfy(
            finding ->
                assertThat(finding)
                    .contains("a layer's of ifsbench:layer/filter, without IFS handles")
                    .contains("FILE_SKIP_COMPLETION_PORT_ON_SUCCESS")
                    .contains("ReadFile")
                    .contains("AcceptEx"));
  }

  @Test
  void aPassThroughLayerIsNamedAndDefeatsNothing() {
    BaseProvider.install(winsock, sockets);
    LayerInstaller.install(winsock, LayerKind.PASS_THROUGH, "monitor");
    assertThat(verdict().clean()).isFalse();
    assertThat(verdict().findings())
        .hasSize(4)
        .allSatisfy(
            finding -> assertThat(finding).contains("with IFS handles").doesNotContain("defeats"));
  }

  @Test
  void aBaseProviderWithoutIfsHandlesIsNamed() {
    BaseProvider.install(winsock, sockets);
    UnaryOperator<CatalogEntry> withoutIfs =
        entry ->
            new CatalogEntry(
                entry
                    .info()
                    .withServiceFlags1(
                        entry.info().serviceFlags1() & ~ServiceFlags.XP1_IFS_HANDLES),
                "c:\\old\\base.dll");
    List<CatalogEntry> entries =
        winsock.catalog().enumerate().stream()
            .map(
                entry ->
                    entry.info().protocolName().equals("TCP over IPv4")
                        ? withoutIfs.apply(entry)
                        : entry)
            .toList();
    assertThat(CatalogVerdict.of(entries, List.of()).findings())
        .singleElement()
        .asString()
        .contains("a base provider's of c:\\old\\base.dll, without IFS handles");
  }

  @Test
  void anEmptyCatalogIsNotClean() {
    CatalogVerdict verdict = CatalogVerdict.of(List.of(), List.of());
    assertThat(verdict.clean()).isFalse();
    assertThat(verdict.findings()).singleElement().asString().contains("The catalog is empty");
  }

  @Test
  void aCatalogWithoutTcpOverIpv4IsNotClean() {
    BaseProvider.install(winsock, sockets);
    List<CatalogEntry> entries =
        winsock.catalog().enumerate().stream()
            .filter(entry -> !entry.info().protocolName().equals("TCP over IPv4"))
            .toList();
    CatalogVerdict verdict = CatalogVerdict.of(entries, List.of());
    assertThat(verdict.clean()).isFalse();
    assertThat(verdict.findings())
        .singleElement()
        .asString()
        .contains("No entry opens sockets of TCP over IPv4");
  }

  @Test
  void aHiddenEntryDoesNotOpenSocketsOfTcp() {
    BaseProvider.install(winsock, sockets);
    List<CatalogEntry> entries =
        winsock.catalog().enumerate().stream()
            .map(
                entry ->
                    new CatalogEntry(entry.info().withProviderFlags(ServiceFlags.PFL_HIDDEN), ""))
            .toList();
    assertThat(CatalogVerdict.of(entries, List.of()).findings())
        .anySatisfy(finding -> assertThat(finding).contains("No entry opens"));
  }

  @Test
  void aCatalogWithAFaultIsNotCleanAndSaysWhichFirst() {
    BaseProvider.install(winsock, sockets);
    CatalogVerdict verdict =
        CatalogVerdict.of(winsock.catalog().enumerate(), List.of("Entry 9 is malformed"));
    assertThat(verdict.clean()).isFalse();
    assertThat(verdict.findings()).containsExactly("Entry 9 is malformed");
  }

  private CatalogVerdict verdict() {
    return CatalogVerdict.of(winsock.catalog().enumerate(), List.of());
  }
}
