package dev.ifsbench.spi;

/**
 * {@code timeval}: a time limit. A negative part, or a million microseconds and more, is refused by
 * the call that it is given to ({@code WSAEINVAL}).
 *
 * @param tvSec seconds
 * @param tvUsec microseconds, 0 to 999,999
 */
public record Timeval(int tvSec, int tvUsec) {
  /** No wait at all: look and return. */
  public static final Timeval POLL = new Timeval(0, 0);

  /**
   * Whether both parts are in range.
   *
   * @return true if the limit can be used
   */
  public boolean isValid() {
    return tvSec >= 0 && tvUsec >= 0 && tvUsec < 1_000_000;
  }
}
