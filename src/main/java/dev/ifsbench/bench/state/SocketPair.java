package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.UnixPath;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;

/** Two sockets that are connected to each other over a {@link LayerStack}'s transport. */
public final class SocketPair {
  private final Endpoint near;
  private final Endpoint far;

  private SocketPair(Endpoint near, Endpoint far) {
    this.near = near;
    this.far = far;
  }

  /**
   * Opens a pair.
   *
   * @param stack whose sockets to use
   * @param farEntry the entry that the far end is opened through; the near end gets the topmost
   * @param bufferSize bytes of each end's buffer
   */
  public static SocketPair open(LayerStack stack, ProtocolInfo farEntry, int bufferSize) {
    CheckedCalls calls = new CheckedCalls(stack);
    long near = stack.namesNoEntry() ? calls.plainSocket() : calls.socket(stack.topEntry());
    return open(stack, calls, near, farEntry, bufferSize);
  }

  /**
   * Opens a pair, both ends of which are of one entry.
   *
   * @param stack whose sockets to use
   * @param entry what they are opened through
   * @param bufferSize bytes of each end's buffer
   */
  public static SocketPair openOf(LayerStack stack, ProtocolInfo entry, int bufferSize) {
    CheckedCalls calls = new CheckedCalls(stack);
    return open(stack, calls, calls.socket(entry), entry, bufferSize);
  }

  private static SocketPair open(
      LayerStack stack, CheckedCalls calls, long near, ProtocolInfo farEntry, int bufferSize) {
    long far = calls.socket(farEntry);
    if (stack.transport().isStream()) {
      far = connectStream(calls, near, far);
    } else {
      connectDatagrams(calls, near, far);
    }
    return new SocketPair(
        new Endpoint(stack.api(), near, bufferSize), new Endpoint(stack.api(), far, bufferSize));
  }

  private static long connectStream(CheckedCalls calls, long near, long listener) {
    try (UnixPath path = new UnixPath()) {
      NativeMemory address = calls.bind(listener, path.toString());
      calls.listen(listener);
      calls.connect(near, address);
    }
    long accepted = calls.accept(listener);
    calls.close(listener);
    // Small messages must leave at once, or the benchmark would time Nagle's algorithm.
    calls.setNoDelay(near);
    calls.setNoDelay(accepted);
    return accepted;
  }

  // No transport has datagrams in the Unix domain, so there is no path.
  private static void connectDatagrams(CheckedCalls calls, long near, long far) {
    NativeMemory nearAddress = calls.bind(near, "");
    NativeMemory farAddress = calls.bind(far, "");
    calls.connect(near, farAddress);
    calls.connect(far, nearAddress);
  }

  /**
   * The same two sockets for one thread, which has one buffer and one set of out parameters for
   * both, as a loop in C has.
   */
  public SocketPair ofOneThread() {
    return new SocketPair(near, near.ofSameThread(far.socket()));
  }

  public Endpoint near() {
    return near;
  }

  public Endpoint far() {
    return far;
  }

  public void close() {
    near.close();
    far.close();
  }
}
