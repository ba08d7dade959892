package dev.ifsbench.ws2;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.event.CloseSocketHandleEvent;
import dev.ifsbench.trace.event.CreateSocketHandleEvent;
import dev.ifsbench.trace.event.HandleImportEvent;
import dev.ifsbench.trace.event.ModifyIfsHandleEvent;
import dev.ifsbench.trace.event.QuerySocketHandleContextEvent;

/**
 * The four upcalls about handles, as providers get them: each emits an event if that is being
 * recorded, and costs one check of a flag otherwise.
 */
final class TracedUpcalls {
  private final Upcalls upcalls;
  private final Catalog catalog;
  private final HandleMap<HandleEntry> handles;
  private final long table;

  TracedUpcalls(Upcalls upcalls, Catalog catalog, HandleMap<HandleEntry> handles, long table) {
    this.upcalls = upcalls;
    this.catalog = catalog;
    this.handles = handles;
    this.table = table;
  }

  long wpuModifyIfsHandle(int dwCatalogEntryId, long proposedHandle, Errno lpErrno) {
    return ModifyIfsHandleEvent.isOn()
        ? recordedModify(dwCatalogEntryId, proposedHandle, lpErrno)
        : upcalls.wpuModifyIfsHandle(dwCatalogEntryId, proposedHandle, lpErrno);
  }

  private long recordedModify(int dwCatalogEntryId, long proposedHandle, Errno lpErrno) {
    ModifyIfsHandleEvent event = ModifyIfsHandleEvent.start();
    CatalogEntry previous = ownerOf(handles.get(proposedHandle));
    long returned = upcalls.wpuModifyIfsHandle(dwCatalogEntryId, proposedHandle, lpErrno);
    if (event == null) {
      return returned; // the recording has just ended
    }
    boolean sameOwner = previous != null && previous.id() == dwCatalogEntryId;
    event.finish(
        table,
        dwCatalogEntryId,
        name(sameOwner ? previous : catalog.find(dwCatalogEntryId)),
        proposedHandle,
        returned,
        id(previous),
        outcome(returned != Ws2Def.INVALID_SOCKET, lpErrno));
    return returned;
  }

  /** As {@link Upcalls#adopt}; an event only if the handle was given to the entry named. */
  HandleEntry adopt(int dwCatalogEntryId, long handle, Errno lpErrno) {
    HandleImportEvent event = HandleImportEvent.start();
    HandleEntry entry = upcalls.adopt(dwCatalogEntryId, handle, lpErrno);
    if (event != null && (entry == null || entry.owner().id() == dwCatalogEntryId)) {
      event.finish(
          table,
          dwCatalogEntryId,
          name(catalog.find(dwCatalogEntryId)),
          handle,
          outcome(entry != null, lpErrno));
    }
    return entry;
  }

  long wpuCreateSocketHandle(int dwCatalogEntryId, Object dwContext, Errno lpErrno) {
    CreateSocketHandleEvent event = CreateSocketHandleEvent.start();
    if (event == null) {
      return upcalls.wpuCreateSocketHandle(dwCatalogEntryId, dwContext, lpErrno);
    }
    long returned = upcalls.wpuCreateSocketHandle(dwCatalogEntryId, dwContext, lpErrno);
    event.finish(
        table,
        dwCatalogEntryId,
        name(catalog.find(dwCatalogEntryId)),
        dwContext,
        returned,
        outcome(returned != Ws2Def.INVALID_SOCKET, lpErrno));
    return returned;
  }

  int wpuCloseSocketHandle(long s, Errno lpErrno) {
    CloseSocketHandleEvent event = CloseSocketHandleEvent.start();
    if (event == null) {
      return upcalls.wpuCloseSocketHandle(s, lpErrno);
    }
    CatalogEntry owner = ownerOf(handles.get(s));
    int result = upcalls.wpuCloseSocketHandle(s, lpErrno);
    event.finish(table, id(owner), name(owner), s, outcome(result == 0, lpErrno));
    return result;
  }

  Object wpuQuerySocketHandleContext(long s, Errno lpErrno) {
    return QuerySocketHandleContextEvent.isOn()
        ? sampledQuery(s, lpErrno)
        : upcalls.contextOf(handles.get(s), lpErrno);
  }

  private Object sampledQuery(long s, Errno lpErrno) {
    QuerySocketHandleContextEvent event = QuerySocketHandleContextEvent.startIfDrawn();
    HandleEntry entry = handles.get(s);
    Object context = upcalls.contextOf(entry, lpErrno);
    if (event != null) {
      CatalogEntry owner = ownerOf(entry);
      event.finish(table, id(owner), name(owner), s, context, outcome(context != null, lpErrno));
    } else if (context == null) {
      CatalogEntry owner = ownerOf(entry);
      QuerySocketHandleContextEvent.failed(table, id(owner), name(owner), s, lpErrno.get());
    }
    return context;
  }

  private static CatalogEntry ownerOf(HandleEntry entry) {
    return entry == null ? null : entry.owner();
  }

  private static int id(CatalogEntry entry) {
    return entry == null ? 0 : entry.id();
  }

  private static String name(CatalogEntry entry) {
    return entry == null ? null : entry.info().protocolName();
  }

  private static WinsockError outcome(boolean succeeded, Errno lpErrno) {
    return succeeded ? WinsockError.NO_ERROR : lpErrno.get();
  }
}
