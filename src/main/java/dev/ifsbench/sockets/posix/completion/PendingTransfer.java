package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.ApcQueue;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.Addresses;
import dev.ifsbench.sockets.posix.descriptor.ControlData;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.UserApc;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.WsaMsg;

/**
 * One overlapped send or receive from its beginning to its end, reused for the next by way of the
 * pool. It keeps alive what the kernel reads and writes by address. The monitor of its socket's
 * {@link SocketOperations} guards it; before and after that, only one thread has it.
 */
final class PendingTransfer implements UserApc {
  /** What an attempt returns while the operation cannot go on. */
  static final long PENDING = Long.MIN_VALUE;

  private static final int NAME = LinuxDef.SIZEOF_MSGHDR;
  private static final int CONTROL = NAME + LinuxDef.SIZEOF_SOCKADDR_STORAGE;
  private static final int IOVECS = CONTROL + ControlData.ROOM;

  private final OperationPool pool;
  private NativeMemory memory = new NativeMemory(IOVECS + 8 * LinuxDef.SIZEOF_IOVEC);

  int fd;
  WsaOverlapped overlapped;

  /**
   * The thread that has begun it; set before the start by a thread that begins it for another one.
   */
  Thread beginner;

  CompletionRoutine routine;
  ApcQueue thread;
  NativeMemory from;
  IntRef fromlen;

  /** The message to be received, or null. */
  private WsaMsg received;

  /** Whether to ignore an ICMP answer to an earlier datagram. */
  private boolean ignoresResets;

  PendingTransfer next;

  /** Makes the connection first, or null; set to null when it has succeeded. */
  Opening opening;

  /** Sends a file in place of buffers, or null. */
  FileTransmission transmission;

  /** Is told of the end in place of the application, or null. */
  Ending ending;

  /** The number by which the kernel knows it, for the engine. */
  long request;

  /** Whether it has been withdrawn from an engine that will still report it. */
  boolean isWithdrawn;

  private boolean send;
  private boolean datagram;
  private boolean whole;
  private int flags;
  private int firstIovec;
  private int iovecs;
  private long capacity;
  private long done;

  // The outcome, on its way to the routine.
  private WinsockError error;
  private int bytes;

  PendingTransfer(OperationPool pool) {
    this.pool = pool;
  }

  /** Prepares to send; {@code flags} are Linux's. */
  void toSend(int descriptor, boolean toDatagram, int linuxFlags, WsaBuf[] buffers, int count) {
    prepare(descriptor, toDatagram, linuxFlags, buffers, count);
    send = true;
    whole = !toDatagram;
    from = null;
    fromlen = null;
    memory.putLong(LinuxDef.MSGHDR_NAME, 0);
    memory.putInt(LinuxDef.MSGHDR_NAMELEN, 0);
  }

  /** Sets the address to send to, which is Winsock's and is copied. */
  void to(NativeMemory address, int length) {
    for (int i = 0; i < length; i++) {
      memory.putByte(NAME + i, address.getByte(i));
    }
    int family = Addresses.familyToLinux(SockAddr.family(address));
    memory.putShort(NAME + LinuxDef.SOCKADDR_FAMILY, (short) family);
    memory.putLong(LinuxDef.MSGHDR_NAME, memory.address() + NAME);
    memory.putInt(LinuxDef.MSGHDR_NAMELEN, length);
  }

  /** Adds control data, which has been checked. */
  void control(WsaMsg message) {
    int length = ControlData.toLinux(message, memory, CONTROL);
    memory.putLong(LinuxDef.MSGHDR_CONTROL, length == 0 ? 0 : memory.address() + CONTROL);
    memory.putLong(LinuxDef.MSGHDR_CONTROLLEN, length);
  }

  /** Asks for control data, into a message. */
  void receiveInto(WsaMsg message) {
    received = message;
    memory.putLong(LinuxDef.MSGHDR_CONTROL, memory.address() + CONTROL);
    memory.putLong(LinuxDef.MSGHDR_CONTROLLEN, ControlData.ROOM);
  }

