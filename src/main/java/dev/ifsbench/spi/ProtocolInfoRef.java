package dev.ifsbench.spi;

/** An {@code LPWSAPROTOCOL_INFOW} that a call fills in. */
public final class ProtocolInfoRef {
  /** What the call filled in, or null. */
  public ProtocolInfo value;

  /** Makes one that holds nothing. */
  public ProtocolInfoRef() {}
}
