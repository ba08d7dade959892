package dev.ifsbench.spi;

/** {@code LPCONDITIONPROC}: decides whether to accept a connection. */
@FunctionalInterface
public interface AcceptCondition {
  /**
   * Decides whether a connection is accepted.
   *
   * @param lpCallerId the caller's socket address
   * @param callerIdLength its length in bytes
   * @param dwCallbackData what the accepting call was given
   * @return {@code CF_ACCEPT} (0), {@code CF_REJECT} (1) or {@code CF_DEFER} (2)
   */
  int decide(NativeMemory lpCallerId, int callerIdLength, long dwCallbackData);
}
