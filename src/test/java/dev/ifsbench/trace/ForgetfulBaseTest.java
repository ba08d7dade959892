package dev.ifsbench.trace;

import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.provider.LayerInstaller;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspFunction;
import dev.ifsbench.trace.check.Rule;
import dev.ifsbench.trace.check.Violation;
import dev.ifsbench.ws2.Winsock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A base provider that does not announce its sockets is found out, whatever stands over it. */
class ForgetfulBaseTest {
  private final NullSockets sockets = new NullSockets();
  private final Winsock winsock = new Winsock(sockets);
  private final ProtocolInfo base =
      winsock.catalog().install(StubProvider.entry("base"), "test:base");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aBaseThatForgetsIsBlamedForEachSocketThatALayerGetsOfIt(LayerKind kind) throws Exception {
    StubProvider forgetful =
        new StubProvider(
            sockets,
            table ->
                table
                    .with(
                        WspFunction.Socket.class,
                        (af, type, protocol, info, g, flags, errno) ->
                            sockets.socket(
                                info.addressFamily(), info.socketType(), info.protocol(), errno))
                    .with(
                        WspFunction.Accept.class,
                        (s, addr, addrlen, condition, data, errno) ->
                            sockets.accept(s, addr, addrlen, errno)));

    assertThat(violations(forgetful, kind))
        .allSatisfy(
            violation -> {
              assertThat(violation.rule()).isEqualTo(Rule.MODIFIED_BEFORE_USE);
              assertThat(violation.provider()).isEqualTo("base");
            })
        .extracting(violation -> violation.text().split(" ", 2)[0])
        .containsExactly("WSPSocket", "WSPAccept");
  }

  @ParameterizedTest
  @EnumSource
  void aBaseThatAnnouncesItsSocketsIsNotBlamed(LayerKind kind) throws Exception {
    StubProvider[] sound = new StubProvider[1];
    sound[0] =
        new StubProvider(
            sockets,
            table ->
                table.with(
                    WspFunction.Accept.class,
                    (s, addr, addrlen, condition, data, errno) ->
                        sound[0].announce(base, sockets.accept(s, addr, addrlen, errno), errno)));

    assertThat(violations(sound[0], kind)).isEmpty();
  }

  /** Opens a listener, accepts on it and closes both, through a layer over the base. */
  private List<Violation> violations(StubProvider provider, LayerKind kind) throws Exception {
    winsock.libraries().add("test:base", provider);
    LayerInstaller.install(winsock, kind, "layer");
    ProtocolInfo top = winsock.catalog().enumerate().get(0).info();
    try (TestRecording recording = TestRecording.start(folder.resolve("calls.jfr"))) {
      winsock.wsaStartup(Ws2Def.VERSION_2_2);
      long listener = ok(errno -> winsock.socket(0, 0, 0, top, 0, 0, errno));
      long accepted = ok(errno -> winsock.accept(listener, null, null, errno));
      ok(errno -> winsock.closesocket(accepted, errno));
      ok(errno -> winsock.closesocket(listener, errno));
      ok(winsock::wsaCleanup);
      return TestRecording.read(recording.stop()).violations();
    }
  }
}
