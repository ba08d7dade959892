package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.NativeMemory;

/**
 * A thread's own memory for what system calls read and write by address. Its contents last only
 * from one step of a call to the next.
 */
public final class Scratch {
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  private static final int ADDRESS = 0;
  private static final int LENGTH = ADDRESS + LinuxDef.SIZEOF_SOCKADDR_STORAGE;
  private static final int OPTION = LENGTH + 8;
  private static final int OPTION_SIZE = 16;
  private static final int TIMESPEC = OPTION + OPTION_SIZE;
  private static final int POLLFD = TIMESPEC + LinuxDef.SIZEOF_TIMESPEC;
  private static final int EPOLL_EVENT = POLLFD + LinuxDef.SIZEOF_POLLFD;
  private static final int MSGHDR = EPOLL_EVENT + 16;
  private static final int IOVECS = MSGHDR + LinuxDef.SIZEOF_MSGHDR;

  /** Room for control data. */
  static final int CONTROL = IOVECS + LinuxDef.IOV_MAX * LinuxDef.SIZEOF_IOVEC;

  private static final int SIZE = CONTROL + ControlData.ROOM;

  final NativeMemory memory = new NativeMemory(SIZE);
  private NativeMemory pollFds = new NativeMemory(64 * LinuxDef.SIZEOF_POLLFD);

  private Scratch() {}

  public static Scratch get() {
    return OF_THREAD.get();
  }

  /** Room for a socket address of any family. */
  public long address() {
    return memory.address() + ADDRESS;
  }

  int getAddressFamily() {
    return Short.toUnsignedInt(memory.getShort(ADDRESS + LinuxDef.SOCKADDR_FAMILY));
  }

  void putAddressFamily(int family) {
    memory.putShort(ADDRESS + LinuxDef.SOCKADDR_FAMILY, (short) family);
  }

  /** An internet address's port. */
  public int getAddressPort() {
    return memory.getShort(ADDRESS + LinuxDef.SOCKADDR_IN_PORT) & 0xFFFF; // in network byte order
  }

  byte getAddressByte(int offset) {
    return memory.getByte(ADDRESS + offset);
  }

  public void putAddressByte(int offset, byte value) {
    memory.putByte(ADDRESS + offset, value);
  }

  /** The address of a 32-bit length, which holds the room at {@link #address()}. */
  public long addressLength() {
    return length(LinuxDef.SIZEOF_SOCKADDR_STORAGE);
  }

  /** The address of a 32-bit length, which holds a value. */
  public long length(int value) {
    memory.putInt(LENGTH, value);
    return memory.address() + LENGTH;
  }

  public int getLength() {
    return memory.getInt(LENGTH);
  }

  /** Room for two 64-bit or four 32-bit numbers. */
  public long option() {
    return memory.address() + OPTION;
  }

  public int getOptionInt(int offset) {
    return memory.getInt(OPTION + offset);
  }

  public void putOptionInt(int offset, int value) {
    memory.putInt(OPTION + offset, value);
  }

  public void putOptionLong(int offset, long value) {
    memory.putLong(OPTION + offset, value);
  }

  /** The {@code timeval} at {@link #option()}, in microseconds. */
  public long getTimevalMicros() {
    return memory.getLong(OPTION + LinuxDef.TIMEVAL_SEC) * 1_000_000
        + memory.getLong(OPTION + LinuxDef.TIMEVAL_USEC);
  }

  /** Reads a 32-bit option that is never negative; -1 on failure. */
  public int intOption(LibC libc, int fd, int level, int option) {
    return libc.getsockopt(fd, level, option, option(), length(Integer.BYTES)) < 0
        ? -1
        : getOptionInt(0);
  }

  /**
   * The address of a {@code timespec} with a number of nanoseconds; 0, for no limit, if that is
   * negative.
   */
  public long timespec(long nanos) {
    if (nanos < 0) {
      return 0;
    }
    memory.putLong(TIMESPEC + LinuxDef.TIMESPEC_SEC, nanos / 1_000_000_000);
    memory.putLong(TIMESPEC + LinuxDef.TIMESPEC_NSEC, nanos % 1_000_000_000);
    return memory.address() + TIMESPEC;
  }

  /** The address of a {@code pollfd} for one descriptor. */
  public long pollFd(int fd, int events) {
    memory.putInt(POLLFD + LinuxDef.POLLFD_FD, fd);
    memory.putInt(POLLFD + LinuxDef.POLLFD_EVENTS, events); // and no revents
    return memory.address() + POLLFD;
  }

  /** Whether the descriptor of {@link #pollFd} was found at its stream's end. */
  public boolean polledEnd() {
    return (memory.getShort(POLLFD + LinuxDef.POLLFD_REVENTS) & LinuxDef.POLLRDHUP) != 0;
  }

  /** The events found for the descriptor of {@link #pollFd}, as {@code poll} events. */
  int polled() {
    return memory.getShort(POLLFD + LinuxDef.POLLFD_REVENTS);
  }

  /** The address of an {@code epoll_event}. */
  public long epollEvent(int events, long data) {
    memory.putInt(EPOLL_EVENT + LinuxDef.EPOLL_EVENT_EVENTS, events);
    memory.putLong(EPOLL_EVENT + LinuxDef.EPOLL_EVENT_DATA, data);
    return memory.address() + EPOLL_EVENT;
  }

  /** Room for some {@code pollfd}s. */
  public NativeMemory pollFds(int count) {
    if (pollFds.size() < count * LinuxDef.SIZEOF_POLLFD) {
      pollFds = new NativeMemory(2 * count * LinuxDef.SIZEOF_POLLFD);
    }
    return pollFds;
  }

  /** Fills in one {@code iovec}. */
  void putIovec(int index, long base, long length) {
    int at = IOVECS + index * LinuxDef.SIZEOF_IOVEC;
    memory.putLong(at + LinuxDef.IOVEC_BASE, base);
    memory.putLong(at + LinuxDef.IOVEC_LEN, length);
  }

  /** The address of a {@code msghdr} over the first {@code iovec}s. */
  long msghdr(int iovecs, long name, int namelen) {
    memory.putLong(MSGHDR + LinuxDef.MSGHDR_NAME, name);
    memory.putInt(MSGHDR + LinuxDef.MSGHDR_NAMELEN, namelen);
    memory.putLong(MSGHDR + LinuxDef.MSGHDR_IOV, memory.address() + IOVECS);
    memory.putLong(MSGHDR + LinuxDef.MSGHDR_IOVLEN, iovecs);
    memory.putLong(MSGHDR + LinuxDef.MSGHDR_CONTROL, 0);
    memory.putLong(MSGHDR + LinuxDef.MSGHDR_CONTROLLEN, 0);
    memory.putInt(MSGHDR + LinuxDef.MSGHDR_FLAGS, 0);
    return memory.address() + MSGHDR;
  }

  /** Gives the {@link #msghdr} so many bytes of control data, or of room for it. */
  void putControl(int length) {
    memory.putLong(MSGHDR + LinuxDef.MSGHDR_CONTROL, memory.address() + CONTROL);
    memory.putLong(MSGHDR + LinuxDef.MSGHDR_CONTROLLEN, length);
  }

  /** How long the control data is that a receive through {@link #msghdr} has left. */
  int getMsghdrControlLength() {
    return (int) memory.getLong(MSGHDR + LinuxDef.MSGHDR_CONTROLLEN);
  }

  /** How long the name is that a receive through {@link #msghdr} has left. */
  int getMsghdrNameLength() {
    return memory.getInt(MSGHDR + LinuxDef.MSGHDR_NAMELEN);
  }
}