  /** Makes the operation ignore ICMP answers to earlier datagrams. */
  void ignoreResets() {
    ignoresResets = true;
  }

  /** Whether the operation ignores a negated errno and goes on. */
  boolean ignores(long result) {
    return ignoresResets && result == -LinuxDef.ECONNREFUSED;
  }

  /** Prepares to receive; {@code flags} are Linux's. */
  void toReceive(
      int descriptor,
      boolean fromDatagram,
      int linuxFlags,
      WsaBuf[] buffers,
      int count,
      NativeMemory fromAddress,
      IntRef fromLength) {
    prepare(descriptor, fromDatagram, linuxFlags, buffers, count);
    send = false;
    whole = (linuxFlags & LinuxDef.MSG_WAITALL) != 0;
    from = fromAddress;
    fromlen = fromLength;
    boolean addressed = fromAddress != null;
    memory.putLong(LinuxDef.MSGHDR_NAME, addressed ? memory.address() + NAME : 0);
    memory.putInt(LinuxDef.MSGHDR_NAMELEN, addressed ? LinuxDef.SIZEOF_SOCKADDR_STORAGE : 0);
  }

  private void prepare(
      int descriptor, boolean ofDatagram, int linuxFlags, WsaBuf[] buffers, int count) {
    fd = descriptor;
    datagram = ofDatagram;
    flags = linuxFlags;
    isWithdrawn = false;
    opening = null;
    transmission = null;
    ending = null;
    received = null;
    ignoresResets = false;
    firstIovec = 0;
    iovecs = count;
    done = 0;
    capacity = 0;
    if (memory.size() < IOVECS + count * LinuxDef.SIZEOF_IOVEC) {
      memory = new NativeMemory(IOVECS + count * LinuxDef.SIZEOF_IOVEC);
    }
    for (int i = 0; i < count; i++) {
      WsaBuf buffer = buffers[i];
      memory.putLong(iovec(i) + LinuxDef.IOVEC_BASE, buffer.buf);
      memory.putLong(iovec(i) + LinuxDef.IOVEC_LEN, buffer.len);
      capacity += buffer.len;
    }
    putIovecs();
    memory.putLong(LinuxDef.MSGHDR_CONTROL, 0);
    memory.putLong(LinuxDef.MSGHDR_CONTROLLEN, 0);
    memory.putInt(LinuxDef.MSGHDR_FLAGS, 0);
  }

  private static int iovec(int index) {
    return IOVECS + index * LinuxDef.SIZEOF_IOVEC;
  }

  private void putIovecs() {
    memory.putLong(LinuxDef.MSGHDR_IOV, memory.address() + iovec(firstIovec));
    memory.putLong(LinuxDef.MSGHDR_IOVLEN, iovecs - firstIovec);
  }

  /**
   * Whether a cancellation means this operation: by its structure or any, and by its thread or any.
   */
  boolean isMeant(WsaOverlapped cancelled, Thread cancelling) {
    return (cancelled == null || cancelled == overlapped)
        && (cancelling == null || cancelling == beginner);
  }

  boolean isSend() {
    return send;
  }

  boolean isDatagram() {
    return datagram;
  }

  /** The address of the {@code msghdr} of what is left to do. */
  long message() {
    return memory.address();
  }

  int flags() {
    return flags;
  }

  /** Whether the kernel can only report readiness, and not carry out the operation. */
  boolean isWait() {
    return opening != null || transmission != null || isWaitForData();
  }

  /** What {@link #isWait} waits for, as {@code poll} events. */
  int awaited() {
    return send ? LinuxDef.POLLOUT : LinuxDef.POLLIN | LinuxDef.POLLRDHUP;
  }

  /**
   * Whether this is a stream's receive of no bytes, by which programs wait for data without lending
   * a buffer. On Linux such a receive returns at once.
   */
  private boolean isWaitForData() {
    return !send && !datagram && capacity == 0;
  }

