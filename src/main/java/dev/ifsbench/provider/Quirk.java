package dev.ifsbench.provider;

/**
 * A way in which a layer departs from what the public documentation asks of a layer, for testing
 * how a program copes.
 */
public enum Quirk {
  /** It does what it should. */
  NONE,

  /** It answers {@code SIO_BASE_HANDLE} with {@code WSAEOPNOTSUPP}. */
  REFUSES_BASE_HANDLE,

  /**
   * It answers {@code SIO_BASE_HANDLE} with the handle that was asked. On a layer that passes
   * handles through that is the base's handle all the same.
   */
  ANSWERS_BASE_HANDLE_WITH_OWN,

  /** It answers {@code SIO_BSP_HANDLE_SELECT} with the handle that was asked. */
  TAKES_BSP_HANDLE_SELECT,

  /** {@code SO_UPDATE_ACCEPT_CONTEXT} succeeds and does not reach the next provider. */
  DROPS_ACCEPT_CONTEXT,

  /**
   * Each overlapped operation is announced {@value #LATE_MILLIS} milliseconds after its end. A
   * layer that passes handles through does not see the end, and cannot have this quirk.
   */
  COMPLETES_LATE,

  /**
   * After the first bytes that a socket sends or receives, in either direction, all its sends and
   * receives fail with {@code WSAECONNRESET}, and its close resets the connection.
   */
  RESETS_AFTER_FIRST_CHUNK;

  /** How late an operation is announced, in milliseconds. */
  static final int LATE_MILLIS = 20;

  /**
   * Whether a kind of layer can have it.
   *
   * @param kind what the layer does
   * @return false if such a layer has no place for it
   */
  public boolean isPossibleFor(LayerKind kind) {
    return this != COMPLETES_LATE || kind == LayerKind.WRAPPED;
  }
}
