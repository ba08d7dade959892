package dev.ifsbench.sockets.posix.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescriptorWordsTest {
  private static final int STEP = 1_023;
  private static final int NUMBERS = 1 << 17;

  private final DescriptorWords words = new DescriptorWords();

  @Test
  void everyNumberHasAWordOfItsOwn() {
    for (int fd = 0; fd < NUMBERS; fd++) {
      assertThat(words.getAndAdd(fd, fd + 1L)).as("word %d before it was used", fd).isZero();
    }
    for (int fd = 0; fd < NUMBERS; fd++) {
      assertThat(words.get(fd)).as("word %d", fd).isEqualTo(fd + 1L);
    }
  }

  @Test
  void numbersMayBeAsLargeAsTheyCome() {
    for (int fd = Integer.MAX_VALUE; fd > Integer.MAX_VALUE - STEP; fd -= STEP / 3) {
      assertThat(words.compareAndSet(fd, 0, fd)).as("word %d was unused", fd).isTrue();
      assertThat(words.get(fd)).isEqualTo(fd);
      assertThat(words.compareAndSet(fd, 0, 1)).as("word %d is unused", fd).isFalse();
    }
  }
}
