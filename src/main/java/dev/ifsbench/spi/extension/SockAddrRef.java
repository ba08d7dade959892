package dev.ifsbench.spi.extension;

/** A pointer to a socket address in somebody else's memory, and its length. */
public final class SockAddrRef {
  /** Where the address begins. */
  public long address;

  /** How long it is, in bytes. */
  public int length;

  /** Makes one to be filled in. */
  public SockAddrRef() {}
}
