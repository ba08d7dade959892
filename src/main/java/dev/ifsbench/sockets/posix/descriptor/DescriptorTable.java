package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import java.util.function.IntConsumer;

/**
 * Who may use a descriptor, and who closes it: what makes a handle safe although the system gives a
 * closed descriptor's number to the next thing that is opened.
 *
 * <h2>Protocol</h2>
 *
 * Each number has one word: how many calls are in flight, a phase, a generation, and what is known
 * about the descriptor. A call <em>enters</em> before its system call and <em>leaves</em> after it,
 * each one atomic addition. The phases:
 *
 * <ul>
 *   <li>OPEN: calls enter. A number never seen here is open too, and the kernel is asked what it
 *       is.
 *   <li>CLOSING: {@link #beginClose} has succeeded, which it does once. Calls that enter now turn
 *       back; those in flight go on. The last to leave, which may be a call that turned back, moves
 *       the word to RELEASING by compare-and-set, so exactly one does, and no call is in flight
 *       then.
 *   <li>RELEASING: that one closes what belongs to the descriptor, see {@link #beforeRelease}, and
 *       is in {@code close(2)}. It is never retried: Linux has freed the number even when it
 *       reports EINTR.
 *   <li>CLOSED: {@code close(2)} has returned.
 * </ul>
 *
 * So between entering and leaving, a number means the same socket; no number is closed twice; and
 * no call waits for another.
 *
 * <p>The kernel may give the number away before {@code close(2)} has returned. Whoever gets it
 * calls {@link #opened}, which starts the next generation as OPEN from any phase and keeps the
 * count, for calls that are about to turn back still have to leave. The step from RELEASING to
 * CLOSED happens only within its generation, so a late one cannot affect the new socket.
 *
 * <p>Numbers that others open (the JDK, a parent process) do not come through {@link #opened}. If
 * the number is CLOSED from an earlier use, {@link #isOpen} asks the kernel and, if it is open,
 * starts a generation of unknown kind. It does so only from CLOSED: in CLOSING and RELEASING the
 * kernel's answer would be about the old socket. If another thread gets the number from the kernel
 * at that moment, its {@link #opened} comes later and has the last word.
 *
 * <p>The words are inherited, not held in a field: this saves a system call one load.
 *
 * <p>What others close is not seen here: the word stays OPEN, and calls fail with EBADF until the
 * number is given away.
 */
public final class DescriptorTable extends DescriptorWords {
  /** What {@link #enter} returns when the call must not be made. */
  public static final long REFUSED = -1;

  // What a descriptor is; not known yet if none of the three is set.
  public static final long SOCKET = 1L << 24;
  public static final long HANDLE = 1L << 25;
  static final long EVENT = 1L << 41;

  // What is known about a socket. The bits that sends and receives test come first: tests of the
  // low 32 bits are shorter code.
  public static final long OBSERVED = 1L << 26;
  public static final long DATAGRAM = 1L << 27;
  public static final long RECEIVE_LIMIT = 1L << 28;
  public static final long SEND_LIMIT = 1L << 29;
  public static final long CONNECTING = 1L << 30;
  public static final long INET = 1L << 31;
  public static final long INET6 = 1L << 32;
  public static final long NON_BLOCKING = 1L << 33;
  public static final long RECEIVE_SHUT = 1L << 34;
  public static final long SEND_SHUT = 1L << 35;

  /** Other descriptors of the socket exist, made here. */
  public static final long SHARED = 1L << 36;

  /**
   * The socket was made elsewhere: whoever made it may still hold it, in this process or another,
   * and change its O_NONBLOCK unseen.
   */
  public static final long FOREIGN = 1L << 37;

  /** Connected by AcceptEx or ConnectEx, with the socket option that follows not set yet. */
  public static final long NO_CONTEXT = 1L << 38;

  /** A datagram socket does not report that nobody is at its peer's port. */
  public static final long NO_RESETS = 1L << 39;

  /** Nobody else may bind to the socket's address. */
  public static final long EXCLUSIVE = 1L << 40;

  private static final long COUNT = (1L << 22) - 1;
  private static final long PHASE = 3L << 22;
  private static final long OPEN = 0;
  private static final long CLOSING = 1L << 22;
  private static final long RELEASING = 2L << 22;
  private static final long CLOSED = 3L << 22;
  private static final long KIND = SOCKET | HANDLE | EVENT;
  private static final long KNOWLEDGE = (EVENT << 1) - SOCKET;

  // From here to bit 62, so that no word is negative. It takes 2^21 reuses of one number during one
  // close(2) to come round.
  private static final int GENERATION_SHIFT = 42;
  private static final long GENERATION = Long.MAX_VALUE >>> GENERATION_SHIFT << GENERATION_SHIFT;

  private final LibC libc;
  private IntConsumer beforeRelease = fd -> {};

  /**
   * Makes a table in which every number is unknown.
   *
   * @param libc how to reach C
   */
  public DescriptorTable(LibC libc) {
    this.libc = libc;
  }

  /**
   * Sets who releases what else belongs to a descriptor: it is called when no call is in flight any
   * more, just before {@code close(2)}. For the maker of the table, before anyone uses it.
   */
  public void beforeRelease(IntConsumer keeper) {
    beforeRelease = keeper;
  }

