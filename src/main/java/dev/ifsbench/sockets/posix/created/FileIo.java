package dev.ifsbench.sockets.posix.created;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Duplicates;
import dev.ifsbench.sockets.posix.descriptor.Failures;
import dev.ifsbench.sockets.posix.descriptor.TimeLimits;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;

/**
 * {@code ReadFile} and {@code WriteFile}. On a socket they are {@code read(2)} and {@code write(2)}
 * of the socket itself, and nothing else; on a created handle the same calls, which reach the
 * handle's owner, see {@link CreatedHandle}.
 */
public final class FileIo {
  private final LibC libc;
  private final DescriptorTable table;
  private final Duplicates duplicates;
  private final Failures failures;
  private final CreatedHandles created;

  public FileIo(
      LibC libc,
      DescriptorTable table,
      Duplicates duplicates,
      Failures failures,
      CreatedHandles created) {
    this.libc = libc;
    this.table = table;
    this.duplicates = duplicates;
    this.failures = failures;
    this.created = created;
  }

  public int read(long handle, long address, int length, Errno errno) {
    if (!isBuffer(address, length)) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    long word = table.enter(handle, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return length == 0 ? 0 : created.read(handle, address, length, errno);
    }
    int fd = (int) handle;
    long begun = TimeLimits.begin(word, DescriptorTable.RECEIVE_LIMIT);
    long received;
    do {
      received = libc.read(fd, address, length);
      received = received < 0 ? -libc.errno() : received;
    } while (received == -LinuxDef.EINTR && mayGoOn(fd, word, true, begun));
    if (received < 0) {
      return aborted(failures.transfer(fd, error(received), word, errno), errno);
    }
    connected(fd, word);
    long after = table.leave(fd);
    return received == 0 && length > 0 && isEndedHere(after, errno)
        ? Ws2Def.SOCKET_ERROR
        : (int) received;
  }

  public int write(long handle, long address, int length, Errno errno) {
    if (!isBuffer(address, length)) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    long word = table.enter(handle, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return created.write(handle, address, length, errno);
    }
    int fd = (int) handle;
    long begun = TimeLimits.begin(word, DescriptorTable.SEND_LIMIT);
    long sent;
    do {
      sent = libc.write(fd, address, length);
      sent = sent < 0 ? -libc.errno() : sent;
    } while (sent == -LinuxDef.EINTR && mayGoOn(fd, word, false, begun));
    if (sent < 0) {
      return aborted(failures.send(fd, error(sent), word, errno), errno);
    }
    connected(fd, word);
    table.leave(fd);
    return (int) sent;
  }

  private static boolean isBuffer(long address, int length) {
    return length >= 0 && (address != 0 || length == 0);
  }

  private boolean mayGoOn(int fd, long word, boolean receiving, long begun) {
    long limit = receiving ? DescriptorTable.RECEIVE_LIMIT : DescriptorTable.SEND_LIMIT;
    return TimeLimits.resume(libc, fd, word, limit, begun);
  }

  private static int error(long negated) {
    int error = (int) -negated;
    return switch (error) {
      case LinuxDef.EINTR -> LinuxDef.ETIMEDOUT;
      case LinuxDef.EDESTADDRREQ -> LinuxDef.ENOTCONN;
      default -> error;
    };
  }

  private void connected(int fd, long word) {
    if ((word & DescriptorTable.CONNECTING) != 0) {
      duplicates.learn(fd, word, DescriptorTable.CONNECTING, 0);
    }
  }

  /** I/O whose handle is closed is aborted; only socket calls are interrupted. */
  private static int aborted(int result, Errno errno) {
    if (errno.get() == WinsockError.WSAEINTR) {
      errno.set(WinsockError.WSA_OPERATION_ABORTED);
    }
    return result;
  }

  /**
   * Whether a read of no bytes is due to this process's own close or shutdown, and not to the end
   * of the stream.
   */
  private static boolean isEndedHere(long word, Errno errno) {
    if (DescriptorTable.isClosing(word)) {
      errno.set(WinsockError.WSA_OPERATION_ABORTED);
      return true;
    }
    if ((word & DescriptorTable.RECEIVE_SHUT) != 0) {
      errno.set(WinsockError.WSAESHUTDOWN);
      return true;
    }
    return false;
  }
}
