package dev.ifsbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class FdSetTest {
  @Test
  void aHandleIsHeldOnce() {
    FdSet set = FdSet.of(5, 7, 5);

    assertThat(set.count()).isEqualTo(2);
    assertThat(set.get(0)).isEqualTo(5);
    assertThat(set.get(1)).isEqualTo(7);
    assertThat(set).hasToString("[5, 7]");
    assertThat(set.contains(7)).isTrue();
    assertThat(set.contains(6)).isFalse();
  }

  @Test
  void aFullSetTakesNoMore() {
    FdSet set = new FdSet(2);
    set.add(1);
    set.add(2);
    set.add(3);

    assertThat(set).hasToString("[1, 2]");
  }

  @Test
  void aHandleThatIsRemovedLeavesTheOthersInTheirOrder() {
    FdSet set = FdSet.of(1, 2, 3);
    set.remove(9);
    set.remove(1);

    assertThat(set).hasToString("[2, 3]");
    assertThat(set.contains(1)).isFalse();

    set.remove(3);
    assertThat(set.contains(3)).as("a handle that stands behind the end").isFalse();
    set.remove(3);
    assertThat(set).hasToString("[2]");
  }

  @Test
  void aHandleIsRemovedFromAFullSet() {
    FdSet set = new FdSet(4);
    set.assign(FdSet.of(1, 2, 3, 4));
    set.remove(2);

    assertThat(set).hasToString("[1, 3, 4]");
  }

  @Test
  void anEmptySetHasNoHandleAtAnyPlace() {
    FdSet set = FdSet.of(1);
    set.clear();

    assertThat(set.count()).isZero();
    assertThat(set.contains(1)).isFalse();
    assertThat(set.contains(0)).isFalse();
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> set.get(0));
  }

  @Test
  void anAssignmentCopiesAndOneThatDoesNotFitChangesNothing() {
    FdSet set = new FdSet(2);
    set.add(9);

    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> set.assign(FdSet.of(1, 2, 3)));
    assertThat(set).hasToString("[9]");

    FdSet other = FdSet.of(1, 2);
    set.assign(other);
    other.clear();
    assertThat(set).hasToString("[1, 2]");
  }
}
