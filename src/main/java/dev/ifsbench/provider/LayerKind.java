package dev.ifsbench.provider;

/** The layers that can be put over a base provider. */
public enum LayerKind {
  /** {@link PassThroughProvider} with the next provider's send and receive functions. */
  PASS_THROUGH,
  /** {@link PassThroughProvider} with send and receive functions of its own. */
  PASS_THROUGH_INTERCEPTING,
  /** {@link WrappingProvider}. */
  WRAPPED
}
