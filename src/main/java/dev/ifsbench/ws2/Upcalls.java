package dev.ifsbench.ws2;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.sockets.HandleOwner;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.BlockingCallback;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.UserApc;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import java.util.Objects;
import java.util.UUID;

/**
 * The upcalls that providers make into Ws2_32.dll, and its export {@code
 * WPUCompleteOverlappedRequest}.
 *
 * <p>All may be called by any thread, from inside a provider's function or outside. Before start-up
 * and after the last clean-up those that have an error parameter fail with {@code
 * WSANOTINITIALISED}. What the public documentation leaves open is decided in {@link
 * dev.ifsbench.spi}. Two upcalls serve windows and hooks, which no provider here uses: they fail.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ws2spi/">ws2spi.h</a>
 */
public final class Upcalls {
  private final NativeSockets sockets;
  private final Catalog catalog;
  private final ProviderLoader loader;
  private final HandleMap<HandleEntry> handles;
  private final StartCount starts;
  private final TracedUpcalls traced;
  private final HandleOwner redirector;
  private final UpcallTable table;

  Upcalls(
      NativeSockets sockets,
      Catalog catalog,
      ProviderLoader loader,
      HandleMap<HandleEntry> handles,
      StartCount starts,
      HandleOwner redirector,
      long tableId) {
    this.sockets = sockets;
    this.catalog = catalog;
    this.loader = loader;
    this.handles = handles;
    this.starts = starts;
    this.redirector = redirector;
    traced = new TracedUpcalls(this, catalog, handles, tableId);
    table =
        new UpcallTable(
            this::wpuCloseEvent,
            traced::wpuCloseSocketHandle,
            this::wpuCreateEvent,
            traced::wpuCreateSocketHandle,
            this::wpuFdIsSet,
            this::wpuGetProviderPath,
            traced::wpuModifyIfsHandle,
            this::wpuPostMessage,
            this::wpuQueryBlockingCallback,
            traced::wpuQuerySocketHandleContext,
            this::wpuQueueApc,
            this::wpuResetEvent,
            this::wpuSetEvent,
            this::wpuOpenCurrentThread,
            this::wpuCloseThread);
  }

  /**
   * The upcalls as a provider is handed them: while recording, those about handles emit events, see
   * {@link dev.ifsbench.trace}. The methods of this class emit none.
   *
   * @return the table
   */
  public UpcallTable table() {
    return table;
  }

  /** The same calls as in the table, and adoption, each with an event while recording. */
  TracedUpcalls traced() {
    return traced;
  }

  /**
   * {@code WPUModifyIFSHandle}: makes the provider of a catalog entry the target of the calls on an
   * operating system's handle. A base provider calls it for every socket that it makes, before
   * anyone sees the socket; each pass-through layer above calls it again with its own entry, and
   * the last call wins. Calls that are running finish on the provider they were routed to.
   *
   * <p>The handle counts from the moment that its entry is in the table: a last clean-up before
   * that moment ends it too, and the call fails with {@code WSANOTINITIALISED}.
   *
   * <p>If the handle is closed by another thread at the same time, the call either succeeds before
   * the close, and the close takes the entry with it, or fails with {@code WSAEINVAL}; it never
   * leaves an entry behind that would route the handle's number in its next life.
   *
   * @param dwCatalogEntryId the caller's own catalog entry id
   * @param proposedHandle the operating system's handle
   * @param lpErrno out: {@code WSAEINVAL} if the handle is invalid or the entry cannot own it;
   *     {@code WSAEPROVIDERFAILEDINIT}, {@code WSAEINVALIDPROVIDER} or {@code WSAEINVALIDPROCTABLE}
   *     if the entry's provider does not load; {@code WSANOTINITIALISED}
   * @return the proposed handle itself, or {@link Ws2Def#INVALID_SOCKET}
   * @see <a
   *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wpumodifyifshandle">WPUModifyIFSHandle</a>
   */
  public long wpuModifyIfsHandle(int dwCatalogEntryId, long proposedHandle, Errno lpErrno) {
    Objects.requireNonNull(lpErrno, "lpErrno");
    // Read before the system is asked: if this entry is gone later, its socket has been closed
    // since, even if its number is in use again.
    HandleEntry present = handles.get(proposedHandle);
    int life = starts.life();
    HandleEntry entry = ifsEntry(dwCatalogEntryId, proposedHandle, lpErrno);
    if (entry == null) {
      return Ws2Def.INVALID_SOCKET;
    }
    HandleEntry registered = register(entry, present);
    if (registered == null) {
      boolean lives = starts.isInLife(life); // or else the clean-up has taken the handle's entry
      return noSocket(lives ? WinsockError.WSAEINVAL : WinsockError.WSANOTINITIALISED, lpErrno);
    }
    if (starts.isInLife(life)) {
      return proposedHandle;
    }
    // The last clean-up may have looked before the entry was there. It waits for what the
    // application holds, and closes it.
    if (!registered.isApiSocket()) {
      handles.replace(proposedHandle, registered, null);
    }
    return noSocket(WinsockError.WSANOTINITIALISED, lpErrno);
  }

