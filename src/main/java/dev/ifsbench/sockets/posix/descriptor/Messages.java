package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.Buffers;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.extension.WsaMsg;

/**
 * Datagrams with control data. A stream has none: its bytes are sent and received by {@link
 * Transfers}. Nothing is allocated.
 */
public final class Messages {
  private final LibC libc;
  private final DescriptorTable table;
  private final Failures failures;
  private final Transfers transfers;

  public Messages(LibC libc, DescriptorTable table, Failures failures, Transfers transfers) {
    this.libc = libc;
    this.table = table;
    this.failures = failures;
    this.transfers = transfers;
  }

  public int send(long s, WsaMsg message, int flags, Errno errno) {
    NativeMemory to = message.name;
    int tolen = message.namelen.value;
    WsaBuf[] buffers = message.buffers;
    int count = message.bufferCount;
    if (message.controlLength.value == 0) {
      return transfers.sendTo(s, buffers, count, flags, to, tolen, errno);
    }
    int linuxFlags = MessageFlags.ofSend(flags);
    WinsockError misuse = Transfers.checkSend(buffers, count, linuxFlags);
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (!DescriptorTable.hasEntered(word, DescriptorTable.SOCKET)) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    misuse = misuse == null && to != null ? Addresses.check(to, tolen, false) : misuse;
    misuse = misuse == null ? checkControl(message, word) : misuse;
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    long begun = TimeLimits.begin(word, DescriptorTable.SEND_LIMIT);
    int sent;
    do {
      sent = trySend(fd, message, linuxFlags);
    } while (sent < 0 && transfers.goesOn(sent, fd, word, DescriptorTable.SEND_LIMIT, begun));
    NativeMemory.keep(to);
    if (sent < 0) {
      transfers.notSent(fd, Transfers.errorOf(sent), word);
      return failures.send(fd, Transfers.errorOf(sent), word, errno);
    }
    return transfers.succeeded(fd, word, sent);
  }

  /** What is wrong with the control data for this socket, or null. */
  public static WinsockError checkControl(WsaMsg message, long word) {
    boolean none = message.controlLength.value == 0;
    return none || (word & DescriptorTable.DATAGRAM) != 0
        ? ControlData.check(message)
        : WinsockError.WSAEOPNOTSUPP;
  }

  private int trySend(int fd, WsaMsg message, int flags) {
    Scratch scratch = Scratch.get();
    long name = message.name == null ? 0 : Addresses.toLinux(message.name);
    int namelen = message.name == null ? 0 : message.namelen.value;
    putBuffers(scratch, message);
    long header = scratch.msghdr(message.bufferCount, name, namelen);
    scratch.putControl(ControlData.toLinux(message, scratch.memory, Scratch.CONTROL));
    int sent = (int) libc.sendmsg(fd, header, flags);
    return sent < 0 ? -libc.errno() : sent;
  }

  public int recv(long s, WsaMsg message, Errno errno) {
    IntRef fromlen = message.name == null ? null : message.namelen;
    WsaBuf[] buffers = message.buffers;
    int count = message.bufferCount;
    IntRef flags = message.flags;
    WinsockError misuse = Buffers.checkReceive(buffers, count, flags, message.name, fromlen);
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (!DescriptorTable.hasEntered(word, DescriptorTable.SOCKET)) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    if ((word & DescriptorTable.DATAGRAM) == 0) {
      table.leave(fd);
      message.controlLength.value = 0;
      return transfers.recvFrom(s, buffers, count, flags, message.name, fromlen, errno);
    }
    int linuxFlags = misuse == null ? MessageFlags.ofReceive(flags.value, true) : 0;
    if (misuse == null && linuxFlags == MessageFlags.UNSUPPORTED) {
      misuse = WinsockError.WSAEOPNOTSUPP;
    }
    if (misuse == null && !Addresses.hasRoom(message.name, fromlen, word)) {
      misuse = WinsockError.WSAEFAULT;
    }
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    long begun = TimeLimits.begin(word, DescriptorTable.RECEIVE_LIMIT);
    int received;
    do {
      received = tryReceive(fd, message, linuxFlags);
    } while (received < 0
        && transfers.goesOn(received, fd, word, DescriptorTable.RECEIVE_LIMIT, begun));
    transfers.called(fd, word, received);
    if (received < 0) {
      return failures.transfer(fd, Transfers.errorOf(received), word, errno);
    }
    long after = table.leave(fd);
    if (received == 0 && Transfers.endedHere(after, errno)) {
      return Ws2Def.SOCKET_ERROR;
    }
    return received(received, message, errno);
  }

  private int tryReceive(int fd, WsaMsg message, int flags) {
    Scratch scratch = Scratch.get();
    putBuffers(scratch, message);
    long header =
        scratch.msghdr(message.bufferCount, scratch.address(), LinuxDef.SIZEOF_SOCKADDR_STORAGE);
    scratch.putControl(ControlData.ROOM);
    int received = (int) libc.recvmsg(fd, header, flags);
    return received < 0 ? -libc.errno() : received;
  }

  private static void putBuffers(Scratch scratch, WsaMsg message) {
    for (int i = 0; i < message.bufferCount; i++) {
      scratch.putIovec(i, message.buffers[i].buf, message.buffers[i].len);
    }
  }

  private static int received(int length, WsaMsg message, Errno errno) {
    Scratch scratch = Scratch.get();
    IntRef fromlen = message.name == null ? null : message.namelen;
    if (!Addresses.toWinsock(scratch, scratch.getMsghdrNameLength(), message.name, fromlen)) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    message.flags.value = 0;
    ControlData.toWinsock(
        scratch.memory, Scratch.CONTROL, scratch.getMsghdrControlLength(), message);
    if (length > WsaBuf.total(message.buffers, message.bufferCount)) {
      message.flags.value |= WsaMsg.MSG_TRUNC;
      return errno.fail(WinsockError.WSAEMSGSIZE);
    }
    return length;
  }
}
