package dev.ifsbench.spi;

/** {@code LPWSAUSERAPC}: a procedure that runs in a thread that waits alertably. */
@FunctionalInterface
public interface UserApc {
  /**
   * Runs the procedure.
   *
   * @param dwContext what was queued with it
   */
  void run(long dwContext);
}