  /**
   * As {@link #wpuModifyIfsHandle}, but only if nobody has announced the handle meanwhile: whoever
   * made it, and the layers above, know better whose it is.
   *
   * @return the handle's entry, its maker's or the new one, or null
   */
  HandleEntry adopt(int dwCatalogEntryId, long handle, Errno lpErrno) {
    int life = starts.life();
    HandleEntry entry = ifsEntry(dwCatalogEntryId, handle, lpErrno);
    if (entry != null) {
      HandleEntry adopted = entry.asApiSocket();
      if (handles.replace(handle, null, adopted) && !starts.isInLife(life)) {
        handles.replace(handle, adopted, null);
        lpErrno.set(WinsockError.WSANOTINITIALISED);
      }
    }
    return handles.get(handle);
  }

  private HandleEntry ifsEntry(int dwCatalogEntryId, long handle, Errno lpErrno) {
    if (!starts.isStarted()) {
      lpErrno.set(WinsockError.WSANOTINITIALISED);
      return null;
    }
    CatalogEntry owner = catalog.find(dwCatalogEntryId);
    if (!isOpenHandle(handle) || owner == null || !canOwnIfsHandles(owner)) {
      lpErrno.set(WinsockError.WSAEINVAL);
      return null;
    }
    LoadedProvider provider = loader.load(owner, table, lpErrno);
    return provider == null ? null : HandleEntry.ifs(handle, owner, provider.procedures());
  }

  private boolean isOpenHandle(long handle) {
    return HandleMap.isKey(handle) && handle != 0 && sockets.isOpen(handle);
  }

  private static boolean canOwnIfsHandles(CatalogEntry owner) {
    return owner.info().hasIfsHandles() && !owner.info().protocolChain().isLayerOnly();
  }

  private static boolean canFollow(HandleEntry present, boolean fromBase) {
    return present == null || !(present.isCreated() || (present.isClosing() && !fromBase));
  }

  /**
   * Puts an entry into the table; returns the entry there, or null if the handle is being closed.
   */
  private HandleEntry register(HandleEntry entry, HandleEntry seen) {
    boolean fromBase = entry.owner().info().protocolChain().isBase();
    HandleEntry present = seen;
    HandleEntry next = successor(entry, present);
    while (canFollow(present, fromBase) && !handles.replace(entry.handle(), present, next)) {
      HandleEntry changed = handles.get(entry.handle());
      if (changed == null && !fromBase) {
        return null;
      }
      present = changed;
      next = successor(entry, present);
    }
    if (!canFollow(present, fromBase)) {
      return null;
    }
    // If the handle was closed after it was looked at and before the entry was there, the close
    // could not remove the entry, and it is removed here.
    boolean closed = !sockets.isOpen(entry.handle()) && handles.replace(entry.handle(), next, null);
    return closed ? null : next;
  }

  // A socket that the application holds stays the application's under a new owner.
  private static HandleEntry successor(HandleEntry entry, HandleEntry present) {
    boolean sameSocket = present != null && !present.isClosing();
    return sameSocket && present.isApiSocket() ? entry.asApiSocket() : entry;
  }

