package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;

/**
 * The ways in which a call on a socket fails. The methods that take a descriptor leave it; if it
 * was closed meanwhile, that is the reason, whatever the kernel said.
 */
public final class Failures {
  private final LibC libc;
  private final DescriptorTable table;

  public Failures(LibC libc, DescriptorTable table) {
    this.libc = libc;
    this.table = table;
  }

  /** Leaves a descriptor after a failure. */
  public int leave(int fd, WinsockError error, Errno errno) {
    boolean closing = DescriptorTable.isClosing(table.leave(fd));
    return errno.fail(closing ? WinsockError.WSAEINTR : error);
  }

  /** A receive has failed. */
  public int transfer(int fd, int error, long word, Errno errno) {
    boolean nonBlocking = SocketKind.isNonBlocking(libc, fd, word);
    boolean datagram = (word & DescriptorTable.DATAGRAM) != 0;
    forgetReport(fd, datagram, error);
    return leave(fd, ErrnoTranslation.ofTransfer(error, nonBlocking, datagram), errno);
  }

  /** A send has failed. */
  public int send(int fd, int error, long word, Errno errno) {
    return error == LinuxDef.EPIPE
        ? leave(fd, brokenPipe(fd), errno)
        : transfer(fd, error, word, errno);
  }

  /** Translates the error of an overlapped send. */
  public WinsockError ofPendingSend(int fd, boolean datagram, int error) {
    return switch (error) {
      case LinuxDef.EPIPE -> brokenPipe(fd);
      case LinuxDef.EDESTADDRREQ -> WinsockError.WSAENOTCONN;
      default -> ofPendingReceive(fd, datagram, error);
    };
  }

  /** Translates the error of an overlapped receive. */
  public WinsockError ofPendingReceive(int fd, boolean datagram, int error) {
    forgetReport(fd, datagram, error);
    return ErrnoTranslation.ofTransfer(error, true, datagram);
  }

  /** Removes the ICMP answer that was just reported from the queue where Linux may also keep it. */
  private void forgetReport(int fd, boolean datagram, int error) {
    if (datagram && error == LinuxDef.ECONNREFUSED) {
      libc.recvmsg(
          fd, Scratch.get().msghdr(0, 0, 0), LinuxDef.MSG_ERRQUEUE | LinuxDef.MSG_DONTWAIT);
    }
  }

  /**
   * Linux says EPIPE when this side has ended sending, when the connection is gone, and when a TCP
   * socket was never connected. Only a socket that was connected has reached its end of reception.
   */
  private WinsockError brokenPipe(int fd) {
    long known = table.known(fd);
    if ((known & DescriptorTable.SEND_SHUT) != 0) {
      return WinsockError.WSAESHUTDOWN;
    }
    if ((known & DescriptorTable.CONNECTING) != 0) {
      return WinsockError.WSAENOTCONN; // and never will be: the connection has failed
    }
    Scratch scratch = Scratch.get();
    boolean ended =
        TimeLimits.await(libc, fd, LinuxDef.POLLRDHUP, 0, 0, scratch) && scratch.polledEnd();
    return ended ? WinsockError.WSAECONNRESET : WinsockError.WSAENOTCONN;
  }
}
