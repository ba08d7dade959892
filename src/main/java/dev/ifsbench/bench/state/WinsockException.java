package dev.ifsbench.bench.state;

import dev.ifsbench.spi.Errno;

/** A Winsock call that a benchmark cannot do without has failed. */
public final class WinsockException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WinsockException(String call, Errno errno) {
    super(call + " failed: " + errno);
  }

  public WinsockException(String message) {
    super(message);
  }
}
