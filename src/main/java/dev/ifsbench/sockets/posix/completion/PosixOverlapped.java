package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.ApcQueue;
import dev.ifsbench.sockets.Buffers;
import dev.ifsbench.sockets.CompletionNotifier;
import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.Addresses;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Failures;
import dev.ifsbench.sockets.posix.descriptor.MessageFlags;
import dev.ifsbench.sockets.posix.descriptor.Messages;
import dev.ifsbench.sockets.posix.descriptor.NetworkEvents;
import dev.ifsbench.sockets.posix.descriptor.Transfers;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.extension.WsaMsg;

/**
 * Overlapped I/O on the kernel's sockets. An operation is tried at once, if none is before it; what
 * cannot end goes to the {@link CompletionEngine}. Each pending operation counts as a call in the
 * {@link DescriptorTable}, so its number stays its socket's until it has ended.
 */
public final class PosixOverlapped extends CompletionNotifier implements CompletionEngine.Sink {
  private final LibC libc;
  private final DescriptorTable table;
  private final Failures failures;
  private final NetworkEvents networkEvents;
  private final CompletionEngines kind;
  private final HandleMap<SocketOperations> sockets = new HandleMap<>();
  private final OperationPool pool = new OperationPool();
  private volatile CompletionEngine engine;

  /**
   * Makes it.
   *
   * @param kind of the engine, which is started by the first operation that has to wait
   */
  public PosixOverlapped(
      LibC libc,
      DescriptorTable table,
      Failures failures,
      NetworkEvents networkEvents,
      NativeSockets events,
      CompletionEngines kind) {
    super(events);
    this.libc = libc;
    this.table = table;
    this.failures = failures;
    this.networkEvents = networkEvents;
    this.kind = kind;
  }

  @Override
  public int send(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef sent,
      int flags,
      NativeMemory to,
      int tolen,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno errno) {
    return send(
        s, buffers, count, sent, flags, to, tolen, null, overlapped, routine, thread, errno);
  }

  @Override
  public int sendMsg(
      long s,
      WsaMsg message,
      int flags,
      IntRef sent,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno errno) {
    return send(
        s,
        message.buffers,
        message.bufferCount,
        sent,
        flags,
        message.name,
        message.namelen.value,
        message,
        overlapped,
        routine,
        thread,
        errno);
  }

  private int send(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef sent,
      int flags,
      NativeMemory to,
      int tolen,
      WsaMsg message,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno errno) {
    int linuxFlags = MessageFlags.ofSend(flags);
    WinsockError misuse = Transfers.checkSend(buffers, count, linuxFlags);
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    boolean datagram = (word & DescriptorTable.DATAGRAM) != 0;
    boolean addressed = to != null && datagram;
    if (misuse == null && addressed) {
      misuse = Addresses.check(to, tolen, false);
    }
    if (misuse == null && message != null) {
      misuse = Messages.checkControl(message, word);
    }
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    PendingTransfer operation = pool.take();
    operation.toSend(fd, datagram, linuxFlags, buffers, count);
    if (addressed) {
      operation.to(to, tolen);
    }
    if (message != null) {
      operation.control(message);
    }
    minded(operation, word);
    return start(operation, sent, overlapped, routine, thread, errno);
  }

  @Override
  public int recv(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef received,
      IntRef flags,
      NativeMemory from,
      IntRef fromlen,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno errno) {
    return recv(
        s,
        buffers,
        count,
        received,
        flags,
        from,
        fromlen,
        null,
        overlapped,
        routine,
        thread,
        errno);
  }

  @Override
  public int recvMsg(
      long s,
      WsaMsg message,
      IntRef received,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno errno) {
    return recv(
        s,
        message.buffers,
        message.bufferCount,
        received,
        message.flags,
        message.name,
        message.name == null ? null : message.namelen,
        message,
        overlapped,
        routine,
        thread,
        errno);
  }