  /**
   * Does as much as can be done now; returns the total of bytes, a negated errno, or {@link
   * #PENDING}.
   */
  long attempt(LibC libc) {
    if (opening != null) {
      long opened = opening.attempt(libc);
      if (opened != 0) {
        return opened;
      }
      opening = null;
      if (capacity == 0) {
        return 0;
      }
    }
    if (transmission != null) {
      return transmission.attempt(libc);
    }
    while (true) {
      long moved = once(libc);
      if (moved >= 0 && advance(moved)) {
        return done;
      }
      if (moved < 0) {
        int errno = libc.errno();
        if (errno == LinuxDef.EAGAIN) {
          return PENDING;
        }
        if (errno != LinuxDef.EINTR && !ignores(-errno)) {
          return -errno;
        }
      }
    }
  }

  private long once(LibC libc) {
    if (send) {
      return libc.sendmsg(fd, message(), flags | LinuxDef.MSG_DONTWAIT);
    }
    if (isWaitForData()) {
      long peeked =
          libc.recv(fd, memory.address() + NAME, 1, LinuxDef.MSG_PEEK | LinuxDef.MSG_DONTWAIT);
      return Math.min(peeked, 0);
    }
    return libc.recvmsg(fd, message(), flags | LinuxDef.MSG_DONTWAIT);
  }

  /** Accounts for bytes that have moved; true if the operation has ended. */
  boolean advance(long moved) {
    done += moved;
    if (!whole || moved == 0 || done >= capacity) {
      return true;
    }
    long left = moved;
    while (left >= memory.getLong(iovec(firstIovec) + LinuxDef.IOVEC_LEN)) {
      left -= memory.getLong(iovec(firstIovec) + LinuxDef.IOVEC_LEN);
      firstIovec++;
    }
    int at = iovec(firstIovec);
    memory.putLong(at + LinuxDef.IOVEC_BASE, memory.getLong(at + LinuxDef.IOVEC_BASE) + left);
    memory.putLong(at + LinuxDef.IOVEC_LEN, memory.getLong(at + LinuxDef.IOVEC_LEN) - left);
    putIovecs();
    return false;
  }

  /** The bytes that have moved so far. */
  long done() {
    return done;
  }

  /** Whether a datagram was longer than the buffers that received it. */
  boolean isTruncated() {
    return datagram && done > capacity;
  }

  /** The bytes that the buffers hold. */
  int capacity() {
    return (int) capacity;
  }

  /** Copies flags and control data to the message, if one was asked for. */
  void takeControl() {
    if (received != null) {
      received.flags.value = isTruncated() ? WsaMsg.MSG_TRUNC : 0;
      int length = (int) memory.getLong(LinuxDef.MSGHDR_CONTROLLEN);
      ControlData.toWinsock(memory, CONTROL, length, received);
    }
  }

  /** Copies the sender's address to the caller's, if it was asked for; false if it does not fit. */
  boolean takeAddress() {
    if (from == null) {
      return true;
    }
    Scratch scratch = Scratch.get();
    int length = memory.getInt(LinuxDef.MSGHDR_NAMELEN);
    for (int i = 0; i < length; i++) {
      scratch.putAddressByte(i, memory.getByte(NAME + i));
    }
    return Addresses.toWinsock(scratch, length, from, fromlen);
  }

  /** Queues the routine, with the outcome, to its thread. */
  void announce(WinsockError outcome, int transferred) {
    error = outcome;
    bytes = transferred;
    if (!thread.add(this, 0)) {
      pool.give(this);
    }
  }

  @Override
  public void run(long dwContext) {
    CompletionRoutine called = routine;
    WsaOverlapped structure = overlapped;
    WinsockError outcome = error;
    int transferred = bytes;
    // Given back first, so that an operation that the routine begins can reuse this object.
    pool.give(this);
    called.complete(outcome, transferred, structure, structure.offset());
  }

  /** Drops all references to the caller's objects. */
  void clear() {
    opening = null;
    transmission = null;
    ending = null;
    overlapped = null;
    beginner = null;
    received = null;
    routine = null;
    thread = null;
    from = null;
    fromlen = null;
  }
}
