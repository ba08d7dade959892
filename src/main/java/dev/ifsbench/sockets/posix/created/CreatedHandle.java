package dev.ifsbench.sockets.posix.created;

import dev.ifsbench.sockets.HandleOwner;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.libc.SystemCalls;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Descriptors;
import dev.ifsbench.sockets.posix.descriptor.ErrnoTranslation;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.sockets.posix.descriptor.TimeLimits;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A handle of a layer's own, and the path of I/O on it to its owner and back.
 *
 * <p>The kernel object is a pair of connected Unix-domain sockets that keep messages apart. The
 * <em>near</em> end is the handle. The <em>far</em> end is this process's: what is written to the
 * near end arrives there and is sent by the owner, and what the owner receives is written there for
 * whoever reads the near end.
 *
 * <ul>
 *   <li>A write is the data itself, in messages of at most {@value HandleServer#PIECE} bytes. A
 *       {@code WriteFile} waits for the acknowledgement of each: how much was sent, or the error. A
 *       bare {@code write(2)} by somebody else is served in the same way, but nobody waits for it:
 *       what the owner cannot send is lost.
 *   <li>A read begins with a demand: how many bytes. The owner is asked for that many once, and
 *       never without a demand, so that no data is taken off its socket that nobody wants. A bare
 *       {@code read(2)} therefore waits until the handle is closed: the kernel tells nobody that it
 *       does.
 *   <li>Demands and acknowledgements travel over a second pair, which is made when first needed.
 * </ul>
 *
 * <p>A thread for each direction serves the far ends, from the first request on until the handle is
 * closed, so that a waiting read does not hold up a write. Requests of one direction go one after
 * the other. If somebody writes to the handle by a bare {@code write(2)} during a {@code
 * WriteFile}, all bytes are sent, each message once and whole, but the {@code WriteFile} may be
 * given the outcome of the other message.
 *
 * <p>Every user of any of the descriptors, the two threads included, has entered the near end in
 * the {@link DescriptorTable}. So the last to leave closes them all, and no number is used after it
 * has lost its meaning.
 */
final class CreatedHandle {
  /** Bytes that the owner is asked for at once. */
  static final int MAX_DEMAND = 1 << 20;

  private static final int NONE = -1;
  private static final int DEMAND_SIZE = Integer.BYTES;
  private static final int OUTCOME_SIZE = 2 * Integer.BYTES;
  private static final long STACK_SIZE = 256 * 1024;

  private final LibC libc;
  private final DescriptorTable table;
  private final int near;
  private final int far;

  /** Locks for reading and for writing; see above. */
  private final Object reading = new Object();

  private final Object writing = new Object();

  /** Whether a writer waits for an acknowledgement. */
  private final AtomicBoolean awaited = new AtomicBoolean();

  // Written by the thread that serves reads before it sends the data, read after that was received.
  private volatile int replyLength;
  private volatile int replyError;

  // This object's lock guards the rest.
  private HandleOwner owner;
  private long watch;
  private int asking = NONE;
  private int answering = NONE;
  private boolean readsServed;
  private boolean writesServed;
  private boolean closing;
  private boolean released;

  CreatedHandle(LibC libc, DescriptorTable table, int near, int far) {
    this.libc = libc;
    this.table = table;
    this.near = near;
    this.far = far;
  }

  /**
   * Sets who does the I/O. The caller has entered the handle.
   *
   * @return 0, or an errno
   */
  synchronized int serve(HandleOwner newOwner) {
    if (owner == null) {
      long watched = HandleWatch.add(libc, far, this::written);
      if (watched < 0) {
        return (int) -watched;
      }
      watch = watched;
    }
    owner = newOwner;
    return 0;
  }

  /** Ends the waits of those that have entered the handle, which is being closed. */
  synchronized void wake() {
    closing = true;
    libc.shutdown(near, LinuxDef.SHUT_RDWR);
    if (asking != NONE) {
      libc.shutdown(asking, LinuxDef.SHUT_RDWR);
    }
  }

  /** Releases everything: no call is left, and the near end is about to be closed. */
  synchronized void release() {
    released = true;
    if (owner != null) {
      HandleWatch.remove(watch);
    }
    close(far);
    close(asking);
    close(answering);
  }

  private void close(int fd) {
    if (fd != NONE && table.enter(fd, DescriptorTable.HANDLE) != DescriptorTable.REFUSED) {
      table.beginClose(fd);
      table.leave(fd);
    }
  }

  // The caller's side

  /** {@code ReadFile}, of at least one byte. The caller has entered the handle. */
  int read(long address, int length, Errno errno) {
    synchronized (reading) {
      WinsockError refused = prepareRead();
      if (refused != WinsockError.NO_ERROR) {
        return errno.fail(refused);
      }
      // The outcome if no reply comes.
      replyError = WinsockError.WSA_OPERATION_ABORTED.code();
      Scratch scratch = Scratch.get();
      scratch.putOptionInt(0, Math.min(length, MAX_DEMAND));
      SystemCalls.send(libc, asking, scratch.option(), DEMAND_SIZE);
      long received = SystemCalls.read(libc, near, address, length);
      int error = replyError;
      int total = replyLength;
      while (error == 0 && received < total) {
        long more = SystemCalls.read(libc, near, address + received, length - received);
        error = more > 0 ? 0 : WinsockError.WSA_OPERATION_ABORTED.code();
        received += more;
      }
      return error == 0 ? total : errno.fail(WinsockError.fromCode(error));
    }
  }

  /** {@code WriteFile}. The caller has entered the handle. */
  int write(long address, int length, Errno errno) {
    synchronized (writing) {
      WinsockError refused = prepareWrite();
      if (refused != WinsockError.NO_ERROR) {
        return errno.fail(refused);
      }
      int done = 0;
      int piece;
      int sent;
      do {
        piece = Math.min(length - done, HandleServer.PIECE);
        sent = writePiece(address + done, piece, errno);
        if (sent < 0) {
          // The pieces before were sent; the next call meets the error again.
          return done > 0 ? done : sent;
        }
        done += sent;
      } while (sent == piece && done < length);
      return done;
    }
  }

  private int writePiece(long address, int length, Errno errno) {
    Scratch scratch = Scratch.get();
    awaited.set(true);
    long written = SystemCalls.write(libc, near, address, length);
    boolean acknowledged = written >= 0 || !awaited.getAndSet(false);
    if (acknowledged
        && SystemCalls.read(libc, asking, scratch.option(), OUTCOME_SIZE) != OUTCOME_SIZE) {
      return errno.fail(WinsockError.WSA_OPERATION_ABORTED);
    }
    if (written < 0) {
      return errno.fail(
          table.isClosing(near)
              ? WinsockError.WSA_OPERATION_ABORTED
              : ErrnoTranslation.of((int) -written));
    }
    int error = scratch.getOptionInt(Integer.BYTES);
    return error == 0
        ? Math.min(scratch.getOptionInt(0), length)
        : errno.fail(WinsockError.fromCode(error));
  }

  private synchronized WinsockError prepareRead() {
    WinsockError refused = openControl();
    if (refused == WinsockError.NO_ERROR && !readsServed) {
      refused = start("ReadFile on handle ", this::serveReads);
      readsServed = refused == WinsockError.NO_ERROR;
    }
    return refused;
  }

  private synchronized WinsockError prepareWrite() {
    WinsockError refused = openControl();
    return refused == WinsockError.NO_ERROR ? startWrites() : refused;
  }

  /** Somebody has written to the handle, or everybody has left it. */
  synchronized void written() {
    if (!released) {
      startWrites();
    }
  }

  private WinsockError startWrites() {
    WinsockError refused = WinsockError.NO_ERROR;
    if (!writesServed) {
      refused = start("WriteFile on handle ", this::serveWrites);
      writesServed = refused == WinsockError.NO_ERROR;
    }
    return refused;
  }

  private WinsockError openControl() {
    if (closing) {
      return WinsockError.WSA_OPERATION_ABORTED;
    }
    if (owner == null) {
      return WinsockError.WSAEOPNOTSUPP;
    }
    if (asking == NONE) {
      Scratch scratch = Scratch.get();
      if (!Descriptors.messagePair(libc, scratch)) {
        return ErrnoTranslation.ofCreateHandle(libc.errno());
      }
      asking = scratch.getOptionInt(0);
      answering = scratch.getOptionInt(Integer.BYTES);
      table.opened(asking, DescriptorTable.HANDLE);
      table.opened(answering, DescriptorTable.HANDLE);
    }
    return WinsockError.NO_ERROR;
  }

  private WinsockError start(String name, Runnable server) {
    if (table.enter(near, DescriptorTable.HANDLE) == DescriptorTable.REFUSED) {
      return WinsockError.WSA_OPERATION_ABORTED;
    }
    Thread thread = new Thread(null, server, name + near, STACK_SIZE);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // the system has no more threads
      table.leave(near);
      return WinsockError.WSAENOBUFS;
    }
    return WinsockError.NO_ERROR;
  }

  // The owner's side

  private void serveReads() {
    HandleServer server = new HandleServer(libc, near, currentOwner(), HandleServer.PIECE);
    int demands = controlEnd();
    int demanded;
    while ((demanded = server.nextDemand(demands)) > 0) {
      int received = server.receive(demanded);
      replyLength = Math.max(received, 0);
      replyError = server.errorCode();
      server.reply(far, received);
    }
    table.leave(near);
  }

  private void serveWrites() {
    HandleServer server = new HandleServer(libc, near, currentOwner(), largestMessage());
    int length;
    while ((length = server.nextWrite(far)) > 0 || (length == 0 && !isEnded())) {
      int sent = server.send(length);
      if (awaited.getAndSet(false)) {
        server.acknowledge(controlEnd(), sent);
      }
    }
    table.leave(near);
  }

  /** Whether nothing more can come: an empty message looks the same at first. */
  private boolean isEnded() {
    Scratch scratch = Scratch.get();
    return table.isClosing(near)
        || (TimeLimits.await(libc, far, LinuxDef.POLLRDHUP, 0, 0, scratch) && scratch.polledEnd());
  }

  // A writer without WriteFile need not know of pieces.
  private int largestMessage() {
    int buffer = Scratch.get().intOption(libc, near, LinuxDef.SOL_SOCKET, LinuxDef.SO_SNDBUF);
    return Math.max(buffer, HandleServer.PIECE);
  }

  private synchronized HandleOwner currentOwner() {
    return owner;
  }

  private synchronized int controlEnd() {
    return answering;
  }
}
