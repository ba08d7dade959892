package dev.ifsbench.sockets.winsock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.extension.WsaMsg;
import org.junit.jupiter.api.Test;

/** The offsets are those of {@code WSAMSG} in 64-bit Windows' headers. */
class NativeMessageTest {
  private final NativeMessage memory = new NativeMessage();
  private final WsaMsg message = new WsaMsg();

  NativeMessageTest() {
    message.name = new NativeMemory(28);
    message.namelen.value = 16;
    message.control = new NativeMemory(40);
    message.controlLength.value = 24;
    message.flags.value = 2;
    message.buffers = new WsaBuf[] {new WsaBuf(0x1000, 3), new WsaBuf(0x2000, 4)};
    message.bufferCount = 2;
  }

  private NativeMemory written() {
    return NativeMemory.at(memory.toReceive(message), NativeMessage.SIZE);
  }

  @Test
  void eachFieldIsAtItsOffset() {
    NativeMemory written = written();

    assertThat(written.getLong(0)).isEqualTo(message.name.address());
    assertThat(written.getInt(8)).isEqualTo(16);
    assertThat(written.getInt(24)).isEqualTo(2);
    assertThat(written.getInt(32)).isEqualTo(24);
    assertThat(written.getLong(40)).isEqualTo(message.control.address());
    assertThat(written.getInt(48)).isEqualTo(2);
    NativeMemory buffers = NativeMemory.at(written.getLong(16), 2 * WsaBuf.SIZE);
    assertThat(buffers.getInt(WsaBuf.SIZE + WsaBuf.LEN)).isEqualTo(4);
    assertThat(buffers.getLong(WsaBuf.SIZE + WsaBuf.BUF)).isEqualTo(0x2000);
  }

  @Test
  void whatIsNotThereIsNull() {
    message.name = null;
    message.control = null;
    message.controlLength.value = 0;

    NativeMemory written = written();

    assertThat(written.getLong(0)).isZero();
    assertThat(written.getInt(8)).isZero();
    assertThat(written.getLong(40)).isZero();
  }

  @Test
  void whatAReceiveHasWrittenIsTheMessagesUntilItIsForgotten() {
    NativeMemory written = written();
    written.putInt(8, 28);
    written.putInt(32, 40);
    written.putInt(48, WsaMsg.MSG_TRUNC);

    memory.received();
    memory.forget();
    written.putInt(8, 1);
    memory.received();

    assertThat(message.namelen.value).isEqualTo(28);
    assertThat(message.controlLength.value).isEqualTo(40);
    assertThat(message.flags.value).isEqualTo(WsaMsg.MSG_TRUNC);
  }

  @Test
  void aMessageThatIsSentStaysAsItIs() {
    NativeMemory written = NativeMemory.at(memory.toSend(message), NativeMessage.SIZE);
    written.putInt(48, WsaMsg.MSG_TRUNC);

    memory.received();

    assertThat(message.flags.value).isEqualTo(2);
  }

  @Test
  void manyBuffersAreWrittenDownToo() {
    message.bufferCount = 100;
    message.buffers = new WsaBuf[100];
    for (int i = 0; i < 100; i++) {
      message.buffers[i] = new WsaBuf(i, i);
    }

    NativeMemory buffers = NativeMemory.at(written().getLong(16), 100 * WsaBuf.SIZE);

    assertThat(buffers.getInt(99 * WsaBuf.SIZE + WsaBuf.LEN)).isEqualTo(99);
  }

  @Test
  void lengthsBeyondTheMemoryAreRefused() {
    assertThat(NativeMessage.check(message)).isNull();
    message.controlLength.value = 41;
    assertThat(NativeMessage.check(message)).isEqualTo(WinsockError.WSAEFAULT);
    message.controlLength.value = 24;
    message.namelen.value = 29;
    assertThat(NativeMessage.check(message)).isEqualTo(WinsockError.WSAEFAULT);
    message.namelen.value = -1;
    assertThat(NativeMessage.check(message)).isEqualTo(WinsockError.WSAEFAULT);
  }
}
