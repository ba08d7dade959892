package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.NativeMemory;
import java.lang.invoke.VarHandle;

/**
 * Two rings in memory shared with the kernel, as {@code io_uring(7)} describes them: one for
 * requests, one for completions. It is never closed.
 *
 * <p>One thread at a time may {@link #submit}, and one thread, the same or another, takes the
 * completions.
 */
final class IoUring {
  // Each request is submitted before the next is written; only completions pile up.
  private static final int REQUESTS = 4;
  private static final int COMPLETIONS = 4096;

  /** Both rings in one mapping, no completion lost, no kernel thread that waits for a socket. */
  private static final int NEEDED =
      LinuxDef.IORING_FEAT_SINGLE_MMAP
          | LinuxDef.IORING_FEAT_NODROP
          | LinuxDef.IORING_FEAT_FAST_POLL;

  private final LibC libc;
  private final int fd;
  private final NativeMemory rings;
  private final NativeMemory requests;
  private final int requestMask;
  private final int requestTail;
  private final int completionMask;
  private final int completionHead;
  private final int completionTail;
  private final int completions;

  /**
   * Sets the rings up.
   *
   * @throws UnsupportedOperationException if the kernel does not support them; the message says why
   */
  IoUring(LibC libc) {
    this.libc = libc;
    NativeMemory params = new NativeMemory(LinuxDef.SIZEOF_IO_URING_PARAMS);
    fd = setUp(libc, params);
    int requestCount = params.getInt(LinuxDef.IO_URING_PARAMS_SQ_ENTRIES);
    int completionCount = params.getInt(LinuxDef.IO_URING_PARAMS_CQ_ENTRIES);
    int indices = params.getInt(LinuxDef.IO_URING_PARAMS_SQ_ARRAY);
    requestMask = requestCount - 1;
    requestTail = params.getInt(LinuxDef.IO_URING_PARAMS_SQ_TAIL);
    completionMask = completionCount - 1;
    completionHead = params.getInt(LinuxDef.IO_URING_PARAMS_CQ_HEAD);
    completionTail = params.getInt(LinuxDef.IO_URING_PARAMS_CQ_TAIL);
    completions = params.getInt(LinuxDef.IO_URING_PARAMS_CQ_CQES);
    rings =
        map(
            LinuxDef.IORING_OFF_SQ_RING,
            Math.max(
                indices + requestCount * Integer.BYTES,
                completions + completionCount * LinuxDef.SIZEOF_IO_URING_CQE));
    requests = map(LinuxDef.IORING_OFF_SQES, requestCount * LinuxDef.SIZEOF_IO_URING_SQE);
    for (int i = 0; i < requestCount; i++) {
      rings.putInt(indices + i * Integer.BYTES, i);
    }
  }

  /**
   * Checks that the kernel supports the rings.
   *
   * @throws UnsupportedOperationException if the kernel does not support them; the message says why
   */
  static void require(LibC libc) {
    libc.close(setUp(libc, new NativeMemory(LinuxDef.SIZEOF_IO_URING_PARAMS)));
  }

  private static int setUp(LibC libc, NativeMemory params) {
    params.putInt(LinuxDef.IO_URING_PARAMS_FLAGS, LinuxDef.IORING_SETUP_CQSIZE);
    params.putInt(LinuxDef.IO_URING_PARAMS_CQ_ENTRIES, COMPLETIONS);
    int made =
        (int) libc.syscall(LinuxDef.SYS_IO_URING_SETUP, REQUESTS, params.address(), 0, 0, 0, 0);
    if (made < 0) {
      throw new UnsupportedOperationException(
          "the kernel gives no io_uring (errno " + libc.errno() + ")");
    }
    int features = params.getInt(LinuxDef.IO_URING_PARAMS_FEATURES);
    if ((features & NEEDED) != NEEDED) {
      libc.close(made);
      throw new UnsupportedOperationException(
          "io_uring of this kernel is too old: Linux 5.7 is needed");
    }
    return made;
  }

  private NativeMemory map(int offset, int size) {
    long address =
        libc.mmap(
            0,
            size,
            LinuxDef.PROT_READ | LinuxDef.PROT_WRITE,
            LinuxDef.MAP_SHARED | LinuxDef.MAP_POPULATE,
            fd,
            offset);
    if (address == -1) {
      int errno = libc.errno();
      libc.close(fd);
      throw new UnsupportedOperationException("io_uring cannot be mapped: errno " + errno);
    }
    return NativeMemory.at(address, size);
  }

  /**
   * Submits a request.
   *
   * @param userData returned with the completion
   * @return 0, or a negated errno if the kernel has not taken it
   */
  int submit(int opcode, int descriptor, long address, int length, int opFlags, long userData) {
    int tail = rings.getInt(requestTail);
    int at = (tail & requestMask) * LinuxDef.SIZEOF_IO_URING_SQE;
    for (int i = 0; i < LinuxDef.SIZEOF_IO_URING_SQE; i += Long.BYTES) {
      requests.putLong(at + i, 0);
    }
    requests.putByte(at + LinuxDef.IO_URING_SQE_OPCODE, (byte) opcode);
    requests.putInt(at + LinuxDef.IO_URING_SQE_FD, descriptor);
    requests.putLong(at + LinuxDef.IO_URING_SQE_ADDR, address);
    requests.putInt(at + LinuxDef.IO_URING_SQE_LEN, length);
    requests.putInt(at + LinuxDef.IO_URING_SQE_OP_FLAGS, opFlags);
    requests.putLong(at + LinuxDef.IO_URING_SQE_USER_DATA, userData);
    VarHandle.releaseFence();
    rings.putInt(requestTail, tail + 1);
    int taken = enter(1, 0, 0);
    while (taken == -LinuxDef.EINTR) {
      taken = enter(1, 0, 0);
    }
    if (taken == 1) {
      return 0;
    }
    rings.putInt(requestTail, tail);
    return taken == 0 ? -LinuxDef.EAGAIN : taken;
  }

  /**
   * Returns when there is a completion, or some time before that.
   *
   * @return 0, or a negated errno if the kernel will deliver no more completions
   */
  int await() {
    int result = enter(0, 1, LinuxDef.IORING_ENTER_GETEVENTS);
    return switch (-result) {
      // A signal, no memory for the moment, or completions that wait for room.
      case LinuxDef.EINTR, LinuxDef.EAGAIN, LinuxDef.EBUSY -> 0;
      default -> Math.min(result, 0);
    };
  }

  /** Whether there is a completion that has not been consumed. */
  boolean hasCompletion() {
    boolean has = rings.getInt(completionHead) != rings.getInt(completionTail);
    VarHandle.acquireFence();
    return has;
  }

  /** The request of the next completion. */
  long userData() {
    return rings.getLong(completion() + LinuxDef.IO_URING_CQE_USER_DATA);
  }

  /** The result of the next completion. */
  int result() {
    return rings.getInt(completion() + LinuxDef.IO_URING_CQE_RES);
  }

  /** Consumes the next completion, and gives its place back to the kernel. */
  void consume() {
    VarHandle.releaseFence();
    rings.putInt(completionHead, rings.getInt(completionHead) + 1);
  }

  private int completion() {
    int index = rings.getInt(completionHead) & completionMask;
    return completions + index * LinuxDef.SIZEOF_IO_URING_CQE;
  }

  /** The number of requests taken, or a negated errno. */
  private int enter(int count, int awaited, int flags) {
    int taken = (int) libc.syscall(LinuxDef.SYS_IO_URING_ENTER, fd, count, awaited, flags, 0, 0);
    return taken < 0 ? -libc.errno() : taken;
  }
}
