package dev.ifsbench.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProtocolInfoLayoutTest {
  private static final UUID GUID = UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210");
  private static final ProtocolInfo INFO =
      new ProtocolInfo(
          1,
          2,
          3,
          4,
          5,
          GUID,
          6,
          new ProtocolChain(2, List.of(7, 8)),
          9,
          10,
          11,
          12,
          13,
          14,
          15,
          16,
          17,
          18,
          19,
          "an entry \u00e9");

  @Test
  void twoOptionsOfASocketAskForAnEntry() {
    assertThat(ProtocolInfoLayout.isAskedBy(Ws2Def.SOL_SOCKET, Ws2Def.SO_PROTOCOL_INFOA)).isTrue();
    assertThat(ProtocolInfoLayout.isAskedBy(Ws2Def.SOL_SOCKET, Ws2Def.SO_PROTOCOL_INFOW)).isTrue();
    assertThat(ProtocolInfoLayout.isAskedBy(Ws2Def.SOL_SOCKET, Ws2Def.SO_TYPE)).isFalse();
    assertThat(ProtocolInfoLayout.isAskedBy(6, Ws2Def.SO_PROTOCOL_INFOW)).isFalse();
    assertThat(ProtocolInfoLayout.of(Ws2Def.SO_PROTOCOL_INFOA).size()).isEqualTo(372);
    assertThat(ProtocolInfoLayout.of(Ws2Def.SO_PROTOCOL_INFOW).size()).isEqualTo(628);
  }

  @Test
  void anEntryIsReadAsItWasWritten() {
    ProtocolInfoLayout layout = ProtocolInfoLayout.of(Ws2Def.SO_PROTOCOL_INFOW);
    NativeMemory memory = new NativeMemory(layout.size());
    layout.write(INFO.withProtocolName("x".repeat(ProtocolInfo.WSAPROTOCOL_LEN)), memory);
    layout.write(INFO, memory);

    assertThat(layout.read(memory)).isEqualTo(INFO);
    assertThat(memory.getBytes(28, 8))
        .as("the last bytes of a GUID come as they are written")
        .containsExactly(0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10);
  }

  @Test
  void whatIsTooSmallIsToldTheSizeAndNotWrittenTo() {
    ProtocolInfoLayout layout = ProtocolInfoLayout.of(Ws2Def.SO_PROTOCOL_INFOW);
    NativeMemory memory = new NativeMemory(layout.size());
    for (IntRef length : new IntRef[] {new IntRef(layout.size() - 1), new IntRef(0)}) {
      Errno errno = new Errno();
      assertThat(layout.answer(INFO, memory, length, errno)).isEqualTo(Ws2Def.SOCKET_ERROR);
      assertThat(errno.get()).isEqualTo(WinsockError.WSAEFAULT);
      assertThat(length.value).isEqualTo(layout.size());
      assertThat(memory.getBytes(0, memory.size())).containsOnly(0);
    }
    Errno errno = new Errno();
    NativeMemory small = new NativeMemory(layout.size() - 1);
    assertThat(layout.answer(INFO, small, new IntRef(layout.size()), errno))
        .isEqualTo(Ws2Def.SOCKET_ERROR);
    Errno ofNull = new Errno();
    assertThat(layout.answer(INFO, memory, null, ofNull)).isEqualTo(Ws2Def.SOCKET_ERROR);
    assertThat(ofNull.get()).isEqualTo(WinsockError.WSAEFAULT);
    assertThat(layout.answer(INFO, null, new IntRef(layout.size()), errno))
        .isEqualTo(Ws2Def.SOCKET_ERROR);
    assertThat(layout.answer(INFO, memory, new IntRef(layout.size()), errno)).isZero();
    assertThat(layout.read(memory)).isEqualTo(INFO);
  }
}
