package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;

/**
 * Event objects, each an {@code eventfd}: the smallest kernel object that has a descriptor number.
 * An event is set while its counter is not zero.
 */
public final class EventFds {
  private static final NativeMemory ONE = new NativeMemory(Long.BYTES);

  static {
    ONE.putLong(0, 1);
  }

  private final LibC libc;
  private final DescriptorTable table;

  public EventFds(LibC libc, DescriptorTable table) {
    this.libc = libc;
    this.table = table;
  }

  public long createEvent(Errno errno) {
    int fd = create();
    if (fd < 0) {
      errno.set(ErrnoTranslation.ofEvent(-fd));
      return Ws2Def.WSA_INVALID_EVENT;
    }
    return fd;
  }

  /** Whether a value is an open event. */
  public boolean isEvent(long event) {
    boolean open = table.enter(event, DescriptorTable.EVENT) != DescriptorTable.REFUSED;
    if (open) {
      table.leave((int) event);
    }
    return open;
  }

  public boolean setEvent(long event, Errno errno) {
    if (table.enter(event, DescriptorTable.EVENT) == DescriptorTable.REFUSED) {
      return invalid(errno);
    }
    int fd = (int) event;
    boolean done = signal(fd);
    table.leave(fd);
    return done || invalid(errno);
  }

  public boolean resetEvent(long event, Errno errno) {
    if (table.enter(event, DescriptorTable.EVENT) == DescriptorTable.REFUSED) {
      return invalid(errno);
    }
    int fd = (int) event;
    // One read takes the whole count, however often the event was set.
    boolean done =
        libc.read(fd, Scratch.get().option(), Long.BYTES) > 0 || libc.errno() == LinuxDef.EAGAIN;
    table.leave(fd);
    return done || invalid(errno);
  }

  public boolean awaitEvent(long event, int timeoutMillis, Errno errno) {
    if (table.enter(event, DescriptorTable.EVENT) == DescriptorTable.REFUSED) {
      return invalid(errno);
    }
    int fd = (int) event;
    long nanos = timeoutMillis < 0 ? -1 : timeoutMillis * 1_000_000L;
    Scratch scratch = Scratch.get();
    boolean set = TimeLimits.await(libc, fd, LinuxDef.POLLIN, System.nanoTime(), nanos, scratch);
    if (DescriptorTable.isClosing(table.leave(fd))) {
      return invalid(errno);
    }
    if (!set) {
      errno.clear();
    }
    return set;
  }

  public boolean closeEvent(long event, Errno errno) {
    return close(event) || invalid(errno);
  }

  /** Makes an event; returns its descriptor, or a negated errno. */
  private int create() {
    int fd = libc.eventfd(0, LinuxDef.EFD_CLOEXEC | LinuxDef.EFD_NONBLOCK);
    fd = fd < 0 ? -libc.errno() : Descriptors.aboveZero(libc, fd);
    if (fd > 0) {
      table.opened(fd, DescriptorTable.EVENT);
    }
    return fd;
  }

  private boolean close(long event) {
    if (table.enter(event, DescriptorTable.EVENT) == DescriptorTable.REFUSED) {
      return false;
    }
    int fd = (int) event;
    long word = table.beginClose(fd);
    if (word != DescriptorTable.REFUSED && DescriptorTable.hasOthersInFlight(word)) {
      signal(fd); // threads that wait for it return now
    }
    table.leave(fd);
    return word != DescriptorTable.REFUSED;
  }

  private boolean signal(int fd) {
    // A full counter is a set event, too.
    return libc.write(fd, ONE.address(), Long.BYTES) > 0 || libc.errno() == LinuxDef.EAGAIN;
  }

  private static boolean invalid(Errno errno) {
    errno.set(WinsockError.WSA_INVALID_HANDLE);
    return false;
  }
}
