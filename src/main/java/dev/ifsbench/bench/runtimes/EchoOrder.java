package dev.ifsbench.bench.runtimes;

/** What comes first in an echo: the request, or the server's wait for it. */
public enum EchoOrder {
  /** The request is there when the server asks, as in a server that has much to do. */
  DATA_FIRST,

  /** The server waits when the request comes, as in one that has nothing else to do. */
  READ_FIRST
}
