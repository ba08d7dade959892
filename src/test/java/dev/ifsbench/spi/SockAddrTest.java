package dev.ifsbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SockAddrTest {
  private static byte[] bytes(NativeMemory address) {
    byte[] bytes = address.getBytes(0, address.size());
    if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
      byte first = bytes[0];
      bytes[0] = bytes[1];
      bytes[1] = first;
    }
    return bytes;
  }

  @Test
  void theIpv4LoopbackIsAFamilyAPortInNetworkOrderAndAnAddress() {
    NativeMemory address = SockAddr.inetLoopback(0x1234);

    assertThat(bytes(address))
        .containsExactly(2, 0, 0x12, 0x34, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(SockAddr.family(address)).isEqualTo(Ws2Def.AF_INET);
    assertThat(SockAddr.port(address)).isEqualTo(0x1234);
  }

  @Test
  void theIpv6LoopbackHasItsLastByteSet() {
    byte[] expected = new byte[28];
    expected[0] = 23;
    expected[2] = (byte) 0xFE;
    expected[3] = (byte) 0xDC;
    expected[23] = 1;

    NativeMemory address = SockAddr.inet6Loopback(0xFEDC);

    assertThat(bytes(address)).isEqualTo(expected);
    assertThat(SockAddr.family(address)).isEqualTo(Ws2Def.AF_INET6);
    assertThat(SockAddr.port(address)).isEqualTo(0xFEDC);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_535})
  void everyPortOf16BitsIsOne(int port) {
    assertThat(SockAddr.port(SockAddr.inetLoopback(port))).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void anythingElseIsNone(int port) {
    assertThatIllegalArgumentException().isThrownBy(() -> SockAddr.inetLoopback(port));
    assertThatIllegalArgumentException().isThrownBy(() -> SockAddr.inet6Loopback(port));
  }

  @Test
  void aPathOf107BytesFitsWithTheZeroBehindIt() {
    String path = "\u00e9".repeat(53) + "x";

    NativeMemory address = SockAddr.unix(path);

    assertThat(address.size()).isEqualTo(110);
    assertThat(SockAddr.family(address)).isEqualTo(Ws2Def.AF_UNIX);
    byte[] bytes = bytes(address);
    assertThat(Arrays.copyOfRange(bytes, 2, 109)).isEqualTo(path.getBytes(StandardCharsets.UTF_8));
    assertThat(bytes[109]).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SockAddr.unix(path + "x"))
        .withMessageContaining("at most 107 bytes");
  }
}
