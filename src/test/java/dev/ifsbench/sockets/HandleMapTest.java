package dev.ifsbench.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HandleMapTest {
  private final HandleMap<String> map = new HandleMap<>();

  @Test
  void aValueThatCannotBeAKeyIsNotFoundAndNotPutIn() {
    for (long handle : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, HandleMap.HANDLE_LIMIT}) {
      assertThat(map.get(handle)).isNull();
      assertThat(HandleMap.isKey(handle)).isFalse();
      assertThatThrownBy(() -> map.put(handle, "x")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> map.replace(handle, null, "x"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aHandleBeyondTheLastPageIsNotFound() {
    for (int round = 0; round < 2; round++) {
      for (int bit = 0; bit < Long.SIZE; bit++) {
        assertThat(map.get(1L << bit)).as("1 << %d", bit).isNull();
      }
      map.put(1L << 20, "x");
      map.replace(1L << 20, "x", null);
    }
  }

  @Test
  void theLargestHandleCanBeAKey() {
    long largest = HandleMap.HANDLE_LIMIT - 1;
    map.put(largest, "x");
    assertThat(map.get(largest)).isEqualTo("x");
    assertThat(map.get(largest - 1)).isNull();
  }

  @Test
  void replacingDependsOnTheVeryObjectAndNotOnWhatItEquals() {
    String present = new String("same");
    map.put(5, present);
    assertThat(map.replace(5, new String("same"), "other")).isFalse();
    assertThat(map.get(5)).isSameAs(present);
    assertThat(map.replace(5, present, null)).isTrue();
    assertThat(map.get(5)).isNull();
  }

  @Test
  void threadsThatPutOnNewPagesLoseNothing() throws InterruptedException {
    HandleMap<Long> shared = new HandleMap<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = t;
      threads.add(
          new Thread(
              () -> {
                for (long h = first; h < 200_000; h += 4) {
                  shared.put(h, h);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(shared.size()).isEqualTo(200_000);
    for (long h = 0; h < 200_000; h++) {
      assertThat(shared.get(h)).isEqualTo(h);
    }
  }

  @Property
  void itBehavesLikeAMapWhateverTheOrderOfCalls(
      @ForAll List<@IntRange(max = 4095) Integer> keys, @ForAll boolean sparse) {
    HandleMap<Integer> handles = new HandleMap<>();
    Map<Long, Integer> model = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      long key = sparse ? keys.get(i) * 97L : keys.get(i);
      if (i % 3 == 2) {
        assertThat(handles.replace(key, model.get(key), null)).isTrue();
        model.remove(key);
      } else {
        Integer value = i;
        assertThat(handles.put(key, value)).isSameAs(model.put(key, value));
      }
      assertThat(handles.size()).isEqualTo(model.size());
    }
    model.forEach((key, value) -> assertThat(handles.get(key)).isSameAs(value));
    List<Integer> visited = new ArrayList<>();
    handles.forEach(visited::add);
    assertThat(visited).containsExactlyInAnyOrderElementsOf(model.values());
  }
}
