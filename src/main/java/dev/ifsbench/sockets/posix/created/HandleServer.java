package dev.ifsbench.sockets.posix.created;

import dev.ifsbench.sockets.HandleOwner;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.SystemCalls;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;

/**
 * Serves one direction of a {@link CreatedHandle}: takes a request off this process's end, has the
 * owner do it, and answers. For one thread; it allocates nothing except a larger buffer when one is
 * needed.
 */
final class HandleServer {
  /** The most bytes of one message. */
  static final int PIECE = 64 * 1024;

  private static final int NO_MORE = -1;

  private final LibC libc;
  private final int handle;
  private final HandleOwner owner;
  private final Scratch scratch = Scratch.get();
  private final Errno errno = new Errno();
  private NativeMemory buffer;

  HandleServer(LibC libc, int handle, HandleOwner owner, int bufferSize) {
    this.libc = libc;
    this.handle = handle;
    this.owner = owner;
    buffer = new NativeMemory(bufferSize);
  }

  /** Waits for a demand: how many bytes, or {@link #NO_MORE}. */
  int nextDemand(int from) {
    return SystemCalls.read(libc, from, scratch.option(), Integer.BYTES) == Integer.BYTES
        ? scratch.getOptionInt(0)
        : NO_MORE;
  }

  /** Lets the owner receive once; returns the bytes received, or a negative number. */
  int receive(int length) {
    if (buffer.size() < length) {
      buffer = new NativeMemory(length);
    }
    errno.clear();
    return owner.recv(handle, buffer.address(), length, errno);
  }

  /** Sends the reader what was received; an empty message if that is nothing, or an error. */
  void reply(int to, int received) {
    int done = 0;
    long sent;
    do {
      int piece = Math.min(received - done, PIECE);
      sent = SystemCalls.send(libc, to, buffer.address() + done, Math.max(piece, 0));
      done += piece;
    } while (sent >= 0 && done < received);
  }

  /**
   * Waits for data that is written; returns how many bytes, or a negative number when no more can
   * come.
   */
  int nextWrite(int from) {
    return (int) SystemCalls.read(libc, from, buffer.address(), buffer.size());
  }

  /** Lets the owner send the bytes, all of them unless it fails; returns how many were sent. */
  int send(int length) {
    errno.clear();
    int done = 0;
    int sent;
    do {
      sent = owner.send(handle, buffer.address() + done, length - done, errno);
      done += Math.max(sent, 0);
    } while (sent > 0 && done < length);
    return done;
  }

  /** Tells the writer how much was sent, or why nothing was. */
  void acknowledge(int to, int sent) {
    scratch.putOptionInt(0, sent);
    scratch.putOptionInt(Integer.BYTES, sent > 0 ? WinsockError.NO_ERROR.code() : errorCode());
    SystemCalls.send(libc, to, scratch.option(), 2 * Integer.BYTES);
  }

  /** The owner's last error, 0 if it succeeded. */
  int errorCode() {
    return errno.get().code();
  }
}
