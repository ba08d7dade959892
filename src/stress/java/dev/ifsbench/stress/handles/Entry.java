package dev.ifsbench.stress.handles;

/** An entry with a field that is not final, so that a reader could see it before it is written. */
final class Entry {
  /** What a reader reports that found no entry. */
  static final int NONE = -1;

  private int value;

  Entry(int value) {
    this.value = value;
  }

  /** The value, or {@link #NONE} if there is no entry. */
  static int valueOf(Entry entry) {
    return entry == null ? NONE : entry.value;
  }
}
