package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.paired.FloorPair;
import dev.ifsbench.bench.paired.InterleavedBlocks;
import dev.ifsbench.bench.paired.IsolatedClassLoader;
import dev.ifsbench.bench.paired.Loop;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.NativeLayers;
import dev.ifsbench.sockets.libc.NativeLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * All loops, each in a class loader of its own, over sockets of their own: for each binding and
 * kind of handle one pair, which that kind's dispatcher has opened, and on whose descriptors the
 * binding and C make their calls too. So each comparison of Java with C is on the same two
 * descriptors, and no socket is strange to its provider.
 *
 * <p>The loops over no system call take turns among themselves, for a sixth of the time: they are
 * so short that a block of theirs beside one of the others would be over before it had begun.
 */
final class FloorRound implements AutoCloseable {
  private static final long BLOCK_NANOS = 4_000_000;
  private static final int SHARE_OVER_NOTHING = 6;

  private final NativeLoop inC;
  private final NativeLayers layersInC;
  private final List<Binding> bindings;
  private final int payload;
  private final Random random;
  private final Loop[] loops;
  private final Loop[] overNothing = new Loop[LayerTimes.LOOPS_OVER_NOTHING];
  private final List<FloorPair> pairs = new ArrayList<>();

  /**
   * Makes the loops, in random order of bindings and kinds: the first could get a better place in
   * memory, and that must not always be the same one.
   */
  FloorRound(
      NativeLoop inC, NativeLayers layersInC, List<Binding> bindings, int payload, Random random) {
    this.inC = inC;
    this.layersInC = layersInC;
    this.bindings = bindings;
    this.payload = payload;
    this.random = random;
    loops = new Loop[bindings.size() * (FloorTimes.LOOPS + LayerTimes.LOOPS)];
    for (Binding binding : shuffled(bindings)) {
      for (HandleKind kind : shuffled(LayerTimes.KINDS)) {
        add(binding, kind);
      }
    }
    for (HandleKind kind : shuffled(LayerTimes.KINDS)) {
      addOverNothing(kind);
    }
  }

  private <T> List<T> shuffled(List<T> all) {
    List<T> order = new ArrayList<>(all);
    Collections.shuffle(order, random);
    return order;
  }

  private void add(Binding binding, HandleKind kind) {
    FloorPair pair = pair(kind, Transport.UNIX, binding);
    int index = bindings.indexOf(binding);
    int more = bindings.size() * FloorTimes.LOOPS + index * LayerTimes.LOOPS;
    Loop kindInC =
        new LayersInC(layersInC, layersInC.over(inC(kind), pair.near(), pair.far()), payload);
    switch (kind) {
      case BASE -> {
        loops[more] = kindInC;
        loops[more + 1] = pair;
      }
      case PASS_THROUGH -> {
        int first = index * FloorTimes.LOOPS;
        loops[first] = new CLoop(inC, pair.near(), pair.far(), payload);
        loops[first + 1] =
            new IsolatedClassLoader()
                .make(
                    BindingLoop.class,
                    Loop.class,
                    binding.name(),
                    pair.near(),
                    pair.far(),
                    payload);
        loops[first + 2] = pair;
        loops[more + 2] = kindInC;
      }
      case WRAPPED -> {
        loops[more + 3] = kindInC;
        loops[more + 4] = pair;
      }
      default -> throw new IllegalArgumentException("not in C: " + kind);
    }
  }

  private void addOverNothing(HandleKind kind) {
    int index = 2 * LayerTimes.KINDS.indexOf(kind);
    overNothing[index] = new LayersInC(layersInC, layersInC.overNothing(inC(kind)), payload);
    // Over no system call no binding is used.
    overNothing[index + 1] = pair(kind, Transport.NONE, bindings.get(0));
  }

  private static NativeLayers.Kind inC(HandleKind kind) {
    return NativeLayers.Kind.valueOf(kind.name());
  }

  private FloorPair pair(HandleKind kind, Transport transport, Binding binding) {
    FloorPair pair =
        new IsolatedClassLoader()
            .make(
                DispatcherLoop.class,
                FloorPair.class,
                kind.name(),
                transport.name(),
                binding.name(),
                payload);
    pairs.add(pair);
    return pair;
  }

  /**
   * Warms up, and measures.
   *
   * @param warmup nanoseconds
   * @param measure nanoseconds; there is one cycle at least of either sort of loops
   * @return nanoseconds for a send and a receive, by loop and cycle; those over no system call come
   *     last, and have cycles of their own
   */
  double[][] measure(long warmup, long measure) {
    double[][] real =
        measure(
            loops, warmup - warmup / SHARE_OVER_NOTHING, measure - measure / SHARE_OVER_NOTHING);
    double[][] none =
        measure(overNothing, warmup / SHARE_OVER_NOTHING, measure / SHARE_OVER_NOTHING);
    double[][] all = Arrays.copyOf(real, real.length + none.length);
    System.arraycopy(none, 0, all, real.length, none.length);
    return all;
  }

  private double[][] measure(Loop[] turns, long warmup, long measure) {
    return new InterleavedBlocks(List.of(turns), BLOCK_NANOS, random).measure(warmup, measure);
  }

  @Override
  public void close() {
    pairs.forEach(FloorPair::close);
  }
}
