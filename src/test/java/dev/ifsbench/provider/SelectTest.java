package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectTest {
  private static long[] handles(FdSet set) {
    return LongStream.range(0, set.count()).map(i -> set.get((int) i)).toArray();
  }

  private static long select(Stack stack, FdSet read, FdSet write, FdSet except) {
    return ok(e -> stack.winsock().select(read, write, except, Timeval.POLL, e));
  }

  @ParameterizedTest
  @EnumSource
  void theReadyHandlesAreLeftInTheCallersSets(HandleKind kind) {
    for (int depth : new int[] {1, 6}) {
      try (Stack stack = Stack.of(kind, depth)) {
        Pair one = stack.pair(Transport.TCP);
        Pair two = stack.pair(Transport.UDP);
        stack.send(one.far(), Message.text("x"));
        FdSet read = FdSet.of(two.near(), one.near(), one.far());
        FdSet write = FdSet.of(two.near());
        FdSet except = FdSet.of(one.near());

        assertThat(select(stack, read, write, except)).isEqualTo(2);

        assertThat(handles(read)).containsExactly(one.near());
        assertThat(handles(write)).containsExactly(two.near());
        assertThat(handles(except)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void asManyHandlesMayStandInOneSetAsInAnother(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 2)) {
      Pair pair = stack.pair(Transport.TCP);
      FdSet read = FdSet.of(pair.near());
      FdSet write = FdSet.of(pair.far());
      FdSet except = FdSet.of(pair.near(), pair.far());

      assertThat(select(stack, read, write, except)).isEqualTo(1);

      assertThat(handles(read)).isEmpty();
      assertThat(handles(write)).containsExactly(pair.far());
      assertThat(handles(except)).isEmpty();
      FdSet alone = FdSet.of(pair.near(), pair.far());
      assertThat(select(stack, null, null, alone)).isZero();
      assertThat(handles(alone)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTimeOutEmptiesTheSets(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      FdSet read = FdSet.of(stack.pair(Transport.TCP).near());
      assertThat(ok(e -> stack.winsock().select(read, null, null, new Timeval(0, 1000), e)))
          .isZero();
      assertThat(read.count()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void noSetWithAHandleIsInvalid(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      assertThat(error(e -> stack.winsock().select(null, null, null, Timeval.POLL, e)).code())
          .isEqualTo(10022);
      assertThat(
              error(e -> stack.winsock().select(new FdSet(), new FdSet(), null, Timeval.POLL, e))
                  .code())
          .isEqualTo(10022);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBadHandleOrTimeLimitFailsAndLeavesTheSetsAlone(HandleKind kind) {
    try (Stack stack = Stack.of(kind, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      FdSet read = FdSet.of(pair.near(), 999_999);
      FdSet write = FdSet.of(pair.near());
      assertThat(error(e -> stack.winsock().select(read, write, null, Timeval.POLL, e)))
          .isEqualTo(WinsockError.WSAENOTSOCK);
      assertThat(
              error(e -> stack.winsock().select(null, write, null, new Timeval(0, 1_000_000), e)))
          .isEqualTo(WinsockError.WSAEINVAL);
      assertThat(handles(read)).containsExactly(pair.near(), 999_999);
      assertThat(handles(write)).containsExactly(pair.near());
    }
  }

  @Test
  void aWrappingLayerHandsForeignHandlesDownAsTheyAre() {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
      ProtocolInfo base = stack.baseEntry(Transport.TCP);
      Pair own = stack.pair(Transport.TCP);
      Pair foreign = stack.pair(Transport.TCP, base, base);
      stack.send(foreign.far(), Message.text("x"));
      FdSet read = FdSet.of(own.near(), foreign.near());
      assertThat(select(stack, read, null, null)).isEqualTo(1);
      assertThat(handles(read)).containsExactly(foreign.near());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65})
  void aWrappingLayerTakes64HandlesAndNoMore(int count) {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
      FdSet write = new FdSet(count);
      for (int i = 0; i < count; i++) {
        write.add(stack.pair(Transport.UDP).near());
      }
      long[] before = handles(write);
      WinsockError expected = count > 64 ? WinsockError.WSAENOBUFS : WinsockError.NO_ERROR;
      assertThat(error(e -> stack.winsock().select(null, write, null, Timeval.POLL, e)))
          .isEqualTo(expected);
      assertThat(WinsockError.WSAENOBUFS.code()).isEqualTo(10055);
      assertThat(handles(write)).isEqualTo(before);
    }
  }

  @Test
  void aSetOfForeignHandlesOnlyIsNoBusinessOfAWrappingLayer() {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
      ProtocolInfo base = stack.baseEntry(Transport.UDP);
      Pair foreign = stack.pair(Transport.UDP, base, base);
      FdSet write = FdSet.of(foreign.near());
      assertThat(select(stack, null, write, null)).isEqualTo(1);
    }
  }
}
