package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.Addresses;
import dev.ifsbench.sockets.posix.descriptor.ErrnoTranslation;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.sockets.posix.descriptor.TimeLimits;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;

/**
 * Connects without waiting. The first attempt begins it, and the address is not needed after that.
 */
final class ConnectOpening implements Opening {
  private final int fd;
  private final boolean nonBlocking;
  private final Runnable begun;
  private final Runnable connected;
  private NativeMemory name;
  private final int namelen;

  /**
   * Makes one.
   *
   * @param begun what to do when the connect has begun
   * @param connected what to do when the connection is made
   */
  ConnectOpening(
      int fd,
      boolean nonBlocking,
      NativeMemory name,
      int namelen,
      Runnable begun,
      Runnable connected) {
    this.fd = fd;
    this.nonBlocking = nonBlocking;
    this.name = new NativeMemory(namelen);
    this.name.putBytes(0, name.getBytes(0, namelen));
    this.namelen = namelen;
    this.begun = begun;
    this.connected = connected;
  }

  @Override
  public long attempt(LibC libc) {
    int error = name != null ? begin(libc) : end(libc);
    if (error == LinuxDef.EINPROGRESS) {
      return PendingTransfer.PENDING;
    }
    if (error == 0) {
      connected.run();
    }
    return -error;
  }

  private int begin(LibC libc) {
    int result =
        BlockingMode.suspended(
            libc,
            fd,
            nonBlocking,
            () -> libc.connect(fd, Addresses.toLinux(name), namelen) < 0 ? -libc.errno() : 0);
    NativeMemory.keep(name);
    name = null;
    if (result == -LinuxDef.EINPROGRESS || result == -LinuxDef.EINTR) {
      begun.run();
      return end(libc);
    }
    return -result;
  }

  /** The outcome of the connect; EINPROGRESS while it goes on. */
  private int end(LibC libc) {
    Scratch scratch = Scratch.get();
    if (!TimeLimits.await(libc, fd, LinuxDef.POLLOUT, 0, 0, scratch)) {
      return LinuxDef.EINPROGRESS;
    }
    int error = scratch.intOption(libc, fd, LinuxDef.SOL_SOCKET, LinuxDef.SO_ERROR);
    return error < 0 ? libc.errno() : error;
  }

  @Override
  public WinsockError translate(int errno) {
    return ErrnoTranslation.ofConnect(errno, true);
  }
}
