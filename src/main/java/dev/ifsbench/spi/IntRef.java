package dev.ifsbench.spi;

/**
 * An {@code LPDWORD} or {@code LPINT}: a 32-bit parameter that a call can change.
 *
 * <p>Make one for each thread and use it again and again; it is not for use by several threads at
 * once.
 */
public final class IntRef {
  /** The value. */
  public int value;

  /** Makes one that holds 0. */
  public IntRef() {}

  /**
   * Makes one that holds a value.
   *
   * @param value the value
   */
  public IntRef(int value) {
    this.value = value;
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