  /**
   * {@code WPUCreateSocketHandle}: makes a handle for a provider whose sockets are not the
   * operating system's handles. A kernel object of its own stands behind it, so that its value
   * cannot be an open handle's, and {@code ReadFile} and {@code WriteFile} on it reach the
   * provider's {@code WSPRecv} and {@code WSPSend}.
   *
   * @param dwCatalogEntryId the caller's own catalog entry id
   * @param dwContext what {@link #wpuQuerySocketHandleContext} returns from now on; not null
   * @param lpErrno out: {@code WSAENOBUFS} if the system has no more handles; {@code WSAEINVAL} if
   *     the entry is unknown or claims {@code XP1_IFS_HANDLES}; the loader's errors as above;
   *     {@code WSANOTINITIALISED}
   * @return the handle, or {@link Ws2Def#INVALID_SOCKET}
   * @see <a
   *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wpucreatesockethandle">WPUCreateSocketHandle</a>
   */
  public long wpuCreateSocketHandle(int dwCatalogEntryId, Object dwContext, Errno lpErrno) {
    Objects.requireNonNull(dwContext, "dwContext");
    int life = starts.life();
    if (!starts.isInLife(life)) {
      return noSocket(WinsockError.WSANOTINITIALISED, lpErrno);
    }
    CatalogEntry owner = catalog.find(dwCatalogEntryId);
    if (owner == null
        || owner.info().hasIfsHandles()
        || owner.info().protocolChain().isLayerOnly()) {
      return noSocket(WinsockError.WSAEINVAL, lpErrno);
    }
    LoadedProvider provider = loader.load(owner, table, lpErrno);
    if (provider == null) {
      return Ws2Def.INVALID_SOCKET;
    }
    long handle = sockets.createHandle(lpErrno);
    if (handle == Ws2Def.INVALID_SOCKET) {
      return handle;
    }
    handles.put(handle, HandleEntry.created(handle, owner, provider.procedures(), dwContext));
    if (sockets.serveHandle(handle, redirector, lpErrno) == Ws2Def.SOCKET_ERROR) {
      wpuCloseSocketHandle(handle, new Errno());
      return Ws2Def.INVALID_SOCKET;
    }
    if (!starts.isInLife(life)) { // the last clean-up has not waited for it
      wpuCloseSocketHandle(handle, new Errno());
      return noSocket(WinsockError.WSANOTINITIALISED, lpErrno);
    }
    return handle;
  }

  /**
   * {@code WPUQuerySocketHandleContext}: finds a handle's context. Any provider may ask for any
   * handle's; a layer checks that what it gets is its own.
   *
   * @param s a handle made by {@link #wpuCreateSocketHandle}
   * @param lpErrno out: {@code WSAENOTSOCK} if it is not, or has been closed
   * @return the context, or null
   * @see <a
   *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wpuquerysockethandlecontext">WPUQuerySocketHandleContext</a>
   */
  public Object wpuQuerySocketHandleContext(long s, Errno lpErrno) {
    return contextOf(handles.get(s), lpErrno);
  }

  /** As {@link #wpuQuerySocketHandleContext}, of an entry that has been looked up already. */
  Object contextOf(HandleEntry entry, Errno lpErrno) {
    if (entry == null || !entry.isCreated()) {
      lpErrno.set(notASocket());
      return null;
    }
    return entry.context();
  }

  /**
   * {@code WPUCloseSocketHandle}: closes a handle, once. It is gone from the table before its
   * number is free.
   *
   * @param s a handle made by {@link #wpuCreateSocketHandle}
   * @param lpErrno out: {@code WSAENOTSOCK} if it is not, or has been closed
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   * @see <a
   *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wpuclosesockethandle">WPUCloseSocketHandle</a>
   */
  public int wpuCloseSocketHandle(long s, Errno lpErrno) {
    HandleEntry entry;
    do {
      entry = handles.get(s);
      if (entry == null || !entry.isCreated()) {
        return lpErrno.fail(notASocket());
      }
    } while (!handles.replace(s, entry, null));
    return sockets.closeHandle(s, lpErrno);
  }

  /**
   * {@code WPUFDIsSet}: tests membership in a set.
   *
   * @param s a handle
   * @param fdset the set, or null for one that holds nothing
   * @return true if the set holds the handle
   */
  public boolean wpuFdIsSet(long s, FdSet fdset) {
    return fdset != null && fdset.contains(s);
  }

  /**
   * {@code WPUGetProviderPath}: finds where a provider is loaded from, so that a layer can load the
   * next one.
   *
   * @param lpProviderId the provider's GUID
   * @param lpErrno out: {@code WSAEINVALIDPROVIDER} if the catalog has no entry of it; {@code
   *     WSAEFAULT} if there is no GUID
   * @return the path, or null
   */
  public String wpuGetProviderPath(UUID lpProviderId, Errno lpErrno) {
    if (lpProviderId == null) {
      lpErrno.set(WinsockError.WSAEFAULT);
      return null;
    }
    CatalogEntry entry = catalog.find(lpProviderId);
    if (entry == null) {
      lpErrno.set(WinsockError.WSAEINVALIDPROVIDER);
      return null;
    }
    return entry.providerPath();
  }

