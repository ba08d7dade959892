package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.Addresses;
import dev.ifsbench.sockets.posix.descriptor.ErrnoTranslation;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.extension.AcceptExAddress;

/**
 * Puts an accepted connection behind an existing socket's descriptor. The kernel accepts into new
 * descriptors only; the new one's open file takes the place of the old one's.
 */
final class AcceptOpening implements Opening {
  private final PendingOperations operations;
  private final int listener;
  private final boolean listenerNonBlocking;
  private final int accepted;
  private final int flags;
  private final NativeMemory output;
  private final int local;
  private final int localLength;
  private final int remoteLength;

  AcceptOpening(
      PendingOperations operations,
      int listener,
      boolean listenerNonBlocking,
      int accepted,
      boolean acceptedNonBlocking,
      NativeMemory output,
      int dataLength,
      int localLength,
      int remoteLength) {
    this.operations = operations;
    this.listener = listener;
    this.listenerNonBlocking = listenerNonBlocking;
    this.accepted = accepted;
    flags = LinuxDef.SOCK_CLOEXEC | (acceptedNonBlocking ? LinuxDef.SOCK_NONBLOCK : 0);
    this.output = output;
    local = dataLength;
    this.localLength = localLength;
    this.remoteLength = remoteLength;
  }

  @Override
  public long attempt(LibC libc) {
    Scratch scratch = Scratch.get();
    int fd =
        BlockingMode.suspended(
            libc,
            listener,
            listenerNonBlocking,
            () -> {
              int got = libc.accept4(listener, scratch.address(), scratch.addressLength(), flags);
              return got < 0 ? -libc.errno() : got;
            });
    if (fd == -LinuxDef.EAGAIN || fd == -LinuxDef.EINTR) {
      return PendingTransfer.PENDING;
    }
    if (fd < 0) {
      return fd;
    }
    boolean fits = put(scratch, local + localLength, remoteLength);
    libc.getsockname(fd, scratch.address(), scratch.addressLength());
    fits &= put(scratch, local, localLength);
    int error = fits ? operations.replace(accepted, fd) : LinuxDef.EFAULT;
    libc.close(fd);
    return -error;
  }

  private boolean put(Scratch scratch, int offset, int size) {
    return AcceptExAddress.put(
        output,
        offset,
        size,
        (room, length) -> Addresses.toWinsock(scratch, scratch.getLength(), room, length));
  }

  @Override
  public WinsockError translate(int errno) {
    return ErrnoTranslation.ofAccept(errno, true);
  }
}
