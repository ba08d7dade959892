package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Background;
import dev.ifsbench.fixture.Extensions;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.OpenFile;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.GetAcceptExSockaddrs;
import dev.ifsbench.spi.extension.SockAddrRef;
import dev.ifsbench.spi.extension.TransmitFile;
import dev.ifsbench.spi.extension.WsaMsg;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What provider DLLs from {@code src/test/c} do that is not sending and receiving: the functions
 * behind their pointers, and those of their tables that few programs call.
 */
@Timeout(60)
@EnabledOnOs(OS.WINDOWS)
@EnabledIfSystemProperty(named = HostedExtensionsTest.FOLDER, matches = ".+")
class HostedExtensionsTest {
  static final String FOLDER = "ifsbench.providers";

  /** A test on DLLs, with a layer of this project's over them or none, and a kind of notice. */
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @CsvSource({
    "pass_through,,EVENT",
    "pass_through,WRAPPED,PORT",
    "layer|pass_through,,PORT",
    "layer_non_ifs|pass_through,,EVENT",
    "layer_non_ifs|pass_through,,PORT",
    "layer_non_ifs|layer|pass_through,,EVENT",
    "layer_non_ifs|pass_through,WRAPPED,PORT"
  })
  @interface OverChains {}

  private static String chain(String names) {
    return Arrays.stream(names.split("\\|"))
        .map(name -> Path.of(System.getProperty(FOLDER), name + ".dll").toString())
        .collect(Collectors.joining(HostedProvider.OVER));
  }

  private static LayerKind[] over(LayerKind layer) {
    return layer == null ? new LayerKind[0] : new LayerKind[] {layer};
  }

  private static byte[] at(SockAddrRef reference) {
    return NativeMemory.at(reference.address, reference.length).getBytes(0, reference.length);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] bytes(NativeMemory memory) {
    return memory.getBytes(0, memory.size());
  }

  @ParameterizedTest
  @CsvSource({
    "pass_through,,EVENT",
    "pass_through,PASS_THROUGH,PORT",
    "pass_through,WRAPPED,PORT",
    "layer|pass_through,,EVENT",
    "layer|pass_through,WRAPPED,EVENT",
    "layer_non_ifs|pass_through,,EVENT",
    "layer_non_ifs|pass_through,,PORT",
    "layer_non_ifs|layer|pass_through,,PORT",
    "layer_non_ifs|pass_through,WRAPPED,PORT"
  })
  void aConnectionIsAcceptedAndMadeByTheFunctionsThatAProviderInCHandsOut(
      String names, LayerKind layer, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.hosted(chain(names), over(layer))) {
      Notices notices = new Notices(stack, kind);
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      notices.attach(listener);
      long accepted = stack.socket(Transport.TCP);
      Extensions extensions = new Extensions(stack, listener);
      NativeMemory output = Extensions.output(0);
      WsaOverlapped accepting = notices.newOverlapped();
      assertThat(extensions.accept(listener, accepted, output, 0, accepting))
          .isEqualTo(WinsockError.WSA_IO_PENDING);

      long client = stack.socket(Transport.TCP);
      Notices ofClient = new Notices(stack, Notices.Kind.EVENT);
      NativeMemory any = SockAddr.inetLoopback(0);
      ok(e -> stack.winsock().bind(client, any, any.size(), e));
      WsaOverlapped connecting = ofClient.newOverlapped();
      assertThat(
              new Extensions(stack, client).connect(client, stack.name(listener), null, connecting))
          .isIn(WinsockError.WSA_IO_PENDING, WinsockError.NO_ERROR);
      assertThat(notices.await(accepting).error()).isEqualTo(WinsockError.NO_ERROR);
      assertThat(ofClient.await(connecting).error()).isEqualTo(WinsockError.NO_ERROR);
      ok(e -> Extensions.update(stack, accepted, listener, e));
      ok(
          e ->
              stack
                  .winsock()
                  .setsockopt(
                      client, Ws2Def.SOL_SOCKET, Ws2Def.SO_UPDATE_CONNECT_CONTEXT, null, 0, e));
      SockAddrRef local = new SockAddrRef();
      SockAddrRef remote = new SockAddrRef();
      extensions
          .get(ExtensionFunction.GET_ACCEPT_EX_SOCKADDRS, GetAcceptExSockaddrs.class)
          .invoke(output, 0, Extensions.ADDRESS, Extensions.ADDRESS, local, remote);
      assertThat(at(local)).startsWith(Arrays.copyOf(bytes(stack.name(listener)), 8));
      assertThat(at(remote)).startsWith(Arrays.copyOf(bytes(stack.name(client)), 8));
      stack.assertConnected(client, accepted);
      assertThat(extensions.disconnect(client, 0, null)).isEqualTo(WinsockError.NO_ERROR);
      Message into = new Message(1);
      IntRef bytes = new IntRef(1);
      ok(
          e ->
              stack
                  .winsock()
                  .recv(accepted, into.buffers(), 1, bytes, new IntRef(), null, null, e));
      assertThat(bytes.value).as("bytes before the end").isZero();
      for (long s : new long[] {client, accepted, listener}) {
        stack.closeSocket(s);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"layer|pass_through", "layer_non_ifs|pass_through"})
  void theCloseOfTheListenerEndsAnAcceptOfAProviderInC(String names) throws Exception {
    try (Stack stack = Stack.hosted(chain(names))) {
      Notices notices = new Notices(stack, Notices.Kind.EVENT);
      long listener = stack.listener(stack.topEntry(Transport.TCP), Transport.TCP);
      long accepted = stack.socket(Transport.TCP);
      WsaOverlapped overlapped = notices.newOverlapped();
      assertThat(
              new Extensions(stack, listener)
                  .accept(listener, accepted, Extensions.output(0), 0, overlapped))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      stack.closeSocket(listener);
      assertThat(notices.await(overlapped).error()).isEqualTo(WinsockError.WSA_OPERATION_ABORTED);
      stack.closeSocket(accepted);
    }
  }

