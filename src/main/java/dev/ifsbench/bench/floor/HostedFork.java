package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.paired.BlockTimes;
import dev.ifsbench.bench.paired.InterleavedBlocks;
import dev.ifsbench.bench.paired.Loop;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.ParentWatch;
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
 * own table and the topmost layer's in C, and through the dispatcher in Java, in turns. Started by
 * the command line's own JVM, not by hand.
 */
public final class HostedFork {
  private static final long BLOCK_NANOS = 4_000_000;

  private HostedFork() {}

  /**
   * Measures, and writes {@link BlockTimes}: nanoseconds for a send and a receive, by loop and
   * cycle. The loops are those of {@link HostedTimes}.
   *
   * @param args the folder to write into, the library with the loop in C, the providers as {@link
   *     LayerStack} takes them, bytes of a message, milliseconds to warm up and to measure, and the
   *     seed of the order of the blocks
   * @throws IOException if the file cannot be written
   */
  public static void main(String[] args) throws IOException {
    ParentWatch.begin(Path.of(args[0]));
    HostedLoop inC = new HostedLoop(Path.of(args[1]));
    int payload = Integer.parseInt(args[3]);
    LayerStack stack = LayerStack.hosted(args[2], Transport.TCP, null);
    SocketPair base = SocketPair.openOf(stack, stack.baseEntry(), payload).ofOneThread();
    SocketPair chain = SocketPair.openOf(stack, stack.topEntry(), payload).ofOneThread();
    List<Loop> loops =
        List.of(
            new HostedInC(inC, functions(stack, stack.baseEntry()), base, payload),
            new HostedInC(inC, functions(stack, stack.topEntry()), chain, payload),
            times -> sendReceive(chain, payload, times));
    Random random = new Random(Long.parseLong(args[6]));
    double[][] times =
        new InterleavedBlocks(loops, BLOCK_NANOS, random).measure(nanos(args[4]), nanos(args[5]));
    BlockTimes.write(Path.of(args[0]), times);
    base.close();
    chain.close();
    stack.stop();
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

  private static long nanos(String millis) {
    return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis));
  }
}
