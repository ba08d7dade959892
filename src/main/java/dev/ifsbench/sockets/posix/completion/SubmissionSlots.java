package dev.ifsbench.sockets.posix.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The operations that the kernel has, by the numbers that it hands back. A number is not reused
 * until 2^31 other operations have had its slot. For one thread at a time.
 */
final class SubmissionSlots {
  private static final int GENERATION_SHIFT = 32;
  private static final long LAST_GENERATION = Integer.MAX_VALUE;

  private PendingTransfer[] operations = new PendingTransfer[16];
  private long[] numbers = new long[16];
  private int[] free = new int[16];
  private int freeCount;
  private int used;

  /** Adds one and gives it a number, which is not negative. */
  long add(PendingTransfer operation) {
    int place = freeCount > 0 ? free[--freeCount] : newPlace();
    long generation = (numbers[place] >>> GENERATION_SHIFT) + 1;
    long number = (generation & LAST_GENERATION) << GENERATION_SHIFT | place;
    operations[place] = operation;
    numbers[place] = number;
    return number;
  }

  private int newPlace() {
    if (used == operations.length) {
      operations = Arrays.copyOf(operations, used * 2);
      numbers = Arrays.copyOf(numbers, used * 2);
      free = Arrays.copyOf(free, used * 2);
    }
    return used++;
  }

  boolean isEmpty() {
    return used == freeCount;
  }

  boolean contains(long number) {
    int place = (int) number;
    return numbers[place] == number && operations[place] != null;
  }

  /** Takes all out. */
  List<PendingTransfer> removeAll() {
    List<PendingTransfer> removed = new ArrayList<>();
    for (int place = 0; place < used; place++) {
      if (operations[place] != null) {
        removed.add(remove(numbers[place]));
      }
    }
    return removed;
  }

  /** Takes one out, which must be there. */
  PendingTransfer remove(long number) {
    int place = (int) number;
    PendingTransfer removed = operations[place];
    operations[place] = null;
    free[freeCount++] = place;
    return removed;
  }
}
