package dev.ifsbench.bench.state;

/**
 * How a batch of {@value #SIZE} messages is cut into runs that one thread can send before it
 * receives: a run's bytes must fit the socket's buffers, or the thread would wait for itself.
 */
public final class Batch {
  /** Messages in one batch, the operations of one benchmark invocation. */
  public static final int SIZE = 64;

  /** The most bytes that are on their way at once. */
  public static final int MAX_BYTES = 64 * 1024;

  private final int messagesPerRun;

  /**
   * Cuts a batch.
   *
   * @param payload bytes of a message, from 1 to {@value #MAX_BYTES}, as {@link Range} holds
   */
  Batch(int payload) {
    int messages = SIZE;
    while (messages * payload > MAX_BYTES) {
      messages /= 2;
    }
    messagesPerRun = messages;
  }

  /** Messages in one run, a power of two. */
  public int messagesPerRun() {
    return messagesPerRun;
  }

  /** Runs in a batch. */
  public int runs() {
    return SIZE / messagesPerRun;
  }
}
