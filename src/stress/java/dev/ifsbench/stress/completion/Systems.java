package dev.ifsbench.stress.completion;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.JnaLibC;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.posix.PosixSockets;
import dev.ifsbench.sockets.posix.completion.CompletionEngines;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The system's sockets, once with each of the engines that the kernel gives. */
final class Systems {
  private static final List<NativeSockets> ALL = all(new JnaLibC());
  private static final AtomicInteger TURN = new AtomicInteger();

  private Systems() {}

  private static List<NativeSockets> all(LibC libc) {
    return Arrays.stream(CompletionEngines.values())
        .filter(engine -> engine.isIn(libc))
        .<NativeSockets>map(engine -> new PosixSockets(libc, engine))
        .toList();
  }

  static List<NativeSockets> all() {
    return ALL;
  }

  /** One of them, by turns. */
  static NativeSockets next() {
    return next(ALL);
  }

  /** One of what there is one of for each of them, by turns. */
  static <T> T next(List<T> each) {
    return each.get(Math.floorMod(TURN.getAndIncrement(), each.size()));
  }
}