  private int recv(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef received,
      IntRef flags,
      NativeMemory from,
      IntRef fromlen,
      WsaMsg message,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno errno) {
    WinsockError misuse = Buffers.checkReceive(buffers, count, flags, from, fromlen);
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    boolean datagram = (word & DescriptorTable.DATAGRAM) != 0;
    boolean addressed = from != null && datagram;
    int linuxFlags = misuse == null ? MessageFlags.ofReceive(flags.value, datagram) : 0;
    if (misuse == null && linuxFlags == MessageFlags.UNSUPPORTED) {
      misuse = WinsockError.WSAEOPNOTSUPP;
    }
    if (misuse == null && addressed && !Addresses.hasRoom(from, fromlen, word)) {
      misuse = WinsockError.WSAEFAULT;
    }
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    PendingTransfer operation = pool.take();
    operation.toReceive(fd, datagram, linuxFlags, buffers, count, addressed ? from : null, fromlen);
    if (message != null && datagram) {
      operation.receiveInto(message);
    } else if (message != null) {
      message.controlLength.value = 0;
    }
    minded(operation, word);
    int result = start(operation, received, overlapped, routine, thread, errno);
    if (result == 0 && message == null) {
      flags.value = 0;
    }
    if ((word & DescriptorTable.OBSERVED) != 0) {
      observed(s);
    }
    return result;
  }

  /** The events of a socket are recorded, and a receive has been begun, or more. */
  private void observed(long s) {
    if (table.enter(s, DescriptorTable.SOCKET) != DescriptorTable.REFUSED) {
      networkEvents.received((int) s);
      table.leave((int) s);
    }
  }

  private static void minded(PendingTransfer operation, long word) {
    if ((word & DescriptorTable.NO_RESETS) != 0) {
      operation.ignoreResets();
    }
  }

  private int start(
      PendingTransfer operation,
      IntRef transferred,
      WsaOverlapped overlapped,
      CompletionRoutine routine,
      WsaThreadId thread,
      Errno errno) {
    operation.routine = routine;
    operation.thread = (ApcQueue) thread;
    return start(operation, transferred, overlapped, errno);
  }

  /** Begins an operation whose socket the caller has entered, which it leaves when it ends. */
  int start(PendingTransfer operation, IntRef transferred, WsaOverlapped overlapped, Errno errno) {
    operation.overlapped = overlapped;
    if (operation.beginner == null) {
      operation.beginner = Thread.currentThread();
    }
    int fd = operation.fd;
    begin(overlapped);
    SocketOperations operations = operationsOf(fd);
    synchronized (operations) {
      if (table.isClosing(fd)) {
        return refuse(operation, WinsockError.WSAENOTSOCK, errno);
      }
      OperationQueue queue = operations.queueOf(operation);
      boolean first = queue.isEmpty();
      long result = first ? operation.attempt(libc) : PendingTransfer.PENDING;
      if (result == PendingTransfer.PENDING) {
        queue.add(operation);
        int refusal = first ? started().start(operation, operations) : 0;
        if (refusal == 0) {
          return errno.fail(WinsockError.WSA_IO_PENDING);
        }
        queue.remove(operation);
        result = refusal;
      }
      WinsockError error = outcome(operation, result);
      if (error == WinsockError.WSAEMSGSIZE && operation.isTruncated()) {
        overlapped.setInternalHigh(operation.capacity());
        put(operation.capacity(), transferred);
      }
      if (error != WinsockError.NO_ERROR) {
        return refuse(operation, error, errno);
      }
      put((int) result, transferred);
      end(operation, error, (int) result, true);
      return 0;
    }
  }

  private static void put(int bytes, IntRef transferred) {
    if (transferred != null) {
      transferred.value = bytes;
    }
  }

  /** An operation was not begun after all; nobody is told. */
  private int refuse(PendingTransfer operation, WinsockError error, Errno errno) {
    settle(operation.overlapped, error);
    int fd = operation.fd;
    pool.give(operation);
    return failures.leave(fd, error, errno);
  }

  private WinsockError outcome(PendingTransfer operation, long result) {
    if (result < 0) {
      int error = (int) -result;
      if (operation.opening != null) {
        return operation.opening.translate(error);
      }
      return operation.isSend()
          ? failures.ofPendingSend(operation.fd, operation.isDatagram(), error)
          : failures.ofPendingReceive(operation.fd, operation.isDatagram(), error);
    }
    if (!operation.takeAddress()) {
      return WinsockError.WSAEFAULT;
    }
    operation.takeControl();
    return operation.isTruncated() ? WinsockError.WSAEMSGSIZE : WinsockError.NO_ERROR;
  }

