package dev.ifsbench.spi;

/**
 * {@code WSATHREADID}: a thread that asynchronous procedure calls can be queued to. The system
 * gives them out; a provider keeps them and hands them back.
 */
public interface WsaThreadId {
  /**
   * Which thread it is.
   *
   * @return the thread
   */
  Thread thread();
}
