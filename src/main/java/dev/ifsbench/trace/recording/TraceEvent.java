package dev.ifsbench.trace.recording;

import dev.ifsbench.spi.Ws2Def;

/**
 * An event read from a recording.
 *
 * @param kind what happened
 * @param function the function called: the kind's own, or for {@link CallKind#SOCKET} and {@link
 *     CallKind#DISPATCH} and {@link CallKind#REDIRECTED} one of several
 * @param start when it began, in nanoseconds since 1970 (UTC)
 * @param end when it ended, likewise; the same if it has no duration
 * @param thread the thread that called, or null
 * @param table the handle table concerned, numbered from 1 in the order of appearance; no two
 *     tables of a recording have one number, whatever JVMs and class loaders they were in
 * @param catalogEntryId the entry that the call was made for, or 0 if there is none
 * @param provider the entry's protocol name, or null
 * @param from the handle given, or -1
 * @param to the handle returned, or -1; for {@link CallKind#HANDLE_TABLE} the number of handles
 * @param ownerId for {@link CallKind#MODIFY} the previous owner's catalog entry id, for {@link
 *     CallKind#SOCKET} the owner's on return, 0 for none
 * @param context the provider's context as text, or null
 * @param calls how many calls the event stands for, from 1
 * @param bytes how many bytes were sent or received, or {@link #NO_BYTES} if the kind has none
 * @param error the Winsock error code, 0 for success
 * @param errorName its name
 */
public record TraceEvent(
    CallKind kind,
    String function,
    long start,
    long end,
    TraceThread thread,
    int table,
    int catalogEntryId,
    String provider,
    long from,
    long to,
    int ownerId,
    String context,
    int calls,
    long bytes,
    int error,
    String errorName) {
  /** The number of bytes of events that transfer none. */
  public static final long NO_BYTES = -1;

  /**
   * Whether the call succeeded.
   *
   * @return true if it has no error
   */
  public boolean succeeded() {
    return error == 0;
  }

  /**
   * Returns the duration.
   *
   * @return nanoseconds, from 0
   */
  public long nanos() {
    return end - start;
  }

  /**
   * Whether the call was timed. A query that failed without having been drawn by the sampling was
   * not, and a call on an unknown handle never is.
   *
   * @return false if the duration says nothing
   */
  public boolean isTimed() {
    return nanos() > 0 || succeeded();
  }

  /**
   * The handle that the event is about: the one returned, else the one given.
   *
   * @return the handle, or -1 if there is none
   */
  public long handle() {
    if (kind == CallKind.HANDLE_TABLE) {
      return Ws2Def.INVALID_SOCKET;
    }
    return to != Ws2Def.INVALID_SOCKET ? to : from;
  }
}
