package dev.ifsbench.ws2;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.event.CloseSocketEvent;

/**
 * The application's sockets, from the moment they are handed out until they are closed: by the
 * application, or by the last clean-up. All methods may be called by any thread.
 */
final class OpenSockets {
  private final NativeSockets system;
  private final HandleMap<HandleEntry> handles;
  private final StartCount starts;
  private final long table;

  OpenSockets(NativeSockets system, HandleMap<HandleEntry> handles, StartCount starts, long table) {
    this.system = system;
    this.handles = handles;
    this.starts = starts;
    this.table = table;
  }

  /**
   * Hands a new socket out: from here on the last clean-up closes it. If that has come already, the
   * socket is closed here.
   *
   * @param s the socket, or {@link Ws2Def#INVALID_SOCKET}, which is returned as it is
   * @param life the life that the socket was opened in
   * @param procedures those of the provider that has opened it
   * @param errno out: {@code WSANOTINITIALISED} if the life is over
   * @return the socket, or {@link Ws2Def#INVALID_SOCKET}
   */
  long handOut(long s, int life, ProcedureTable procedures, Errno errno) {
    if (s == Ws2Def.INVALID_SOCKET) {
      return s;
    }
    HandleEntry handedOut = mark(s, life);
    if (starts.isInLife(life)) {
      return s;
    }
    if (handedOut != null) {
      closeIfHandedOut(handedOut);
    } else {
      // The clean-up closes what was handed out, and nobody else knows of this socket.
      procedures.wspCloseSocket().invoke(s, errno);
    }
    errno.set(WinsockError.WSANOTINITIALISED);
    return Ws2Def.INVALID_SOCKET;
  }

  /**
   * Marks a socket as handed out; its entry, or null if nobody has announced it or life is over.
   */
  private HandleEntry mark(long s, int life) {
    HandleEntry entry = handles.get(s);
    while (entry != null && starts.isInLife(life)) {
      HandleEntry marked = entry.asApiSocket();
      if (handles.replace(s, entry, marked)) {
        return marked;
      }
      entry = handles.get(s);
    }
    return null;
  }

  /** Closes a socket whose entry in the table says that it is being closed. */
  int close(HandleEntry closing, Errno errno) {
    long s = closing.handle();
    CloseSocketEvent event = CloseSocketEvent.start();
    int result = closing.procedures().wspCloseSocket().invoke(s, errno);
    if (result == Ws2Def.SOCKET_ERROR && errno.isClear()) {
      errno.set(WinsockError.WSASYSCALLFAILURE);
    }
    if (event != null) {
      CatalogEntry owner = closing.owner();
      event.finish(
          table,
          owner.id(),
          owner.info().protocolName(),
          s,
          result == 0 ? WinsockError.NO_ERROR : errno.get());
    }
    boolean gone = result == 0 || errno.get() == WinsockError.WSAENOTSOCK;
    if (!gone) {
      handles.replace(s, closing, closing.open());
    } else if (!closing.isCreated()) {
      // A created handle leaves the table by WPUCloseSocketHandle, when its layer is done with it.
      removeClosed(closing);
    }
    return result;
  }

  // A base provider may have announced the handle again meanwhile. In the number's next life the
  // entry is that socket's and stays; otherwise it is this socket's, and this socket is gone.
  private void removeClosed(HandleEntry closing) {
    long s = closing.handle();
    if (handles.replace(s, closing, null)) {
      return;
    }
    HandleEntry later = handles.get(s);
    if (later != null && !system.isOpen(s)) {
      handles.replace(s, later, null);
    }
  }

  /**
   * Closes a socket that the application has left open. A layer closes the sockets below its own by
   * itself; the number of one that it closed long ago may still be in the table, and somebody
   * else's by now.
   */
  void closeIfHandedOut(HandleEntry seen) {
    HandleEntry entry = seen;
    // It fails while a provider announces the socket again, and the new entry is the one to close.
    while (entry != null && entry.isApiSocket() && !closeIfPresent(entry)) {
      entry = handles.get(entry.handle());
    }
  }

  /** Closes a socket, unless its entry is not there any more; then false. */
  private boolean closeIfPresent(HandleEntry entry) {
    if (entry.isClosing()) {
      return true;
    }
    HandleEntry closing = entry.closing();
    boolean present = handles.replace(entry.handle(), entry, closing);
    if (present) {
      close(closing, new Errno());
    }
    return present;
  }

  /**
   * Takes an entry out of the table after all providers have ended. A created handle leaves the
   * table by {@code WPUCloseSocketHandle}: those that are left have calls in their layers, and the
   * last of these to leave closes the handle.
   */
  void forget(HandleEntry entry) {
    closeIfHandedOut(entry); // it may have been handed out since
    HandleEntry left = handles.get(entry.handle());
    if (left != null && !left.isCreated()) {
      handles.replace(entry.handle(), left, null);
    }
  }
}
