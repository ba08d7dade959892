package dev.ifsbench.sockets.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OverEachBinding
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of POSIX sockets")
class PosixOptionTest {
  private static final int SOCKET = Ws2Def.SOL_SOCKET;

  private final Rig rig;

  PosixOptionTest(Binding binding) {
    rig = new Rig(binding);
  }

  @AfterEach
  void closeAll() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {Ws2Def.SO_REUSEADDR, Ws2Def.SO_KEEPALIVE, Ws2Def.SO_BROADCAST})
  void aFlagReadsBackAsItWasSet(int option) {
    long s = rig.tcp();
    assertRoundTrip(s, SOCKET, option, 1);
    assertRoundTrip(s, SOCKET, option, 0);
  }

  @Test
  void tcpAndIpv6FlagsReadBackAsTheyWereSet() {
    assertRoundTrip(rig.tcp(), Ws2Def.IPPROTO_TCP, Ws2Def.TCP_NODELAY, 1);
    long v6 = rig.socket(Ws2Def.AF_INET6, Ws2Def.SOCK_STREAM);
    assertRoundTrip(v6, Ws2Def.IPPROTO_IPV6, Ws2Def.IPV6_V6ONLY, 1);
    assertRoundTrip(v6, Ws2Def.IPPROTO_IPV6, Ws2Def.IPV6_V6ONLY, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {Ws2Def.SO_SNDBUF, Ws2Def.SO_RCVBUF})
  void aBufferSizeReadsBackAsItWasSet(int option) {
    assertRoundTrip(rig.tcp(), SOCKET, option, 65_536);
  }

  @ParameterizedTest
  @ValueSource(ints = {Ws2Def.SO_SNDTIMEO, Ws2Def.SO_RCVTIMEO})
  void aTimeLimitReadsBackInMilliseconds(int option) {
    long s = rig.tcp();
    assertThat(get(s, SOCKET, option)).isZero();
    assertRoundTrip(s, SOCKET, option, 2_500);
    assertRoundTrip(s, SOCKET, option, 0);
  }

  @Test
  void lingerReadsBackAsTwoShortNumbers() {
    assertRoundTrip(rig.tcp(), SOCKET, Ws2Def.SO_LINGER, 1 | 7 << 16);
  }

  @Test
  void whatASocketIsCanBeReadAndNotSet() {
    long listener = rig.listener();
    long udp = rig.udp();
    assertThat(get(listener, SOCKET, Ws2Def.SO_ACCEPTCONN)).isEqualTo(1);
    assertThat(get(udp, SOCKET, Ws2Def.SO_ACCEPTCONN)).isZero();
    assertThat(get(udp, SOCKET, Ws2Def.SO_TYPE)).isEqualTo(Ws2Def.SOCK_DGRAM);
    assertThat(get(udp, SOCKET, Ws2Def.SO_ERROR)).isZero();
    for (int option : new int[] {Ws2Def.SO_ACCEPTCONN, Ws2Def.SO_TYPE, Ws2Def.SO_ERROR}) {
      rig.fails(set(udp, SOCKET, option, 1), WinsockError.WSAENOPROTOOPT);
    }
  }

  @Test
  void unknownOptionsAreNoOptions() {
    long s = rig.udp();
    IntRef length = new IntRef(4);
    NativeMemory value = new NativeMemory(4);
    int[][] unknown = {{SOCKET, 0x7777}, {1, 2}, {Ws2Def.IPPROTO_TCP, 99}, {41, 26}, {6, 1}};
    for (int[] option : unknown) {
      rig.fails(
          rig.sockets.getSockOpt(s, option[0], option[1], value, length, rig.errno),
          WinsockError.WSAENOPROTOOPT);
      rig.fails(set(s, option[0], option[1], 1), WinsockError.WSAENOPROTOOPT);
    }
    long unix = rig.pair()[0];
    rig.fails(set(unix, Ws2Def.IPPROTO_TCP, Ws2Def.TCP_NODELAY, 1), WinsockError.WSAENOPROTOOPT);
  }

  @Test
  void aBufferThatIsTooSmallSaysHowMuchIsNeeded() {
    long s = rig.tcp();
    NativeMemory value = new NativeMemory(4);
    IntRef length = new IntRef(3);
    rig.fails(
        rig.sockets.getSockOpt(s, SOCKET, Ws2Def.SO_TYPE, value, length, rig.errno),
        WinsockError.WSAEFAULT);
    assertThat(length.value).isEqualTo(4);
    rig.fails(
        rig.sockets.setSockOpt(s, SOCKET, Ws2Def.SO_KEEPALIVE, value, 3, rig.errno),
        WinsockError.WSAEFAULT);
    rig.fails(
        rig.sockets.setSockOpt(s, SOCKET, Ws2Def.SO_KEEPALIVE, null, 4, rig.errno),
        WinsockError.WSAEFAULT);
  }

  @Test
  void aSocketIsDescribedInWinsocksNumbers() {
    assertDescribed(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, Ws2Def.IPPROTO_TCP);
    assertDescribed(Ws2Def.AF_INET6, Ws2Def.SOCK_DGRAM, Ws2Def.IPPROTO_UDP);
    assertDescribed(Ws2Def.AF_UNIX, Ws2Def.SOCK_STREAM, 0);
  }

  private void assertDescribed(int af, int type, int protocol) {
    int[] triplet = new int[3];
    rig.ok(rig.sockets.describe(rig.socket(af, type), triplet, rig.errno));
    assertThat(triplet).containsExactly(af, type, protocol);
  }

  private void assertRoundTrip(long s, int level, int option, int value) {
    rig.ok(set(s, level, option, value));
    assertThat(get(s, level, option)).isEqualTo(value);
  }

  private int set(long s, int level, int option, int value) {
    NativeMemory memory = new NativeMemory(4);
    memory.putInt(0, value);
    return rig.sockets.setSockOpt(s, level, option, memory, 4, rig.errno);
  }

  private int get(long s, int level, int option) {
    NativeMemory memory = new NativeMemory(8);
    IntRef length = new IntRef(8);
    rig.ok(rig.sockets.getSockOpt(s, level, option, memory, length, rig.errno));
    assertThat(length.value).isEqualTo(4);
    return memory.getInt(0);
  }
}