  /**
   * Begins a call on a descriptor. If it is not refused, {@link #leave} must follow.
   *
   * @param handle any value
   * @param kind what it has to be: {@link #SOCKET}, {@link #HANDLE} or {@link #EVENT}
   * @return its word, or {@link #REFUSED}
   */
  public long enter(long handle, long kind) {
    if (!isNumber(handle)) {
      return REFUSED;
    }
    int fd = (int) handle;
    long word = getAndAdd(fd, 1);
    return hasEntered(word, kind) ? word : enterUnknown(fd, word, kind);
  }

  /**
   * Whether a word that {@link #enter} returned is not {@link #REFUSED}. It is the same test that
   * let the call in, and costs nothing after it.
   *
   * @param kind what was asked for
   */
  static boolean hasEntered(long word, long kind) {
    return (word & (PHASE | kind)) == kind;
  }

  /**
   * Ends a call, and closes the descriptor if this was the last one before a close.
   *
   * @param fd the descriptor that was entered
   * @return the word after it; see {@link #isClosing}
   */
  public long leave(int fd) {
    long word = getAndAdd(fd, -1) - 1;
    if ((word & (PHASE | COUNT)) == CLOSING) {
      release(fd, word);
    }
    return word;
  }

  /** Whether a word that {@link #leave} returned says that the descriptor was closed meanwhile. */
  public static boolean isClosing(long word) {
    return (word & PHASE) != OPEN;
  }

  /** Whether other calls were in flight in a word that {@link #beginClose} returned. */
  public static boolean hasOthersInFlight(long word) {
    return (word & COUNT) > 1;
  }

  /**
   * Keeps further calls out, so that the last one to leave closes the descriptor. The caller has
   * entered, and leaves next.
   *
   * @return the word before, or {@link #REFUSED} if another close came first
   */
  public long beginClose(int fd) {
    while (true) {
      long word = get(fd);
      if ((word & PHASE) != OPEN) {
        return REFUSED;
      }
      if (compareAndSet(fd, word, word | CLOSING)) {
        return word;
      }
    }
  }

  /**
   * The kernel has given out a number. Until this returns, nobody else may be told of it.
   *
   * @param flags what it is
   */
  public void opened(int fd, long flags) {
    long word;
    do {
      word = get(fd);
    } while (!compareAndSet(fd, word, nextGeneration(word) | flags));
  }

  /**
   * Records something about a descriptor that the caller has entered.
   *
   * @param clear bits to clear
   * @param set bits to set after that
   * @return the word before, or {@link #REFUSED}, and nothing done, if it is being closed
   */
  long update(int fd, long clear, long set) {
    while (true) {
      long word = get(fd);
      if ((word & PHASE) != OPEN) {
        return REFUSED;
      }
      if (compareAndSet(fd, word, (word & ~clear) | set)) {
        return word;
      }
    }
  }

  /** Whether a descriptor that the caller has entered is being closed. */
  public boolean isClosing(int fd) {
    return isClosing(get(fd));
  }

  /** What is known about a descriptor that the caller has entered, as bits for {@link #opened}. */
  public long known(int fd) {
    return get(fd) & KNOWLEDGE;
  }

  /** Whether a value is an open descriptor, of whatever kind. */
  public boolean isOpen(long handle) {
    if (!isNumber(handle)) {
      return false;
    }
    int fd = (int) handle;
    long word = get(fd);
    long phase = word & PHASE;
    if (phase == CLOSING || phase == RELEASING || libc.fcntl(fd, LinuxDef.F_GETFD, 0) < 0) {
      return false;
    }
    long generation = word & GENERATION;
    while ((word & (PHASE | GENERATION)) == (CLOSED | generation)
        && !compareAndSet(fd, word, nextGeneration(word))) {
      word = get(fd);
    }
    return true;
  }

  /** Whether a value can be a descriptor: an int that is not negative. */
  private static boolean isNumber(long handle) {
    return handle >>> (Integer.SIZE - 1) == 0;
  }

  private long enterUnknown(int fd, long word, long kind) {
    if ((word & PHASE) == OPEN && (word & KIND) == 0 && kind == SOCKET) {
      long flags = SocketKind.identify(libc, fd);
      if (flags != 0) {
        learn(fd, word & GENERATION, flags);
        return word | flags;
      }
    }
    leave(fd);
    return REFUSED;
  }

  private void learn(int fd, long generation, long flags) {
    long word = get(fd);
    while ((word & (PHASE | GENERATION | KIND)) == generation
        && !compareAndSet(fd, word, word | flags)) {
      word = get(fd);
    }
  }

  private void release(int fd, long closing) {
    if (!compareAndSet(fd, closing, (closing & ~PHASE) | RELEASING)) {
      return; // a call has entered; it turns back, and tries again when it leaves
    }
    beforeRelease.accept(fd);
    libc.close(fd);
    long word = get(fd);
    while ((word & (PHASE | GENERATION)) == (RELEASING | (closing & GENERATION))
        && !compareAndSet(fd, word, (word & (COUNT | GENERATION)) | CLOSED)) {
      word = get(fd);
    }
  }

  private static long nextGeneration(long word) {
    return (word & COUNT) | ((word + (1L << GENERATION_SHIFT)) & GENERATION);
  }
}