  @OverChains
  void aDatagramSaysWhereItHasArrivedByTheFunctionsThatAProviderInCHandsOut(
      String names, LayerKind layer, Notices.Kind kind) throws Exception {
    try (Stack stack = Stack.hosted(chain(names), over(layer));
        ControlDataScene scene = new ControlDataScene(stack, Transport.UDP)) {
      scene.sendPlain("there");
      assertThat(scene.receive()).isEqualTo(5);
      scene.assertArrivedAtLoopback();

      Notices notices = new Notices(stack, kind);
      notices.attach(scene.far);
      WsaOverlapped receiving = notices.newOverlapped();
      scene.expect(64);
      assertThat(error(e -> scene.recv.invoke(scene.far, scene.in, null, receiving, null, null, e)))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      Notices ofNear = new Notices(stack, Notices.Kind.EVENT);
      WsaOverlapped sending = ofNear.newOverlapped();
      WsaMsg later = ControlDataScene.message(scene.farName, Message.of(Message.text("later")));
      assertThat(error(e -> scene.send.invoke(scene.near, later, 0, null, sending, null, null, e)))
          .isIn(WinsockError.NO_ERROR, WinsockError.WSA_IO_PENDING);
      assertThat(ofNear.await(sending).bytes()).isEqualTo(5);
      assertThat(notices.await(receiving).bytes()).isEqualTo(5);
      scene.assertArrivedAtLoopback();
      stack.closeSocket(scene.near);
      stack.closeSocket(scene.far);
    }
  }

  @OverChains
  void aFileIsSentByTheFunctionThatAProviderInCHandsOut(
      String names, LayerKind layer, Notices.Kind kind, @TempDir Path folder) throws Exception {
    byte[] content = Message.random(300_000, 7);
    Path path = Files.write(folder.resolve("content"), content);
    NativeMemory word = new NativeMemory(4);
    word.putBytes(0, Message.text("ends"));
    WsaBuf ends = new WsaBuf(word.address(), 4);
    try (OpenFile file = new OpenFile(path);
        Stack stack = Stack.hosted(chain(names), over(layer))) {
      Pair pair = stack.pair(Transport.TCP);
      TransmitFile transmit =
          new Extensions(stack, pair.near())
              .get(ExtensionFunction.TRANSMIT_FILE, TransmitFile.class);
      file.moveTo(100);
      Future<byte[]> received =
          Background.inBackground(() -> stack.receive(pair.far(), content.length - 100 + 4));
      assertThat(
              Extensions.error(
                  e -> transmit.invoke(pair.near(), file.handle(), 0, 0, null, null, ends, 0, e)))
          .isEqualTo(WinsockError.NO_ERROR);
      assertThat(received.get())
          .isEqualTo(concat(Arrays.copyOfRange(content, 100, content.length), bytes(word)));

      Notices notices = new Notices(stack, kind);
      notices.attach(pair.near());
      WsaOverlapped overlapped = notices.newOverlapped();
      overlapped.setOffset(200);
      Future<byte[]> later = Background.inBackground(() -> stack.receive(pair.far(), 1004));
      assertThat(
              Extensions.error(
                  e ->
                      transmit.invoke(
                          pair.near(), file.handle(), 1000, 0, overlapped, ends, null, 0, e)))
          .isIn(WinsockError.NO_ERROR, WinsockError.WSA_IO_PENDING);
      assertThat(notices.await(overlapped).bytes()).isEqualTo(1004);
      assertThat(later.get())
          .isEqualTo(concat(bytes(word), Arrays.copyOfRange(content, 200, 1200)));
      stack.closeSocket(pair.near());
      stack.closeSocket(pair.far());
    }
  }

