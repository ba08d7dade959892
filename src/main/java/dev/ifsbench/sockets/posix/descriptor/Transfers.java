package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.Buffers;
import dev.ifsbench.sockets.SendRecv;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import java.lang.ref.Reference;

/**
 * Sending and receiving. One buffer costs one {@code send} or {@code recv}; several are gathered
 * and scattered by {@code sendmsg} and {@code recvmsg}. Only a thread's scratch memory is
 * allocated, once.
 */
public final class Transfers implements SendRecv {
  private final LibC libc;
  private final DescriptorTable table;
  private final Duplicates duplicates;
  private final Failures failures;
  private final NetworkEvents events;

  public Transfers(
      LibC libc,
      DescriptorTable table,
      Duplicates duplicates,
      Failures failures,
      NetworkEvents events) {
    this.libc = libc;
    this.table = table;
    this.duplicates = duplicates;
    this.failures = failures;
    this.events = events;
  }

  @Override
  public int send(long s, WsaBuf[] buffers, int count, int flags, Errno errno) {
    int linuxFlags = MessageFlags.ofSend(flags);
    WinsockError misuse = checkSend(buffers, count, linuxFlags);
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (!DescriptorTable.hasEntered(word, DescriptorTable.SOCKET)) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    int sent = send(fd, buffers, count, linuxFlags, 0, 0, word);
    if (sent < 0) {
      int error = sent == -LinuxDef.EDESTADDRREQ ? LinuxDef.ENOTCONN : errorOf(sent);
      notSent(fd, error, word);
      return failures.send(fd, error, word, errno);
    }
    return succeeded(fd, word, sent);
  }

  public int sendTo(
      long s, WsaBuf[] buffers, int count, int flags, NativeMemory to, int tolen, Errno errno) {
    int linuxFlags = MessageFlags.ofSend(flags);
    WinsockError misuse = checkSend(buffers, count, linuxFlags);
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (!DescriptorTable.hasEntered(word, DescriptorTable.SOCKET)) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    // A stream has its peer; Winsock ignores the address there.
    boolean addressed = to != null && (word & DescriptorTable.DATAGRAM) != 0;
    if (misuse == null && addressed) {
      misuse = Addresses.check(to, tolen, false);
    }
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    try {
      long address = addressed ? Addresses.toLinux(to) : 0;
      int length = addressed ? tolen : 0;
      int sent = send(fd, buffers, count, linuxFlags, address, length, word);
      if (sent < 0) {
        notSent(fd, errorOf(sent), word);
        return failures.send(fd, errorOf(sent), word, errno);
      }
      return succeeded(fd, word, sent);
    } finally {
      Reference.reachabilityFence(to);
    }
  }

  @Override
  public int recv(long s, WsaBuf[] buffers, int count, IntRef flags, Errno errno) {
    return recvFrom(s, buffers, count, flags, null, null, errno);
  }

  public int recvFrom(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef flags,
      NativeMemory from,
      IntRef fromlen,
      Errno errno) {
    WinsockError misuse = Buffers.checkReceive(buffers, count, flags, from, fromlen);
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (!DescriptorTable.hasEntered(word, DescriptorTable.SOCKET)) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    boolean datagram = (word & DescriptorTable.DATAGRAM) != 0;
    int linuxFlags = misuse == null ? MessageFlags.ofReceive(flags.value, datagram) : 0;
    // A stream has one sender; Winsock ignores the address there.
    boolean addressed = from != null && datagram;
    if (misuse == null && linuxFlags == MessageFlags.UNSUPPORTED) {
      misuse = WinsockError.WSAEOPNOTSUPP;
    }
    if (misuse == null && addressed && !Addresses.hasRoom(from, fromlen, word)) {
      misuse = WinsockError.WSAEFAULT;
    }
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    long begun = TimeLimits.begin(word, DescriptorTable.RECEIVE_LIMIT);
    int received;
    do {
      received = tryReceive(fd, buffers, count, linuxFlags, addressed);
    } while (received < 0 && goesOn(received, fd, word, DescriptorTable.RECEIVE_LIMIT, begun));
    if ((word & (DescriptorTable.CONNECTING | DescriptorTable.OBSERVED)) != 0) {
      called(fd, word, received);
    }
    if (received < 0) {
      return failures.transfer(fd, errorOf(received), word, errno);
    }
    long after = table.leave(fd);
    if (received == 0 && endedHere(after, errno)) {
      return Ws2Def.SOCKET_ERROR;
    }
    flags.value = 0;
    return datagram
        ? datagram(received, buffers, count, addressed, from, fromlen, errno)
        : received;
  }

  /** A receive has been made on a socket that was connecting, or whose events are recorded. */
  void called(int fd, long word, int received) {
    if (received >= 0) {
      connected(fd, word);
    }
    if ((word & DescriptorTable.OBSERVED) != 0) {
      events.received(fd);
    }
  }

  /** A send has failed. */
  void notSent(int fd, int error, long word) {
    if ((word & DescriptorTable.OBSERVED) != 0 && error == LinuxDef.EAGAIN) {
      events.sendBlocked(fd);
    }
  }

