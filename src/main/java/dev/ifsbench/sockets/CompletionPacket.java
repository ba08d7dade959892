package dev.ifsbench.sockets;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * {@code OVERLAPPED_ENTRY}: what a completion port reports about an operation that has ended. One
 * object is reused for many; it is for one thread at a time.
 */
public final class CompletionPacket {
  public long key;
  public WsaOverlapped overlapped;
  public int bytesTransferred;
  public WinsockError error = WinsockError.NO_ERROR;

  /** Makes an empty one. */
  public CompletionPacket() {}

  /**
   * {@code lpCompletionKey}.
   *
   * @return what the handle was attached with
   */
  public long key() {
    return key;
  }

  /**
   * {@code lpOverlapped}.
   *
   * @return the operation's structure; null if none was posted
   */
  public WsaOverlapped overlapped() {
    return overlapped;
  }

  /**
   * {@code dwNumberOfBytesTransferred}.
   *
   * @return the bytes transferred
   */
  public int bytesTransferred() {
    return bytesTransferred;
  }

  /**
   * How the operation ended.
   *
   * @return {@code NO_ERROR}, or the error
   */
  public WinsockError error() {
    return error;
  }
}
