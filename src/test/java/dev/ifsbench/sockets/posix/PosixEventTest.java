package dev.ifsbench.sockets.posix;

import static dev.ifsbench.fixture.Background.blockedInBackground;
import static dev.ifsbench.fixture.Calls.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.spi.WinsockError;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@OverEachBinding
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of POSIX sockets")
class PosixEventTest {
  private final Rig rig;
  private final NativeSockets sockets;

  PosixEventTest(Binding binding) {
    rig = new Rig(binding);
    sockets = rig.sockets;
  }

  @Test
  void anEventStaysSetUntilItIsResetOnceHoweverOftenItWasSet() {
    long event = sockets.createEvent(rig.errno);
    assertThat(sockets.awaitEvent(event, 0, rig.errno)).isFalse();
    assertThat(rig.errno.isClear()).isTrue();
    assertThat(sockets.setEvent(event, rig.errno)).isTrue();
    assertThat(sockets.setEvent(event, rig.errno)).isTrue();
    assertThat(sockets.awaitEvent(event, -1, rig.errno)).isTrue();
    assertThat(sockets.awaitEvent(event, 0, rig.errno)).isTrue();
    assertThat(sockets.resetEvent(event, rig.errno)).isTrue();
    assertThat(sockets.awaitEvent(event, 10, rig.errno)).isFalse();
    assertThat(sockets.resetEvent(event, rig.errno)).isTrue();
    assertThat(sockets.closeEvent(event, rig.errno)).isTrue();
  }

  @Test
  void settingAnEventWakesWhoeverWaitsForIt() throws Exception {
    long event = sockets.createEvent(rig.errno);
    Thread setter = Threads.start(() -> sockets.setEvent(event, Threads.errno()));
    assertThat(sockets.awaitEvent(event, -1, rig.errno)).isTrue();
    setter.join();
    assertThat(sockets.closeEvent(event, rig.errno)).isTrue();
  }

  @Test
  void closingAnEventEndsTheWaitForIt() throws Exception {
    long event = sockets.createEvent(rig.errno);
    Future<WinsockError> waiting =
        blockedInBackground(() -> error(e -> sockets.awaitEvent(event, -1, e) ? 0 : -1));

    assertThat(sockets.closeEvent(event, rig.errno)).isTrue();

    assertThat(waiting.get()).isEqualTo(WinsockError.WSA_INVALID_HANDLE);
    assertThat(sockets.isOpen(event)).isFalse();
  }

  @Test
  void whatIsNotAnOpenEventIsAnInvalidHandle() {
    long event = sockets.createEvent(rig.errno);
    assertThat(sockets.closeEvent(event, rig.errno)).isTrue();
    long handle = sockets.createHandle(rig.errno);
    for (long value : new long[] {event, 0, -1, handle, 1L << 40}) {
      if (value != handle) {
        assertThat(sockets.closeEvent(value, rig.errno)).isFalse();
      }
      assertThat(sockets.setEvent(value, rig.errno)).isFalse();
      assertThat(sockets.resetEvent(value, rig.errno)).isFalse();
      assertThat(sockets.awaitEvent(value, -1, rig.errno)).isFalse();
      assertThat(rig.errno.get()).isEqualTo(WinsockError.WSA_INVALID_HANDLE);
    }
    rig.ok(sockets.closeHandle(handle, rig.errno));
  }

  @Test
  void handlesDifferFromEachOtherAndCloseOnce() {
    long first = sockets.createHandle(rig.errno);
    long second = sockets.createHandle(rig.errno);
    assertThat(first).isPositive().isNotEqualTo(second);
    assertThat(sockets.isOpen(first)).isTrue();
    rig.ok(sockets.closeHandle(first, rig.errno));
    rig.fails(sockets.closeHandle(first, rig.errno), WinsockError.WSAENOTSOCK);
    assertThat(sockets.isOpen(first)).isFalse();
    rig.ok(sockets.closeHandle(second, rig.errno));
  }

  @Test
  void aSocketIsNotAHandleOfALayer() {
    long s = rig.tcp();
    rig.fails(sockets.closeHandle(s, rig.errno), WinsockError.WSAENOTSOCK);
    rig.close(s);
  }
}
