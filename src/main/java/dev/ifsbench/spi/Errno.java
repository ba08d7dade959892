package dev.ifsbench.spi;

/**
 * {@code lpErrno}: where a call leaves its error when it fails.
 *
 * <p>The SPI has no last-error: each call is handed one of these. Make one for each thread and use
 * it again and again; it is not for use by several threads at once. A provider that succeeds leaves
 * it as it was.
 */
public final class Errno {
  // A number and not a reference: a reference's store would bring the garbage collector's write
  // barrier into every call that clears it.
  private int code = WinsockError.NO_ERROR.code();

  /** Makes one that holds {@link WinsockError#NO_ERROR}. */
  public Errno() {}

  /**
   * The error of the last call that failed.
   *
   * @return the error, or {@link WinsockError#NO_ERROR} if there was none since {@link #clear()}
   */
  public WinsockError get() {
    return WinsockError.fromCode(code);
  }

  /**
   * Sets the error.
   *
   * @param error the error
   */
  public void set(WinsockError error) {
    code = error.code();
  }

  /**
   * Sets the error of a call whose result says only that it failed.
   *
   * @param error the error
   * @return {@link Ws2Def#SOCKET_ERROR}
   */
  public int fail(WinsockError error) {
    set(error);
    return Ws2Def.SOCKET_ERROR;
  }

  /** Clears the error. */
  public void clear() {
    code = 0;
  }

  /**
   * Whether no error is set.
   *
   * @return true if it holds {@link WinsockError#NO_ERROR}
   */
  public boolean isClear() {
    return code == 0;
  }

  @Override
  public String toString() {
    return get().toString();
  }
}
