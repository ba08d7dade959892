package dev.ifsbench.ws2;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WspFunction;

/**
 * What the handle table knows of a handle: whose it is, and what to call. An entry is immutable; a
 * new owner or state is a new entry, and the entry's identity tells one life of a handle's number
 * from the next.
 */
sealed class HandleEntry {
  /** Whether a socket is being closed. */
  private enum State {
    OPEN,
    CLOSING
  }

  private final long handle;
  private final CatalogEntry owner;
  private final ProcedureTable procedures;
  private final Object context;
  private final State state;
  private final boolean apiSocket;

  // Copies of the table's entries, so that the two calls that are measured most need not load the
  // table.
  private final WspFunction.Send wspSend;
  private final WspFunction.Recv wspRecv;

  private HandleEntry(
      long handle,
      CatalogEntry owner,
      ProcedureTable procedures,
      Object context,
      State state,
      boolean apiSocket) {
    this.handle = handle;
    this.owner = owner;
    this.procedures = procedures;
    this.context = context;
    this.state = state;
    this.apiSocket = apiSocket;
    wspSend = procedures.wspSend();
    wspRecv = procedures.wspRecv();
  }

  /** An operating system's handle, announced by {@code WPUModifyIFSHandle}. */
  static HandleEntry ifs(long handle, CatalogEntry owner, ProcedureTable procedures) {
    return new HandleEntry(handle, owner, procedures, null, State.OPEN, false);
  }

  /** A handle made by {@code WPUCreateSocketHandle}, with its context. */
  static HandleEntry created(
      long handle, CatalogEntry owner, ProcedureTable procedures, Object context) {
    return new Created(handle, owner, procedures, context, State.OPEN, false);
  }

  /** The same handle, known to have been handed to the application. */
  HandleEntry asApiSocket() {
    return with(state, true);
  }

  /** The same handle while its provider closes it. */
  HandleEntry closing() {
    return with(State.CLOSING, apiSocket);
  }

  /** The same handle after its provider could not close it. */
  HandleEntry open() {
    return with(State.OPEN, apiSocket);
  }

  private HandleEntry with(State newState, boolean isApiSocket) {
    return isCreated()
        ? new Created(handle, owner, procedures, context, newState, isApiSocket)
        : new HandleEntry(handle, owner, procedures, null, newState, isApiSocket);
  }

  /**
   * A handle that a layer has made. Only this class has a field for the provider's answer, so that
   * the entries of the operating system's handles, of which each modification makes a new one, stay
   * small.
   */
  private static final class Created extends HandleEntry {
    // The provider's answer, once it has been asked.
    private volatile long pollHandle = Ws2Def.INVALID_SOCKET;

    Created(
        long handle,
        CatalogEntry owner,
        ProcedureTable procedures,
        Object context,
        State state,
        boolean apiSocket) {
      super(handle, owner, procedures, context, state, apiSocket);
    }

    @Override
    long pollHandle() {
      if (pollHandle == Ws2Def.INVALID_SOCKET) {
        pollHandle = ask();
      }
      return pollHandle;
    }

    private long ask() {
      NativeMemory out = new NativeMemory(Long.BYTES);
      int failed =
          procedures()
              .wspIoctl()
              .invoke(
                  handle(),
                  Ws2Def.SIO_BSP_HANDLE_POLL,
                  null,
                  0,
                  out,
                  Long.BYTES,
                  new IntRef(),
                  null,
                  null,
                  null,
                  new Errno());
      return failed == 0 ? out.getLong(0) : handle();
    }
  }

  long handle() {
    return handle;
  }

  CatalogEntry owner() {
    return owner;
  }

  ProcedureTable procedures() {
    return procedures;
  }

  WspFunction.Send wspSend() {
    return wspSend;
  }

  WspFunction.Recv wspRecv() {
    return wspRecv;
  }

  /** The layer's context; null for an operating system's handle. */
  Object context() {
    return context;
  }

  /**
   * The handle that {@code WSAPoll} asks about: an operating system's handle itself, or what the
   * layer answers to {@code SIO_BSP_HANDLE_POLL}, asked once.
   */
  long pollHandle() {
    return handle;
  }

  boolean isCreated() {
    return context != null;
  }

  /**
   * Whether the application has been handed the handle. A socket that a layer keeps below its own
   * is not one: the layer closes it.
   */
  boolean isApiSocket() {
    return apiSocket;
  }

  boolean isClosing() {
    return state == State.CLOSING;
  }
}
