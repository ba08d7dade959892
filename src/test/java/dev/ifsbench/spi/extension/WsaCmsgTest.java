package dev.ifsbench.spi.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.spi.NativeMemory;
import org.junit.jupiter.api.Test;

class WsaCmsgTest {
  @Test
  void messagesStandAtMultiplesOfEight() {
    assertThat(WsaCmsg.space(0)).isEqualTo(16);
    assertThat(WsaCmsg.space(1)).isEqualTo(24);
    assertThat(WsaCmsg.space(8)).isEqualTo(24);
    assertThat(WsaCmsg.space(9)).isEqualTo(32);
  }

  @Test
  void aMessageHasItsLengthLevelAndType() {
    NativeMemory memory = new NativeMemory(64);
    int data = WsaCmsg.put(memory, 24, 41, 19, 20);

    assertThat(data).isEqualTo(40);
    assertThat(memory.getLong(24)).isEqualTo(36);
    assertThat(WsaCmsg.level(memory, 24)).isEqualTo(41);
    assertThat(WsaCmsg.type(memory, 24)).isEqualTo(19);
    assertThat(WsaCmsg.dataLength(memory, 24)).isEqualTo(20);
  }

  @Test
  void aMessageThatIsCutOffOrHasNoLengthIsNone() {
    NativeMemory memory = new NativeMemory(64);
    WsaCmsg.put(memory, 0, 0, 0, 4);

    assertThat(WsaCmsg.isAt(memory, 0, 20)).isTrue();
    assertThat(WsaCmsg.isAt(memory, 0, 19)).as("one byte short").isFalse();
    assertThat(WsaCmsg.isAt(memory, 0, 15)).as("shorter than a header").isFalse();
    assertThat(WsaCmsg.isAt(memory, 24, 64)).as("zeros").isFalse();
    assertThat(WsaCmsg.isAt(memory, 64, 64)).as("the end").isFalse();
    WsaCmsg.put(memory, 48, 0, 0, 0);
    assertThat(WsaCmsg.isAt(memory, 48, 64)).as("a header alone").isTrue();
    WsaCmsg.put(memory, 24, 0, 0, 25);
    assertThat(WsaCmsg.isAt(memory, 24, 64)).as("longer than what is left").isFalse();
    memory.putLong(48, -1);
    assertThat(WsaCmsg.isAt(memory, 48, 64)).as("a negative length").isFalse();
  }
}
