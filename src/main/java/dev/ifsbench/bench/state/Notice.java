package dev.ifsbench.bench.state;

/** How an application learns that an overlapped operation has ended. */
public enum Notice {
  /** By {@code WSAGetOverlappedResult}, which waits for the structure's event. */
  EVENT,
  /** By its completion routine, while it sleeps alertably. */
  ROUTINE,
  /** By the completion port that the socket is attached to. */
  PORT
}