  /** The table that a started provider has given. */
  private static ProcedureTable tableOf(Stack stack) {
    ProtocolInfo top = stack.topEntry(Transport.UDP);
    String path = stack.winsock().catalog().find(top.catalogEntryId()).providerPath();
    ProcedureTableRef table = new ProcedureTableRef();
    assertThat(
            stack
                .winsock()
                .libraries()
                .load(path)
                .wspStartup(
                    Ws2Def.VERSION_2_2,
                    new WspData(),
                    top,
                    stack.winsock().upcalls().table(),
                    table))
        .isEqualTo(WinsockError.NO_ERROR);
    return table.value;
  }

  @ParameterizedTest
  @ValueSource(strings = {"answers_all", "layer|answers_all", "layer_non_ifs|answers_all"})
  void aMultipointSessionIsJoinedAndATemplateFoundWithTheArgumentsThatWereGiven(String names) {
    try (Stack stack = Stack.hosted(chain(names))) {
      long s = stack.socket(Transport.UDP);
      ProcedureTable table = tableOf(stack);
      NativeMemory group = SockAddr.inetLoopback(7);
      NativeMemory four = new NativeMemory(4);
      NativeMemory reserved = new NativeMemory(64);
      WsaBuf data = new WsaBuf(four.address(), 4);
      int both = 4; // JL_BOTH
      Errno errno = new Errno();
      assertThat(
              table
                  .wspJoinLeaf()
                  .invoke(s, group, group.size(), data, null, null, reserved, both, errno))
          .as(errno.toString())
          .isEqualTo(s);
      assertThat(
              table
                  .wspJoinLeaf()
                  .invoke(s, group, group.size(), null, null, null, reserved, both, errno))
          .isEqualTo(Ws2Def.INVALID_SOCKET);
      assertThat(errno.get()).isEqualTo(WinsockError.WSAEINVAL);

      NativeMemory name = new NativeMemory(5);
      name.putBytes(0, Message.text("voice"));
      NativeMemory qos = new NativeMemory(128);
      assertThat(table.wspGetQosByName().invoke(s, new WsaBuf(name.address(), 5), qos, new Errno()))
          .isTrue();
      assertThat(qos.getInt(0)).isEqualTo(64000);
      assertThat(table.wspGetQosByName().invoke(s, null, qos, errno)).isFalse();
      assertThat(errno.get()).isEqualTo(WinsockError.WSAEINVAL);
      ok(e -> table.wspCleanup().invoke(e));
      stack.closeSocket(s);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "answers_all,NO_ERROR",
    "layer|answers_all,NO_ERROR",
    "layer_non_ifs|answers_all,WSAEOPNOTSUPP",
    "pass_through,WSAEOPNOTSUPP"
  })
  void windowMessagesAreAskedForWithTheArgumentsThatWereGiven(String names, WinsockError expected) {
    try (Stack stack = Stack.hosted(chain(names))) {
      long s = stack.socket(Transport.UDP);
      ProcedureTable table = tableOf(stack);
      int readOrClose = 0x21; // FD_READ | FD_CLOSE
      assertThat(error(e -> table.wspAsyncSelect().invoke(s, 0x123456789L, 0x8001, readOrClose, e)))
          .isEqualTo(expected);
      ok(e -> table.wspCleanup().invoke(e));
      stack.closeSocket(s);
    }
  }
}
