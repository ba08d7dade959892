package dev.ifsbench.sockets.posix.completion;

import dev.ifsbench.sockets.SocketExtensions;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.sockets.posix.descriptor.Addresses;
import dev.ifsbench.sockets.posix.descriptor.ConnectTimes;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Duplicates;
import dev.ifsbench.sockets.posix.descriptor.ErrnoTranslation;
import dev.ifsbench.sockets.posix.descriptor.Failures;
import dev.ifsbench.sockets.posix.descriptor.MessageFlags;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.sockets.posix.descriptor.SocketKind;
import dev.ifsbench.sockets.posix.descriptor.TimeLimits;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.extension.AcceptExAddress;

/** Connections made and ended by overlapped operations on the kernel's sockets. */
public final class PosixExtensions implements SocketExtensions {
  private static final long FAMILY = DescriptorTable.INET | DescriptorTable.INET6;
  private static final long OF_CONNECTION =
      DescriptorTable.CONNECTING
          | DescriptorTable.RECEIVE_SHUT
          | DescriptorTable.SEND_SHUT
          | DescriptorTable.NO_CONTEXT;

  private final LibC libc;
  private final DescriptorTable table;
  private final Duplicates duplicates;
  private final Failures failures;
  private final ConnectTimes times;
  private final PosixOverlapped io;

  /**
   * Makes the functions.
   *
   * @param io carries out the operations
   */
  public PosixExtensions(
      LibC libc,
      DescriptorTable table,
      Duplicates duplicates,
      Failures failures,
      ConnectTimes times,
      PosixOverlapped io) {
    this.libc = libc;
    this.table = table;
    this.duplicates = duplicates;
    this.failures = failures;
    this.times = times;
    this.io = io;
  }

  @Override
  public int acceptEx(
      long listener,
      long accepted,
      NativeMemory output,
      int dataLength,
      int localLength,
      int remoteLength,
      IntRef received,
      WsaOverlapped overlapped,
      Errno errno) {
    long listenerWord = table.enter(listener, DescriptorTable.SOCKET);
    if (listenerWord == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int from = (int) listener;
    long word = table.enter(accepted, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return failures.leave(from, WinsockError.WSAENOTSOCK, errno);
    }
    int to = (int) accepted;
    WinsockError misuse = checkAccept(from, listenerWord, to, word);
    if (misuse == null
        && !AcceptExAddress.hasRoom(output, dataLength, localLength, remoteLength, errno)) {
      misuse = errno.get();
    }
    if (misuse == null && overlapped == null) {
      misuse = WinsockError.WSA_INVALID_PARAMETER;
    }
    if (misuse != null) {
      table.leave(to);
      return failures.leave(from, misuse, errno);
    }
    AcceptOpening opening =
        new AcceptOpening(
            io.operations(),
            from,
            SocketKind.isNonBlocking(libc, from, listenerWord),
            to,
            SocketKind.isNonBlocking(libc, to, word),
            output,
            dataLength,
            localLength,
            remoteLength);
    return new PendingAccept(
            io, table, from, to, output, dataLength, overlapped, () -> connected(to, word))
        .start(opening, received, errno);
  }

  private WinsockError checkAccept(int listener, long listenerWord, int accepted, long word) {
    if (((listenerWord | word) & DescriptorTable.DATAGRAM) != 0) {
      return WinsockError.WSAEOPNOTSUPP;
    }
    boolean fits =
        SocketKind.isListening(libc, listener)
            && !SocketKind.isListening(libc, accepted)
            && !SocketKind.isConnected(libc, accepted)
            && (listenerWord & FAMILY) == (word & FAMILY)
            && (word & DescriptorTable.SHARED) == 0;
    return fits ? null : WinsockError.WSAEINVAL;
  }

  private void connected(int fd, long word) {
    duplicates.learn(fd, word, OF_CONNECTION, DescriptorTable.NO_CONTEXT);
    times.connected(fd);
  }

  private boolean isBound(int fd, long word) {
    Scratch scratch = Scratch.get();
    if (libc.getsockname(fd, scratch.address(), scratch.addressLength()) < 0) {
      return false;
    }
    return (word & FAMILY) != 0
        ? scratch.getAddressPort() != 0
        : scratch.getLength() > LinuxDef.SOCKADDR_IN_PORT;
  }

  @Override
  public int connectEx(
      long s,
      NativeMemory name,
      int namelen,
      NativeMemory data,
      int dataLength,
      IntRef sent,
      WsaOverlapped overlapped,
      Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    WinsockError misuse = checkConnect(fd, word, name, namelen);
    boolean sends = data != null && dataLength != 0;
    if (misuse == null && sends && (dataLength < 0 || dataLength > data.size())) {
      misuse = WinsockError.WSAEFAULT;
    }
    if (misuse == null && overlapped == null) {
      misuse = WinsockError.WSA_INVALID_PARAMETER;
    }
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    PendingTransfer operation = io.operations().take();
    WsaBuf[] buffers = {new WsaBuf(sends ? data.address() : 0, sends ? dataLength : 0)};
    operation.toSend(fd, false, MessageFlags.ofSend(0), buffers, sends ? 1 : 0);
    operation.opening =
        new ConnectOpening(
            fd,
            SocketKind.isNonBlocking(libc, fd, word),
            name,
            namelen,
            () -> duplicates.learn(fd, word, 0, DescriptorTable.CONNECTING),
            () -> connected(fd, word));
    return io.operations().start(operation, sent, overlapped, errno);
  }

  private WinsockError checkConnect(int fd, long word, NativeMemory name, int namelen) {
    if ((word & DescriptorTable.DATAGRAM) != 0) {
      return WinsockError.WSAEOPNOTSUPP;
    }
    WinsockError misuse = Addresses.check(name, namelen, false);
    if (misuse != null) {
      return misuse;
    }
    if (SocketKind.isConnected(libc, fd)) {
      return WinsockError.WSAEISCONN;
    }
    return isBound(fd, word) && !SocketKind.isListening(libc, fd) ? null : WinsockError.WSAEINVAL;
  }

  @Override
  public int disconnectEx(long s, WsaOverlapped overlapped, boolean reuse, Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    WinsockError misuse = checkDisconnect(fd, word, reuse);
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    io.operations().abort(fd, null);
    duplicates.learn(fd, word, 0, DescriptorTable.RECEIVE_SHUT | DescriptorTable.SEND_SHUT);
    libc.shutdown(fd, LinuxDef.SHUT_RDWR); // a peer that has gone first is fine
    int error = reuse ? renew(fd, word) : 0;
    if (error != 0) {
      return failures.leave(fd, ErrnoTranslation.of(error), errno);
    }
    times.forget(fd);
    if (overlapped != null) {
      io.begin(overlapped);
      overlapped.setOffset(0);
      overlapped.setOffsetHigh(0);
      io.completeAtOnce(fd, overlapped, 0);
    }
    table.leave(fd);
    return 0;
  }

  @Override
  public int transmitFile(
      long s,
      long file,
      int count,
      WsaBuf head,
      WsaBuf tail,
      WsaOverlapped overlapped,
      Errno errno) {
    long word = table.enter(s, DescriptorTable.SOCKET);
    if (word == DescriptorTable.REFUSED) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) s;
    WinsockError misuse = checkTransmit(fd, word, file);
    if (misuse != null) {
      return failures.leave(fd, misuse, errno);
    }
    long offset =
        overlapped == null
            ? FileTransmission.CURRENT
            : Integer.toUnsignedLong(overlapped.offset()) | (long) overlapped.offsetHigh() << 32;
    boolean nonBlocking = SocketKind.isNonBlocking(libc, fd, word);
    FileTransmission transmission =
        new FileTransmission(fd, nonBlocking, (int) file, offset, count, head, tail);
    if (overlapped == null) {
      return transmit(fd, word, transmission, errno);
    }
    PendingTransfer operation = io.operations().take();
    operation.toSend(fd, false, MessageFlags.ofSend(0), new WsaBuf[0], 0);
    operation.transmission = transmission;
    return io.operations().start(operation, null, overlapped, errno);
  }

