package dev.ifsbench.ws2;

import dev.ifsbench.spi.ProcedureTable;

/**
 * What the handle table knows of a handle: whose it is, and what to call. It never changes; a new
 * owner or state is a new entry, and the entry's identity tells one life of a handle's number from
 * the next.
 */
final class HandleEntry {
  /** What stands for a socket between the begin and the end of its close. */
  private enum State {
    OPEN,
    CLOSING
  }

  private final long handle;
  private final CatalogEntry owner;
  private final ProcedureTable procedures;
  private final Object context;
  private final State state;

  private HandleEntry(
      long handle, CatalogEntry owner, ProcedureTable procedures, Object context, State state) {
    this.handle = handle;
    this.owner = owner;
    this.procedures = procedures;
    this.context = context;
    this.state = state;
  }

  /** An operating system's handle, announced by {@code WPUModifyIFSHandle}. */
  static HandleEntry ifs(long handle, CatalogEntry owner, ProcedureTable procedures) {
    return new HandleEntry(handle, owner, procedures, null, State.OPEN);
  }

  /** A handle made by {@code WPUCreateSocketHandle}, with its context. */
  static HandleEntry created(
      long handle, CatalogEntry owner, ProcedureTable procedures, Object context) {
    return new HandleEntry(handle, owner, procedures, context, State.OPEN);
  }

  /** The same handle while its provider closes it. */
  HandleEntry closing() {
    return new HandleEntry(handle, owner, procedures, context, State.CLOSING);
  }

  /** The same handle after its provider could not close it. */
  HandleEntry open() {
    return new HandleEntry(handle, owner, procedures, context, State.OPEN);
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

  /** The layer's context; null for an operating system's handle. */
  Object context() {
    return context;
  }

  boolean isCreated() {
    return context != null;
  }

  boolean isClosing() {
    return state == State.CLOSING;
  }
}
