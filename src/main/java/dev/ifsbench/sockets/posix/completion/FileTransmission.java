package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaBuf;

/**
 * Sends a file by {@code sendfile}, with bytes before and after it. It is not for several threads
 * at once.
 */
final class FileTransmission {
  /** As an offset: the file's current position. */
  static final long CURRENT = -1;

  // The most that Linux sends in one call.
  private static final long MOST = 0x7ffff000;

  private final int fd;
  private final boolean nonBlocking;
  private final int file;
  private final WsaBuf head;
  private final WsaBuf tail;
  private final NativeMemory offset = new NativeMemory(Long.BYTES);
  private final boolean isCurrent;
  private long left;
  private int headDone;
  private int tailDone;
  private long done;

  /**
   * Makes one.
   *
   * @param fd the socket
   * @param nonBlocking whether it is non-blocking by itself
   * @param file the file's descriptor
   * @param offset where in the file to begin, or {@link #CURRENT}
   * @param count bytes of the file, 0 for all to its end
   * @param head what goes before the file
   * @param tail what goes after it
   */
  FileTransmission(
      int fd, boolean nonBlocking, int file, long offset, int count, WsaBuf head, WsaBuf tail) {
    this.fd = fd;
    this.nonBlocking = nonBlocking;
    this.file = file;
    this.head = head;
    this.tail = tail;
    isCurrent = offset == CURRENT;
    this.offset.putLong(0, offset);
    left = count == 0 ? Long.MAX_VALUE : Integer.toUnsignedLong(count);
  }

  /** Goes on; returns the total of bytes, a negated errno, or {@link PendingTransfer#PENDING}. */
  long attempt(LibC libc) {
    int result = BlockingMode.suspended(libc, fd, nonBlocking, () -> go(libc));
    if (result == -LinuxDef.EAGAIN) {
      return PendingTransfer.PENDING;
    }
    return result < 0 ? result : done;
  }

  private int go(LibC libc) {
    int error = 0;
    while (error == 0 && headDone < head.len) {
      long sent = send(libc, head, headDone);
      error = error(sent);
      headDone += (int) Math.max(sent, 0);
    }
    while (error == 0 && left > 0) {
      error = sendFile(libc);
    }
    while (error == 0 && tailDone < tail.len) {
      long sent = send(libc, tail, tailDone);
      error = error(sent);
      tailDone += (int) Math.max(sent, 0);
    }
    return -error;
  }

  private long send(LibC libc, WsaBuf buffer, int from) {
    int flags = LinuxDef.MSG_NOSIGNAL | LinuxDef.MSG_DONTWAIT;
    return counted(libc, libc.send(fd, buffer.buf + from, buffer.len - from, flags));
  }

  private int sendFile(LibC libc) {
    long at = isCurrent ? 0 : offset.address();
    long count = Math.min(left, MOST);
    long sent = counted(libc, libc.syscall(LinuxDef.SYS_SENDFILE, fd, file, at, count, 0, 0));
    left = sent == 0 ? 0 : left - Math.max(sent, 0); // the file ends here
    return error(sent);
  }

  private long counted(LibC libc, long moved) {
    if (moved < 0) {
      return -libc.errno();
    }
    done += moved;
    return moved;
  }

  private static int error(long moved) {
    return moved >= 0 || moved == -LinuxDef.EINTR ? 0 : (int) -moved;
  }
}