  private WinsockError checkTransmit(int fd, long word, long file) {
    if ((word & DescriptorTable.DATAGRAM) != 0 || !SocketKind.isConnected(libc, fd)) {
      return WinsockError.WSAENOTCONN;
    }
    return file < 0 || file > Integer.MAX_VALUE || libc.fcntl((int) file, LinuxDef.F_GETFD, 0) < 0
        ? WinsockError.WSA_INVALID_HANDLE
        : null;
  }

  private int transmit(int fd, long word, FileTransmission transmission, Errno errno) {
    long sent = transmission.attempt(libc);
    while (sent == PendingTransfer.PENDING) {
      TimeLimits.await(libc, fd, LinuxDef.POLLOUT, 0, -1, Scratch.get());
      sent = transmission.attempt(libc);
    }
    if (sent < 0) {
      return failures.send(fd, (int) -sent, word, errno);
    }
    table.leave(fd);
    return 0;
  }

  private WinsockError checkDisconnect(int fd, long word, boolean reuse) {
    if ((word & DescriptorTable.DATAGRAM) != 0) {
      return WinsockError.WSAEOPNOTSUPP;
    }
    if (!SocketKind.isConnected(libc, fd)) {
      return WinsockError.WSAENOTCONN;
    }
    return reuse && (word & DescriptorTable.SHARED) != 0 ? WinsockError.WSAEINVAL : null;
  }

  /** Puts a new socket of the same kind behind the descriptor; 0 or an errno. */
  private int renew(int fd, long word) {
    int domain = Scratch.get().intOption(libc, fd, LinuxDef.SOL_SOCKET, LinuxDef.SO_DOMAIN);
    int mode = SocketKind.isNonBlocking(libc, fd, word) ? LinuxDef.SOCK_NONBLOCK : 0;
    int fresh = libc.socket(domain, LinuxDef.SOCK_STREAM | LinuxDef.SOCK_CLOEXEC | mode, 0);
    if (fresh < 0) {
      return libc.errno();
    }
    int error = io.operations().replace(fd, fresh);
    libc.close(fresh);
    if (error == 0) {
      long limits = DescriptorTable.RECEIVE_LIMIT | DescriptorTable.SEND_LIMIT;
      duplicates.learn(fd, word, OF_CONNECTION | limits, 0);
    }
    return error;
  }
}
