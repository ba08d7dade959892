package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.fixture.UpcallTables;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolChain;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceFlags;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.spi.WspFunction;
import dev.ifsbench.ws2.Winsock;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a layer keeps, for how long, and for which chain. */
class LayerRulesTest {
  @ParameterizedTest
  @EnumSource(names = {"PASS_THROUGH", "PASS_THROUGH_INTERCEPTING"})
  void aLayerKnowsAHandleBeforeCallsAreRoutedToIt(LayerKind kind) {
    AtomicReference<Stack> stack = new AtomicReference<>();
    List<Integer> owners = new ArrayList<>();
    stack.set(
        Stack.decorated(
            UpcallTables.changing(
                table ->
                    UpcallTables.withModify(
                        table,
                        (id, handle, errno) -> {
                          long modified = table.wpuModifyIfsHandle().invoke(id, handle, errno);
                          owners.add(stack.get().ownerOf(modified));
                          return modified;
                        })),
            List.of(kind, kind)));
    try (Stack opened = stack.get()) {
      opened.socket(Transport.TCP);

      assertThat(owners)
          .as("who answers for the handle at the end of each upcall")
          .containsExactlyElementsOf(
              opened.upwards(Transport.TCP).stream().map(ProtocolInfo::catalogEntryId).toList());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PASS_THROUGH", "PASS_THROUGH_INTERCEPTING"})
  void aLayerForgetsASocketThatIsNoneAnyMoreBelow(LayerKind kind) {
    try (Stack stack = Stack.of(kind)) {
      long s = stack.socket(Transport.TCP);
      ok(e -> stack.sockets().close(s, e)); // behind the layer's back

      assertThat(error(e -> stack.winsock().closesocket(s, e))).isEqualTo(WinsockError.WSAENOTSOCK);

      assertThat(stack.top().counters(s)).isNull();
      assertThat(stack.winsock().handleCount()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCallThatSucceedsThroughALayerLeavesNoError(LayerKind kind) {
    try (Stack stack = Stack.of(kind)) {
      Pair pair = stack.pair(Transport.UDP);
      Errno errno = new Errno();

      assertThat(stack.trySend(pair.near(), Message.text("sent"), errno)).isZero();
      assertThat(errno.isClear()).isTrue();
      assertThat(stack.tryReceive(pair.far(), errno)).isZero();
      assertThat(errno.isClear()).isTrue();
      assertThat(stack.winsock().closesocket(pair.near(), errno)).isZero();
      assertThat(errno.isClear()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PASS_THROUGH_INTERCEPTING", "WRAPPED"})
  void aLayerCountsWhatIsSentToAnAddressAndNothingOfWhatIsRefused(LayerKind kind) {
    try (Stack stack = Stack.of(kind)) {
      long near = stack.socket(Transport.UDP);
      long far = stack.socket(Transport.UDP);
      NativeMemory name = stack.bind(far, Transport.UDP);
      for (int size : new int[] {8, 70_000}) {
        int result = trySendTo(stack, near, new Message(size), name);
        assertThat(result).as("%d bytes", size).isEqualTo(size == 8 ? 0 : Ws2Def.SOCKET_ERROR);
        assertThat(stack.top().counters(near).sent()).as("after %d bytes", size).isEqualTo(8);
      }
    }
  }

  private static int trySendTo(Stack stack, long s, Message message, NativeMemory name) {
    try {
      return stack
          .winsock()
          .sendTo(
              s, message.buffers(), 1, new IntRef(), 0, name, name.size(), null, null, new Errno());
    } finally {
      Reference.reachabilityFence(message); // its bytes are freed with it
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLayerThatIsStartedAgainUsesTheNewestUpcalls(LayerKind kind) {
    try (Stack stack = Stack.of(kind)) {
      stack.socket(Transport.TCP);
      ProtocolInfo entry = stack.topEntry(Transport.TCP);
      UpcallTable first = stack.winsock().upcalls().table();
      List<Long> seen = new ArrayList<>();
      UpcallTable newest =
          UpcallTables.withCreate(
              UpcallTables.withModify(
                  first,
                  (id, handle, errno) -> {
                    long modified = first.wpuModifyIfsHandle().invoke(id, handle, errno);
                    if (id == entry.catalogEntryId()) {
                      seen.add(modified);
                    }
                    return modified;
                  }),
              (id, context, errno) -> {
                long created = first.wpuCreateSocketHandle().invoke(id, context, errno);
                seen.add(created);
                return created;
              });
      ProcedureTableRef table = new ProcedureTableRef();
      String path = stack.winsock().catalog().find(entry.catalogEntryId()).providerPath();
      assertThat(
              stack
                  .winsock()
                  .libraries()
                  .load(path)
                  .wspStartup(Ws2Def.VERSION_2_2, new WspData(), entry, newest, table))
          .isEqualTo(WinsockError.NO_ERROR);

      long s = stack.socket(Transport.TCP);

      assertThat(seen).containsExactly(s);
      stack.closeSocket(s);
      ok(e -> table.value.wspCleanup().invoke(e));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLayerServesNoChainThatGoesOnToAnotherProviderThanItWasStartedOver(LayerKind kind) {
    NativeSockets sockets = Stack.system();
    Winsock winsock = new Winsock(sockets);
    List<String> opened = new ArrayList<>();
    List<ProtocolInfo> bases = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      winsock
          .libraries()
          .add(
              name,
              new StubProvider(
                  sockets,
                  table ->
                      table.with(
                          WspFunction.Socket.class,
                          (af, type, protocol, info, g, flags, errno) -> {
                            opened.add(name);
                            return sockets.socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, 0, errno);
                          })));
      bases.add(winsock.catalog().install(StubProvider.entry(name), name));
    }
    // The set-up program gives each chain a GUID of its own; here both have one, and one start.
    UUID one = UUID.nameUUIDFromBytes(Message.text("layer"));
    ProtocolInfo hidden = installed(winsock, kind, one, bases.get(0), List.of());
    List<ProtocolInfo> chains = new ArrayList<>();
    for (ProtocolInfo base : bases) {
      chains.add(
          installed(
              winsock, kind, one, base, List.of(hidden.catalogEntryId(), base.catalogEntryId())));
    }
    winsock.libraries().add("layer", library(winsock, kind, hidden.catalogEntryId()));
    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    ok(e -> winsock.socket(0, 0, 0, chains.get(0), 0, 0, e));

    assertThat(error(e -> winsock.socket(0, 0, 0, chains.get(1), 0, 0, e)))
        .isEqualTo(WinsockError.WSAEINVAL);

    assertThat(opened).containsExactly("a");
    ok(winsock::wsaCleanup);
  }

  private static ProtocolInfo installed(
      Winsock winsock, LayerKind kind, UUID guid, ProtocolInfo like, List<Integer> chain) {
    int flags = kind == LayerKind.WRAPPED ? 0 : ServiceFlags.XP1_IFS_HANDLES;
    return winsock
        .catalog()
        .install(
            like.withProviderId(guid)
                .withServiceFlags1(flags)
                .withProtocolChain(
                    chain.isEmpty() ? ProtocolChain.LAYERED_PROTOCOL : ProtocolChain.of(chain)),
            "layer");
  }

  private static LayeredProvider library(Winsock winsock, LayerKind kind, int layerId) {
    if (kind == LayerKind.WRAPPED) {
      return new WrappingProvider(
          winsock.catalog(),
          winsock.libraries(),
          layerId,
          winsock.socketTrace(),
          winsock.overlapped(),
          winsock.upcalls()::wpuCompleteOverlappedRequest,
          Quirk.NONE);
    }
    return new PassThroughProvider(
        winsock.catalog(),
        winsock.libraries(),
        layerId,
        winsock.socketTrace(),
        kind == LayerKind.PASS_THROUGH
            ? PassThroughProvider.Form.RECOMMENDED
            : PassThroughProvider.Form.INTERCEPTING,
        Quirk.NONE);
  }
}
