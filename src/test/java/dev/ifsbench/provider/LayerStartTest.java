package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceFlags;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.spi.WspFunction;
import dev.ifsbench.ws2.Catalog;
import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.Winsock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code WSPStartup} and {@code WSPCleanup} of a layer, called as Ws2_32.dll calls them. */
class LayerStartTest {
  private final NativeSockets sockets = Stack.system();
  private final Winsock winsock = new Winsock(sockets);
  private final WspData data = new WspData();
  private final ProcedureTableRef table = new ProcedureTableRef();

  private ProtocolInfo over(StubProvider base, LayerKind kind) {
    base.installIn(winsock, "base");
    LayerInstaller.install(winsock, kind, "layer");
    return winsock.catalog().enumerate().get(0).info();
  }

  private WinsockError start(ProtocolInfo entry, int version) {
    CatalogEntry installed = winsock.catalog().find(entry.catalogEntryId());
    ServiceProvider library = winsock.libraries().load(installed.providerPath());
    return library.wspStartup(version, data, entry, winsock.upcalls().table(), table);
  }

  @ParameterizedTest
  @EnumSource
  void aLayerSaysWhatItIs(LayerKind kind) {
    ProtocolInfo entry = over(new StubProvider(sockets, stub -> stub), kind);
    assertThat(start(entry, Ws2Def.VERSION_2_2)).isEqualTo(WinsockError.NO_ERROR);
    assertThat(data.szDescription).startsWith("ifsbench ").endsWith(" layer");
  }

  @ParameterizedTest
  @EnumSource
  void anOlderVersionIsRefused(LayerKind kind) {
    ProtocolInfo entry = over(new StubProvider(sockets, stub -> stub), kind);
    assertThat(start(entry, 0x0101)).isEqualTo(WinsockError.WSAVERNOTSUPPORTED);
    assertThat(table.value).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void theNextProvidersRefusalIsTheLayers(LayerKind kind) {
    StubProvider refusing =
        new StubProvider(sockets, stub -> stub).startingWith(WinsockError.WSASYSNOTREADY);
    assertThat(start(over(refusing, kind), Ws2Def.VERSION_2_2))
        .isEqualTo(WinsockError.WSASYSNOTREADY);
  }

  @ParameterizedTest
  @EnumSource
  void aLayerDoesNotStartOverAProviderThatDoesNotLoad(LayerKind kind) {
    winsock.catalog().install(StubProvider.entry("base"), "no file");
    LayerInstaller.install(winsock, kind, "layer");
    ProtocolInfo entry = winsock.catalog().enumerate().get(0).info();
    assertThat(start(entry, Ws2Def.VERSION_2_2)).isEqualTo(WinsockError.WSAEPROVIDERFAILEDINIT);
  }

  @ParameterizedTest
  @EnumSource
  void aCleanUpThatFailsBelowFailsAndAnEarlierOneDoesNotGoDown(LayerKind kind) {
    AtomicInteger below = new AtomicInteger();
    StubProvider failing =
        new StubProvider(
            sockets,
            stub ->
                stub.with(
                    WspFunction.Cleanup.class,
                    errno -> {
                      below.incrementAndGet();
                      return errno.fail(WinsockError.WSAENETDOWN);
                    }));
    ProtocolInfo entry = over(failing, kind);
    start(entry, Ws2Def.VERSION_2_2);
    start(entry, Ws2Def.VERSION_2_2);

    assertThat(error(e -> table.value.wspCleanup().invoke(e))).isEqualTo(WinsockError.NO_ERROR);
    assertThat(below).hasValue(0);
    assertThat(error(e -> table.value.wspCleanup().invoke(e))).isEqualTo(WinsockError.WSAENETDOWN);
    assertThat(below).hasValue(1);
    assertThat(error(e -> table.value.wspCleanup().invoke(e)))
        .isEqualTo(WinsockError.WSANOTINITIALISED);
  }

  @ParameterizedTest
  @EnumSource
  void aLayersOwnEntryIsHiddenAndItsChainsAreNot(LayerKind kind) {
    ProtocolInfo chain = over(new StubProvider(sockets, stub -> stub), kind);
    int own = chain.protocolChain().chainEntries().get(0);
    assertThat(winsock.catalog().find(own).info().providerFlags() & ServiceFlags.PFL_HIDDEN)
        .isNotZero();
    assertThat(chain.providerFlags() & ServiceFlags.PFL_HIDDEN).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aLayerServesNoChainWhoseHandlesAreOfTheOtherSort(LayerKind kind) {
    Catalog catalog = winsock.catalog();
    ProtocolInfo chain = over(new StubProvider(sockets, stub -> stub), kind);
    ProtocolInfo other =
        catalog.install(
            chain
                .withServiceFlags1(chain.serviceFlags1() ^ ServiceFlags.XP1_IFS_HANDLES)
                .withProviderId(new UUID(7, 7)),
            catalog.find(chain.catalogEntryId()).providerPath());
    List<Integer> order = new ArrayList<>(List.of(other.catalogEntryId()));
    catalog.enumerate().stream()
        .map(CatalogEntry::id)
        .filter(id -> id != other.catalogEntryId())
        .forEach(order::add);
    catalog.reorder(order);

    assertThat(start(other, Ws2Def.VERSION_2_2)).isEqualTo(WinsockError.WSAEPROVIDERFAILEDINIT);
    assertThat(table.value).isNull();
  }
}
