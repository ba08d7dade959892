package dev.ifsbench.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WsaNetworkEventsTest {
  @Test
  void eachEventHasAnErrorAtItsOwnBit() {
    NativeMemory memory = new NativeMemory(WsaNetworkEvents.SIZE);
    int both = WsaNetworkEvents.FD_CONNECT | WsaNetworkEvents.FD_CLOSE;
    WsaNetworkEvents.put(memory, both);
    WsaNetworkEvents.putError(memory, WsaNetworkEvents.FD_CONNECT, WinsockError.WSAECONNREFUSED);
    WsaNetworkEvents.putError(memory, WsaNetworkEvents.FD_CLOSE, WinsockError.WSAECONNRESET);

    assertThat(WsaNetworkEvents.events(memory)).isEqualTo(both);
    assertThat(memory.getInt(4 + 4 * 4)).isEqualTo(10061);
    assertThat(memory.getInt(4 + 5 * 4)).isEqualTo(10054);
    assertThat(WsaNetworkEvents.error(memory, WsaNetworkEvents.FD_CONNECT))
        .isEqualTo(WinsockError.WSAECONNREFUSED);
    assertThat(WsaNetworkEvents.error(memory, WsaNetworkEvents.FD_READ))
        .isEqualTo(WinsockError.NO_ERROR);

    memory.putInt(40, -1);
    WsaNetworkEvents.put(memory, 0);
    assertThat(memory.getBytes(0, memory.size())).as("no events, no errors").containsOnly(0);
  }
}
