package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.fork.ForkMain;
import dev.ifsbench.bench.paired.InterleavedBlocks;
import dev.ifsbench.bench.paired.Loop;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.SocketPair;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.sockets.dll.HostedLoop;
import dev.ifsbench.sockets.dll.NativeProvider;
import dev.ifsbench.sockets.dll.TransferFunctions;
import dev.ifsbench.spi.ProtocolInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The program of a JVM that measures a send and a receive through provider DLLs: through the base's
 * own table and the topmost layer's in C, and through the dispatcher in Java, in turns.
 */
public final class HostedFork {
  private static final long BLOCK_NANOS = 4_000_000;

  private HostedFork() {}

  /**
   * Measures what a {@link HostedFloorTask} says: nanoseconds for a send and a receive, by loop and
   * cycle. The loops are those of {@link HostedTimes}.
   *
   * @param args the fork's folder
   * @throws IOException if there is no task, or no writing of the result
   */
  public static void main(String[] args) throws IOException {
    ForkMain.run(args, HostedFloorTask.class, (task, folder) -> run(task));
  }

  private static double[][] run(HostedFloorTask task) {
    HostedLoop inC = new HostedLoop(Path.of(task.library()));
    int payload = task.payload();
    LayerStack stack = LayerStack.hosted(task.providers(), Transport.TCP, null);
    SocketPair base = SocketPair.openOf(stack, stack.baseEntry(), payload).ofOneThread();
    SocketPair chain = SocketPair.openOf(stack, stack.topEntry(), payload).ofOneThread();
    List<Loop> loops =
        List.of(
            new HostedInC(inC, functions(stack, stack.baseEntry()), base, payload),
            new HostedInC(inC, functions(stack, stack.topEntry()), chain, payload),
            times -> sendReceive(chain, payload, times));
    double[][] times =
        new InterleavedBlocks(loops, BLOCK_NANOS, new Random(task.seed()))
            .measure(
                TimeUnit.MILLISECONDS.toNanos(task.warmupMillis()),
                TimeUnit.MILLISECONDS.toNanos(task.measureMillis()));
    base.close();
    chain.close();
    stack.stop();
    return times;
  }

  private static void sendReceive(SocketPair pair, int payload, int times) {
    for (int i = 0; i < times; i++) {
      pair.near().send(payload);
      pair.far().receiveFully(payload);
    }
  }

  /** Those that the entry's provider has given when it was started for the sockets above. */
  private static TransferFunctions functions(LayerStack stack, ProtocolInfo entry) {
    String path = stack.winsock().catalog().find(entry.catalogEntryId()).providerPath();
    return ((NativeProvider) stack.winsock().libraries().load(path)).transferFunctions();
  }
}
