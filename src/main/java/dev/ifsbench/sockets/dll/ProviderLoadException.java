package dev.ifsbench.sockets.dll;

/** A provider DLL cannot be hosted. The message, one line, says why and what to do. */
public final class ProviderLoadException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message why the DLL cannot be hosted, one line
   */
  public ProviderLoadException(String message) {
    super(message);
  }
}