  /** An operation that was pending has ended. */
  private void ended(PendingTransfer operation, SocketOperations operations, long result) {
    operations.queueOf(operation).remove(operation);
    // While its socket is being closed, all that comes of an operation but data is the close's
    // doing.
    boolean aborted =
        result == -LinuxDef.ECANCELED || (result <= 0 && table.isClosing(operation.fd));
    WinsockError error = aborted ? WinsockError.WSA_OPERATION_ABORTED : outcome(operation, result);
    int bytes = operation.isTruncated() ? operation.capacity() : (int) Math.max(result, 0);
    end(operation, error, bytes, false);
  }

  private void end(PendingTransfer operation, WinsockError error, int bytes, boolean atOnce) {
    if (operation.ending != null) {
      Ending ending = operation.ending;
      pool.give(operation);
      if (!atOnce) { // or else the caller sees it
        ending.ended(error, bytes);
      }
      return;
    }
    int fd = operation.fd;
    WsaOverlapped overlapped = operation.overlapped;
    overlapped.setOffset(0);
    overlapped.setOffsetHigh(error.code());
    if (operation.routine != null) {
      overlapped.setInternalHigh(bytes);
      overlapped.setInternal(error.code());
      operation.announce(error, bytes);
    } else {
      pool.give(operation);
      if (atOnce) {
        completeAtOnce(fd, overlapped, bytes);
      } else {
        complete(fd, overlapped, error, bytes);
      }
    }
    table.leave(fd);
  }

  @Override
  public void ready(int fd) {
    SocketOperations operations = sockets.get(fd);
    synchronized (operations) {
      progress(operations.receives, operations);
      progress(operations.sends, operations);
      restart(operations.receives, operations);
      if (operations.receives.isEmpty()) { // or else both are waited for by now
        restart(operations.sends, operations);
      }
    }
  }

  private void progress(OperationQueue queue, SocketOperations operations) {
    while (!queue.isEmpty()) {
      PendingTransfer operation = queue.first();
      long result = table.isClosing(operation.fd) ? -LinuxDef.ECANCELED : operation.attempt(libc);
      if (result == PendingTransfer.PENDING) {
        return;
      }
      ended(operation, operations, result);
    }
  }

  @Override
  public void ready(PendingTransfer operation) {
    SocketOperations operations = sockets.get(operation.fd);
    synchronized (operations) {
      boolean wanted = !isUnwanted(operation);
      goOn(operation, operations, wanted ? operation.attempt(libc) : PendingTransfer.PENDING);
    }
  }

  @Override
  public void moved(PendingTransfer operation, long result) {
    SocketOperations operations = sockets.get(operation.fd);
    synchronized (operations) {
      boolean failed = result < 0;
      goOn(
          operation,
          operations,
          failed ? failed(operation, result) : moved(operation, (int) result));
    }
  }

  private static long moved(PendingTransfer operation, int bytes) {
    return operation.advance(bytes) ? operation.done() : PendingTransfer.PENDING;
  }

  private static long failed(PendingTransfer operation, long result) {
    if (operation.ignores(result)) {
      return PendingTransfer.PENDING;
    }
    return switch ((int) -result) {
      case LinuxDef.EINTR, LinuxDef.ECANCELED -> PendingTransfer.PENDING;
      default -> result;
    };
  }

  /** The first operation of its queue is back from the engine. */
  private void goOn(PendingTransfer operation, SocketOperations operations, long result) {
    OperationQueue queue = operations.queueOf(operation);
    if (result != PendingTransfer.PENDING || isUnwanted(operation)) {
      ended(
          operation, operations, result == PendingTransfer.PENDING ? -LinuxDef.ECANCELED : result);
    }
    restart(queue, operations);
  }

  private boolean isUnwanted(PendingTransfer operation) {
    return operation.isWithdrawn || table.isClosing(operation.fd);
  }

  /** Hands the first operation of a queue to the engine; those that it refuses end. */
  private void restart(OperationQueue queue, SocketOperations operations) {
    while (!queue.isEmpty()) {
      int refusal = engine.start(queue.first(), operations);
      if (refusal == 0) {
        return;
      }
      ended(queue.first(), operations, refusal);
    }
  }

