package dev.ifsbench.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferenceCountTest {
  private final ReferenceCount count = new ReferenceCount();

  @Test
  void aSocketThatNobodyUsesIsClosedByWhoeverBeginsTheClose() {
    assertThat(count.isClosing()).isFalse();

    assertThat(count.beginClose()).isEqualTo(ReferenceCount.Close.IDLE);

    assertThat(count.isClosing()).isTrue();
    assertThat(count.acquire()).isFalse();
  }

  @Test
  void aSocketInUseIsClosedByItsLastUserAndByNoOther() {
    assertThat(count.acquire()).isTrue();
    assertThat(count.acquire()).isTrue();

    assertThat(count.beginClose()).isEqualTo(ReferenceCount.Close.IN_USE);

    assertThat(count.isClosing()).isTrue();
    assertThat(count.release()).isFalse();
    assertThat(count.release()).as("while whoever closes it may still wake others").isFalse();
    assertThat(count.release()).isTrue();
  }

  @Test
  void aUseThatEndsBeforeTheCloseClosesNothing() {
    count.acquire();

    assertThat(count.release()).isFalse();
    assertThat(count.isClosing()).isFalse();
    assertThat(count.beginClose()).isEqualTo(ReferenceCount.Close.IDLE);
  }

  @Test
  void aCloseBeginsOnce() {
    count.acquire();
    count.beginClose();

    assertThat(count.beginClose()).isEqualTo(ReferenceCount.Close.ALREADY_CLOSING);
    assertThat(count.release()).isFalse();
    assertThat(count.release()).isTrue();
    assertThat(count.beginClose()).isEqualTo(ReferenceCount.Close.ALREADY_CLOSING);
  }

  @Test
  void aSocketWhoseCloseFailedCanBeUsedAndClosedAgain() {
    count.beginClose();

    count.cancelClose();

    assertThat(count.isClosing()).isFalse();
    assertThat(count.acquire()).isTrue();
    assertThat(count.release()).isFalse();
    assertThat(count.beginClose()).isEqualTo(ReferenceCount.Close.IDLE);
  }
}
