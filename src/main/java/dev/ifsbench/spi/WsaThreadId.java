package dev.ifsbench.spi;

/**
 * {@code WSATHREADID}: a thread that completion routines can be queued to.
 *
 * @param thread the thread
 */
public record WsaThreadId(Thread thread) {}