  @Override
  public boolean cancel(long s, WsaOverlapped overlapped, Errno errno) {
    errno.clear();
    return !isNoHandle(s, errno) && abortOf(s, overlapped, null);
  }

  @Override
  public boolean cancelOwn(long handle, Errno errno) {
    errno.clear();
    if (isNoHandle(handle, errno)) {
      return false;
    }
    abortOf(handle, null, Thread.currentThread());
    return true;
  }

  // A handle of a layer's own has nothing here: the layer's operations are on the handle below.
  private boolean abortOf(long handle, WsaOverlapped overlapped, Thread beginner) {
    if (table.enter(handle, DescriptorTable.SOCKET) == DescriptorTable.REFUSED) {
      return false;
    }
    boolean found = abort((int) handle, overlapped, beginner);
    table.leave((int) handle);
    return found;
  }

  /** Ends the operations of a socket that is being closed. */
  public void closing(int fd) {
    abort(fd, null, null);
  }

  private boolean abort(int fd, WsaOverlapped overlapped, Thread beginner) {
    SocketOperations operations = sockets.get(fd);
    if (operations == null) {
      return false;
    }
    boolean found = abortOwn(operations, overlapped, beginner);
    for (Dependent each : operations.dependents) {
      found |= each.abort(fd, overlapped, beginner);
    }
    return found;
  }

  /** Ends the operation of a structure in a socket's own queues. */
  void abort(int fd, WsaOverlapped overlapped) {
    SocketOperations operations = sockets.get(fd);
    if (operations != null) {
      abortOwn(operations, overlapped, null);
    }
  }

  private boolean abortOwn(SocketOperations operations, WsaOverlapped overlapped, Thread beginner) {
    synchronized (operations) {
      boolean received = abort(operations.receives, operations, overlapped, beginner);
      boolean sent = abort(operations.sends, operations, overlapped, beginner);
      return received || sent;
    }
  }

  // From the second on they are nobody's yet. The first one is the engine's.
  private boolean abort(
      OperationQueue queue,
      SocketOperations operations,
      WsaOverlapped overlapped,
      Thread beginner) {
    boolean found = false;
    PendingTransfer first = queue.first();
    PendingTransfer each = first == null ? null : first.next;
    while (each != null) {
      PendingTransfer next = each.next;
      if (each.isMeant(overlapped, beginner)) {
        found = true;
        ended(each, operations, -LinuxDef.ECANCELED);
      }
      each = next;
    }
    if (first != null && first.isMeant(overlapped, beginner)) {
      found = true;
      first.isWithdrawn = true;
      if (engine.withdraw(first)) {
        ended(first, operations, -LinuxDef.ECANCELED);
        restart(queue, operations);
      }
    }
    return found;
  }

  /** The descriptor is about to be closed for good; no operation is left. */
  public void releasing(int fd) {
    SocketOperations operations = sockets.get(fd);
    if (operations != null && engine != null) {
      synchronized (operations) {
        engine.forget(fd, operations);
      }
    }
    forget(fd);
  }

  /** Puts another open file behind a descriptor that has no operations; 0 or an errno. */
  int replace(int fd, int replacement) {
    SocketOperations operations = operationsOf(fd);
    synchronized (operations) {
      if (engine != null) {
        engine.forget(fd, operations);
      }
      return libc.syscall(LinuxDef.SYS_DUP3, replacement, fd, LinuxDef.SOCK_CLOEXEC, 0, 0, 0) < 0
          ? libc.errno()
          : 0;
    }
  }

  /** An operation that is nobody's yet. */
  PendingTransfer take() {
    return pool.take();
  }

  SocketOperations operationsOf(int fd) {
    SocketOperations present = sockets.get(fd);
    while (present == null) {
      sockets.replace(fd, null, new SocketOperations());
      present = sockets.get(fd);
    }
    return present;
  }

  private CompletionEngine started() {
    CompletionEngine running = engine;
    return running != null ? running : start();
  }

  private synchronized CompletionEngine start() {
    if (engine == null) {
      engine = kind.start(libc, this);
    }
    return engine;
  }

  @Override
  public String engine() {
    return kind.toString();
  }
}
