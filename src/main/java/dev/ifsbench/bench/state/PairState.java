package dev.ifsbench.bench.state;

import dev.ifsbench.spi.ProtocolInfo;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A thread's own pair of connected sockets, and the size of its messages. */
@State(Scope.Thread)
public abstract class PairState {
  /** Bytes of a message. */
  @Param("64")
  @Range(min = 1, max = Batch.MAX_BYTES)
  public int payload;

  private LayerStack stack;
  private SocketPair pair;

  /** Opens the pair; called by the benchmark's own state in its set-up. */
  final void open(LayerStack over, ProtocolInfo farEntry, int bufferSize) {
    pair = SocketPair.open(over, farEntry, bufferSize);
    stack = over;
    stack.enter();
  }

  /** Closes the pair. */
  @TearDown(Level.Trial)
  public void close() {
    if (pair != null) {
      pair.close();
      pair = null;
      afterClose();
      stack.leave();
    }
  }

  /** What is to be done when the pair is closed, while the stack is still up. */
  void afterClose() {}

  public final Endpoint near() {
    return pair.near();
  }

  public final Endpoint far() {
    return pair.far();
  }
}
