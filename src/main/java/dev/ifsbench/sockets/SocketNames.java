package dev.ifsbench.sockets;

/**
 * What results call the sockets that they were measured on.
 *
 * @param binding how Java reaches the system calls
 * @param backend which sockets these are
 * @param engine what carries pending overlapped operations on
 */
public record SocketNames(String binding, String backend, String engine) {
  /** Of sockets that no system stands behind. */
  public static final SocketNames NONE = new SocketNames("none", "no system calls", "none");
}