  /**
   * {@code WPUCreateEvent}: makes an event object that stays set until it is reset.
   *
   * @param lpErrno out: {@code WSA_NOT_ENOUGH_MEMORY} if the system has no more
   * @return the event, or {@link Ws2Def#WSA_INVALID_EVENT}
   */
  public long wpuCreateEvent(Errno lpErrno) {
    return sockets.createEvent(lpErrno);
  }

  /**
   * {@code WPUSetEvent}.
   *
   * @param hEvent the event
   * @param lpErrno out: {@code WSA_INVALID_HANDLE} if it is none
   * @return true on success
   */
  public boolean wpuSetEvent(long hEvent, Errno lpErrno) {
    return sockets.setEvent(hEvent, lpErrno);
  }

  /**
   * {@code WPUResetEvent}.
   *
   * @param hEvent the event
   * @param lpErrno out: {@code WSA_INVALID_HANDLE} if it is none
   * @return true on success
   */
  public boolean wpuResetEvent(long hEvent, Errno lpErrno) {
    return sockets.resetEvent(hEvent, lpErrno);
  }

  /**
   * {@code WPUCloseEvent}.
   *
   * @param hEvent the event
   * @param lpErrno out: {@code WSA_INVALID_HANDLE} if it is none
   * @return true on success
   */
  public boolean wpuCloseEvent(long hEvent, Errno lpErrno) {
    return sockets.closeEvent(hEvent, lpErrno);
  }

  /**
   * {@code WPUCompleteOverlappedRequest}, an export of Ws2_32.dll, not a member of the table:
   * announces the end of an operation by its event and by the port that the handle is attached to.
   * {@code InternalHigh} is there before {@code Internal} says that it has ended.
   *
   * @param s a handle made by {@link #wpuCreateSocketHandle}
   * @param lpOverlapped the operation's structure
   * @param dwError how it ended
   * @param cbTransferred bytes transferred
   * @param lpErrno out: {@code WSAEINVAL} if the handle was not made that way, or is closed; {@code
   *     WSAEFAULT} without a structure
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   * @see <a
   *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wpucompleteoverlappedrequest">WPUCompleteOverlappedRequest</a>
   */
  public int wpuCompleteOverlappedRequest(
      long s, WsaOverlapped lpOverlapped, WinsockError dwError, int cbTransferred, Errno lpErrno) {
    HandleEntry entry = handles.get(s);
    if (entry == null || !entry.isCreated()) {
      return lpErrno.fail(WinsockError.WSAEINVAL);
    }
    if (lpOverlapped == null) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    sockets.overlapped().complete(s, lpOverlapped, dwError, cbTransferred);
    return 0;
  }

  private WinsockError notASocket() {
    return starts.isStarted() ? WinsockError.WSAENOTSOCK : WinsockError.WSANOTINITIALISED;
  }

  private static long noSocket(WinsockError error, Errno lpErrno) {
    lpErrno.set(error);
    return Ws2Def.INVALID_SOCKET;
  }

  private boolean wpuPostMessage(long hWnd, int msg, long wParam, long lParam) {
    return false;
  }

  private BlockingCallback wpuQueryBlockingCallback(int dwCatalogEntryId, Errno lpErrno) {
    lpErrno.set(WinsockError.WSAEOPNOTSUPP);
    return null;
  }

  private int wpuQueueApc(
      WsaThreadId lpThreadId, UserApc lpfnUserApc, long dwContext, Errno lpErrno) {
    if (lpThreadId == null || lpfnUserApc == null) {
      return lpErrno.fail(WinsockError.WSAEFAULT);
    }
    return sockets.overlapped().queueApc(lpThreadId, lpfnUserApc, dwContext, lpErrno)
        ? 0
        : Ws2Def.SOCKET_ERROR;
  }

  private WsaThreadId wpuOpenCurrentThread(Errno lpErrno) {
    return sockets.overlapped().currentThread();
  }

  // A thread's identity is not a handle here, and needs no closing.
  private int wpuCloseThread(WsaThreadId lpThreadId, Errno lpErrno) {
    return 0;
  }
}
