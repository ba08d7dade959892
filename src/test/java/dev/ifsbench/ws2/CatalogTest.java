package dev.ifsbench.ws2;

import static dev.ifsbench.fixture.Calls.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolChain;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceFlags;
import dev.ifsbench.spi.WinsockError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
  private final Catalog catalog = new Catalog();

  private int install(ProtocolInfo info) {
    return catalog.install(info, "path of " + info.protocolName()).catalogEntryId();
  }

  private int install(String name) {
    return install(StubProvider.entry(name));
  }

  private List<Integer> ids() {
    return catalog.enumerate().stream().map(CatalogEntry::id).toList();
  }

  private static ProtocolInfo entry(int af, int type, int protocol, int maxOffset) {
    ProtocolInfo like = StubProvider.entry(af + "/" + type + "/" + protocol);
    return new ProtocolInfo(
        like.serviceFlags1(),
        0,
        0,
        0,
        0,
        like.providerId(),
        0,
        like.protocolChain(),
        2,
        af,
        16,
        16,
        type,
        protocol,
        maxOffset,
        0,
        0,
        0,
        0,
        like.protocolName());
  }

  @Test
  void anEntryOfAnotherCatalogKeepsItsIdAndNewOnesComeAfterIt() {
    ProtocolInfo foreign = StubProvider.entry("foreign").withCatalogEntryId(1045);
    assertThat(catalog.adopt(foreign, "path").catalogEntryId()).isEqualTo(1045);
    assertThat(catalog.adopt(StubProvider.entry("nameless"), "path").catalogEntryId())
        .isEqualTo(1046);
    assertThat(catalog.adopt(foreign.withCatalogEntryId(1013), "path").catalogEntryId())
        .isEqualTo(1013);
    assertThat(install("own")).isEqualTo(1047);
    assertThatThrownBy(() -> catalog.adopt(foreign, "path"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1045");
    assertThat(ids()).containsExactly(1045, 1046, 1013, 1047);
  }

  @Test
  void idsStartAt1001AndAreNeverUsedAgain() {
    assertThat(install("a")).isEqualTo(1001);
    assertThat(install("b")).isEqualTo(1002);
    catalog.remove(1002);
    assertThat(install("c")).isEqualTo(1003);
    assertThat(ids()).containsExactly(1001, 1003);
  }

  @Test
  void everyChangeMakesTheSerialNumberLarger() {
    int first = catalog.serialNumber();
    install("a");
    int second = catalog.serialNumber();
    install("b");
    catalog.reorder(List.of(1002, 1001));
    int third = catalog.serialNumber();
    catalog.remove(1001);

    assertThat(List.of(first, second, third, catalog.serialNumber()))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void anEnumerationDoesNotChangeAnyMore() {
    install("a");
    List<CatalogEntry> before = catalog.enumerate();
    install("b");
    assertThat(before).hasSize(1);
    assertThat(catalog.enumerate()).hasSize(2);
  }

  @Test
  void aChainCanOnlyNameEntriesThatAreInstalled() {
    int base = install("base");
    ProtocolInfo chain =
        StubProvider.entry("chain").withProtocolChain(ProtocolChain.of(List.of(77, base)));
    assertThatThrownBy(() -> install(chain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("77");
    assertThat(ids()).containsExactly(base);
  }

  @Test
  void removingAnUnknownEntryIsRefused() {
    assertThatThrownBy(() -> catalog.remove(1001)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"'1001,1002'", "'1001,1002,1004'", "'1001,1002,1002'", "'1001,1002,1003,1003'", "''"})
  void anOrderThatDoesNotNameEveryEntryOnceIsRefusedAndChangesNothing(String order) {
    install("a");
    install("b");
    install("c");
    List<Integer> named =
        order.isEmpty()
            ? List.of()
            : List.of(order.split(",")).stream().map(Integer::valueOf).toList();

    assertThatThrownBy(() -> catalog.reorder(named)).isInstanceOf(IllegalArgumentException.class);
    assertThat(ids()).containsExactly(1001, 1002, 1003);
  }

  @Test
  void theFirstMatchInCatalogOrderWins() {
    install("a");
    install("b");
    assertThat(catalog.find(2, 1, 6, 0, new Errno()).id()).isEqualTo(1001);
    catalog.reorder(List.of(1002, 1001));
    assertThat(catalog.find(2, 1, 6, 0, new Errno()).id()).isEqualTo(1002);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0,1001",
    "23,0,0,1002",
    "0,2,0,1003",
    "0,0,17,1003",
    "2,1,0,1001",
    "23,1,6,1002"
  })
  void zeroStandsForAnything(int af, int type, int protocol, int id) {
    install(entry(2, 1, 6, 0));
    install(entry(23, 1, 6, 0));
    install(entry(2, 2, 17, 0));
    assertThat(catalog.find(af, type, protocol, 0, new Errno()).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({"99,false", "100,true", "105,true", "110,true", "111,false"})
  void anEntryServesARangeOfProtocols(int protocol, boolean served) {
    install(entry(2, 3, 100, 10));
    assertThat(catalog.find(2, 3, protocol, 0, new Errno()) != null).isEqualTo(served);
  }

  @ParameterizedTest
  @CsvSource({
    "5,1,6,WSAEAFNOSUPPORT",
    "2,5,6,WSAESOCKTNOSUPPORT",
    "2,1,5,WSAEPROTONOSUPPORT",
    "-1,1,6,WSAEAFNOSUPPORT"
  })
  void whatDidNotFitOfTheLastEntryIsReported(int af, int type, int protocol, WinsockError error) {
    install(entry(23, 1, 6, 0));
    install(entry(2, 1, 6, 0));
    assertThat(error(e -> catalog.find(af, type, protocol, 0, e) == null ? -1 : 0))
        .isEqualTo(error);
  }

  @Test
  void anEmptyCatalogIsInvalid() {
    assertThat(error(e -> catalog.find(0, 0, 0, 0, e) == null ? -1 : 0))
        .isEqualTo(WinsockError.WSAEINVAL);
  }

  @Test
  void hiddenEntriesAndLayersOwnEntriesAreNeverChosen() {
    install(StubProvider.entry("hidden").withProviderFlags(ServiceFlags.PFL_HIDDEN));
    install(StubProvider.entry("layer").withProtocolChain(ProtocolChain.LAYERED_PROTOCOL));
    assertThat(catalog.find(0, 0, 0, 0, new Errno())).isNull();
    assertThat(catalog.enumerate()).hasSize(2);
    int open = install("open");
    assertThat(catalog.find(0, 0, 0, 0, new Errno()).id()).isEqualTo(open);
  }

  @Test
  void aSearchCanGoOnAfterAnEntry() {
    int a = install("a");
    int b = install("b");
    assertThat(catalog.find(2, 1, 6, a, new Errno()).id()).isEqualTo(b);
    assertThat(catalog.find(2, 1, 6, b, new Errno())).isNull();
  }

  @Test
  void anEntryIsFoundByIdAndByProvider() {
    int a = install("a");
    assertThat(catalog.find(a).providerPath()).isEqualTo("path of a");
    assertThat(catalog.find(StubProvider.entry("a").providerId()).id()).isEqualTo(a);
    assertThat(catalog.find(0)).isNull();
    assertThat(catalog.find(StubProvider.entry("b").providerId())).isNull();
  }
}
