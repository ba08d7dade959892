package dev.ifsbench.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WsaPollDataTest {
  @Test
  void aBlockHoldsWhatIsAskedAndWhatIsFoundOfEachSocket() {
    NativeMemory data = WsaPollData.allocate(3);
    WsaPollData.begin(data, 3, -1);
    WsaPollData.put(data, 0, 0x1_0000_0001L, WsaPollData.POLLIN);
    WsaPollData.put(data, 1, -1, 0xFFFF);
    WsaPollData.put(data, 2, 7, WsaPollData.POLLOUT);
    assertThat(WsaPollData.finish(data)).isZero();
    WsaPollData.putRevents(data, 0, WsaPollData.POLLRDNORM);
    WsaPollData.putRevents(data, 2, 0x8000);

    assertThat(WsaPollData.finish(data)).isEqualTo(2);
    assertThat(data.getInt(0)).as("the result in the block").isEqualTo(2);
    assertThat(WsaPollData.count(data)).isEqualTo(3);
    assertThat(WsaPollData.timeoutMillis(data)).isEqualTo(-1);
    assertThat(WsaPollData.fd(data, 0)).isEqualTo(0x1_0000_0001L);
    assertThat(WsaPollData.fd(data, 1)).isEqualTo(-1);
    assertThat(WsaPollData.events(data, 0)).isEqualTo(WsaPollData.POLLIN);
    assertThat(WsaPollData.events(data, 1)).isEqualTo(0xFFFF);
    assertThat(WsaPollData.revents(data, 0)).isEqualTo(WsaPollData.POLLRDNORM);
    assertThat(WsaPollData.revents(data, 2)).isEqualTo(0x8000);

    WsaPollData.put(data, 0, 5, 0);
    assertThat(WsaPollData.revents(data, 0)).as("of what is asked anew").isZero();
    WsaPollData.begin(data, 1, 20);
    assertThat(data.getInt(0)).as("the result before anything was found").isZero();
    assertThat(WsaPollData.timeoutMillis(data)).isEqualTo(20);
  }

  @Test
  void aBlockIsCompleteIfItHoldsAsManySocketsAsItCounts() {
    NativeMemory data = WsaPollData.allocate(2);
    assertThat(data.size()).isEqualTo(48);
    WsaPollData.begin(data, 2, 0);

    assertThat(WsaPollData.isComplete(data, 48)).isTrue();
    assertThat(WsaPollData.isComplete(data, 1000)).isTrue();
    assertThat(WsaPollData.isComplete(data, 47)).isFalse();
    assertThat(WsaPollData.isComplete(data, 15)).isFalse();
    assertThat(WsaPollData.isComplete(null, 48)).isFalse();
    WsaPollData.begin(data, 3, 0);
    assertThat(WsaPollData.isComplete(data, 1000)).isFalse();
    WsaPollData.begin(data, -1, 0);
    assertThat(WsaPollData.isComplete(data, 48)).isFalse();
    WsaPollData.begin(data, 0, 0);
    assertThat(WsaPollData.isComplete(data, 16)).as("a header alone").isTrue();
  }
}
