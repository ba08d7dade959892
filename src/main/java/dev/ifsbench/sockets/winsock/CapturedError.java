package dev.ifsbench.sockets.winsock;

import dev.ifsbench.sockets.libc.ForeignLinker;
import dev.ifsbench.spi.NativeMemory;

/**
 * Where a thread's calls through the foreign function API leave {@code GetLastError}, which {@code
 * WSAGetLastError} reads too.
 *
 * <p>The thread that calls first has its memory in a constant. Where no other thread calls, as in
 * most benchmarks, the compiled code needs no look-up for it.
 */
final class CapturedError {
  private static final String STATE = "GetLastError";
  private static final ForeignLinker LINKER = ForeignLinker.ofLibrary("ws2_32", STATE);
  private static final int SIZE = LINKER.capturedSize();
  private static final int OFFSET = LINKER.capturedOffset(STATE);

  private static final ThreadLocal<CapturedError> OF_THREAD =
      ThreadLocal.withInitial(CapturedError::new);

  private static final Thread FIRST_THREAD = Thread.currentThread();
  private static final Object FIRST_SEGMENT = OF_THREAD.get().segment;

  private final NativeMemory memory = new NativeMemory(SIZE);
  private final Object segment = LINKER.segment(memory);

  private CapturedError() {}

  /** Binds functions of a library whose calls leave their error here. */
  static ForeignLinker linker(String library) {
    return ForeignLinker.ofLibrary(library, STATE);
  }

  /** What a bound function wants as its first argument. */
  static Object segment() {
    return Thread.currentThread() == FIRST_THREAD ? FIRST_SEGMENT : OF_THREAD.get().segment;
  }

  /** What the calling thread's last call has left. */
  static int get() {
    return OF_THREAD.get().memory.getInt(OFFSET);
  }
}