  /** A datagram of that many bytes has arrived, in the buffers as far as there is room. */
  private static int datagram(
      int length,
      WsaBuf[] buffers,
      int count,
      boolean addressed,
      NativeMemory from,
      IntRef fromlen,
      Errno errno) {
    if (addressed && !takeAddress(count, from, fromlen)) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    return length > capacity(buffers, count) ? errno.fail(WinsockError.WSAEMSGSIZE) : length;
  }

  /** Sends, signals or not; as {@link #trySend} says. */
  private int send(int fd, WsaBuf[] buffers, int count, int flags, long to, int tolen, long word) {
    long begun = TimeLimits.begin(word, DescriptorTable.SEND_LIMIT);
    int sent;
    do {
      sent = trySend(fd, buffers, count, flags, to, tolen);
    } while (sent < 0 && goesOn(sent, fd, word, DescriptorTable.SEND_LIMIT, begun));
    return sent;
  }

  /**
   * Whether to make a call again: there is time left after a signal, or the error that it reports
   * is ignored.
   */
  boolean goesOn(int result, int fd, long word, long limit, long begun) {
    return (result == -LinuxDef.EINTR || isUnwanted(result, word))
        && TimeLimits.resume(libc, fd, word, limit, begun);
  }

  private static boolean isUnwanted(int result, long word) {
    return result == -LinuxDef.ECONNREFUSED && (word & DescriptorTable.NO_RESETS) != 0;
  }

  /** The errno of a call that is not made again. If it is EINTR, there was no time left. */
  static int errorOf(int result) {
    return result == -LinuxDef.EINTR ? LinuxDef.ETIMEDOUT : -result;
  }

  int succeeded(int fd, long word, int transferred) {
    connected(fd, word);
    table.leave(fd);
    return transferred;
  }

  /** Data has moved: a non-blocking connect has succeeded, if there was one. */
  private void connected(int fd, long word) {
    if ((word & DescriptorTable.CONNECTING) != 0) {
      duplicates.learn(fd, word, DescriptorTable.CONNECTING, 0);
    }
  }

  /** Sends once; returns the bytes sent, or a negated errno. */
  private int trySend(int fd, WsaBuf[] buffers, int count, int flags, long to, int tolen) {
    // As an int, which fits because each buffer's length does: the compiler then knows in what
    // follows that it is not negative.
    int sent;
    if (count == 1) {
      WsaBuf buffer = buffers[0];
      sent =
          to == 0
              ? (int) libc.send(fd, buffer.buf, buffer.len, flags)
              : (int) libc.sendto(fd, buffer.buf, buffer.len, flags, to, tolen);
    } else {
      sent = (int) libc.sendmsg(fd, message(buffers, count, to, tolen), flags);
    }
    return sent < 0 ? -libc.errno() : sent;
  }

  /** Receives once; returns the bytes received, or a negated errno. */
  private int tryReceive(int fd, WsaBuf[] buffers, int count, int flags, boolean addressed) {
    int received;
    if (count > 1) {
      long name = addressed ? Scratch.get().address() : 0;
      int length = addressed ? LinuxDef.SIZEOF_SOCKADDR_STORAGE : 0;
      received = (int) libc.recvmsg(fd, message(buffers, count, name, length), flags);
    } else if (addressed) {
      Scratch scratch = Scratch.get();
      long length = scratch.addressLength();
      received =
          (int) libc.recvfrom(fd, buffers[0].buf, buffers[0].len, flags, scratch.address(), length);
    } else {
      received = (int) libc.recv(fd, buffers[0].buf, buffers[0].len, flags);
    }
    return received < 0 ? -libc.errno() : received;
  }

  /**
   * Whether a receive of no bytes is due to this process's own close or shutdown, and not to the
   * end of a stream or an empty datagram.
   */
  static boolean endedHere(long word, Errno errno) {
    if (DescriptorTable.isClosing(word)) {
      errno.set(WinsockError.WSAEINTR);
      return true;
    }
    if ((word & DescriptorTable.RECEIVE_SHUT) != 0) {
      errno.set(WinsockError.WSAESHUTDOWN);
      return true;
    }
    return false;
  }

  private static boolean takeAddress(int count, NativeMemory from, IntRef fromlen) {
    Scratch scratch = Scratch.get();
    int length = count > 1 ? scratch.getMsghdrNameLength() : scratch.getLength();
    return Addresses.toWinsock(scratch, length, from, fromlen);
  }

  private static long message(WsaBuf[] buffers, int count, long name, int namelen) {
    Scratch scratch = Scratch.get();
    for (int i = 0; i < count; i++) {
      scratch.putIovec(i, buffers[i].buf, buffers[i].len);
    }
    return scratch.msghdr(count, name, namelen);
  }

  /** What is wrong with a send's arguments, or null. */
  public static WinsockError checkSend(WsaBuf[] buffers, int count, int linuxFlags) {
    return linuxFlags == MessageFlags.UNSUPPORTED
        ? WinsockError.WSAEOPNOTSUPP
        : Buffers.check(buffers, count);
  }

  private static long capacity(WsaBuf[] buffers, int count) {
    long capacity = 0;
    for (int i = 0; i < count; i++) {
      capacity += buffers[i].len;
    }
    return capacity;
  }
}
