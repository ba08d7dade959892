package dev.ifsbench.trace;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.trace.recording.CallKind;
import dev.ifsbench.trace.recording.TraceEvent;
import dev.ifsbench.trace.recording.TraceThread;

/** Makes events for tests. */
public final class TraceEvents {
  private static final long NONE = -1;

  private final CallKind kind;
  private String function;
  private long from = NONE;
  private long to = NONE;
  private long start;
  private long end;
  private TraceThread thread = new TraceThread(1, 1, "main", false);
  private int table = 1;
  private int catalogEntryId = 1001;
  private int ownerId;
  private String context;
  private WinsockError error = WinsockError.NO_ERROR;

  private TraceEvents(CallKind kind) {
    this.kind = kind;
    function = kind.shortName();
  }

  /** A successful modify of a handle that is the same after it. */
  public static TraceEvents modify(long handle) {
    return new TraceEvents(CallKind.MODIFY).from(handle).to(handle);
  }

  /** {@code WSPSocket} that returned a handle. */
  public static TraceEvents socket(long handle) {
    TraceEvents socket = new TraceEvents(CallKind.SOCKET).to(handle);
    socket.function = "WSPSocket";
    socket.ownerId = socket.catalogEntryId;
    return socket;
  }

  /** A successful {@code WSPCloseSocket}. */
  public static TraceEvents close(long handle) {
    return new TraceEvents(CallKind.CLOSE_SOCKET).from(handle);
  }

  /** A successful create, with a context of its own. */
  public static TraceEvents created(long handle) {
    TraceEvents created = new TraceEvents(CallKind.CREATE).to(handle);
    created.context = "Object@1";
    return created;
  }

  /** A successful {@code WPUCloseSocketHandle}. */
  public static TraceEvents closeCreated(long handle) {
    return new TraceEvents(CallKind.CLOSE).from(handle);
  }

  /** A successful query. */
  public static TraceEvents query(long handle, String context) {
    TraceEvents query = new TraceEvents(CallKind.QUERY).from(handle);
    query.context = context;
    return query;
  }

  /** A call on a handle that is none. */
  public static TraceEvents unknown(long handle) {
    return new TraceEvents(CallKind.UNKNOWN_HANDLE).from(handle).error(WinsockError.WSAENOTSOCK);
  }

  /** The size of a table. */
  public static TraceEvents table(int number, long handles) {
    TraceEvents table = new TraceEvents(CallKind.HANDLE_TABLE).in(number).to(handles);
    table.thread = null;
    return table;
  }

  public TraceEvents from(long handle) {
    from = handle;
    return this;
  }

  public TraceEvents to(long handle) {
    to = handle;
    return this;
  }

  /** From when to when, in nanoseconds. */
  public TraceEvents at(long begun, long ended) {
    start = begun;
    end = ended;
    return this;
  }

  public TraceEvents by(TraceThread caller) {
    thread = caller;
    return this;
  }

  /** In which handle table. */
  public TraceEvents in(int number) {
    table = number;
    return this;
  }

  /** Whose handle it was. */
  public TraceEvents previous(int id) {
    ownerId = id;
    return this;
  }

  public TraceEvents of(int id) {
    catalogEntryId = id;
    return this;
  }

  public TraceEvents error(WinsockError outcome) {
    error = outcome;
    return this;
  }

  public TraceEvent event() {
    return new TraceEvent(
        kind,
        function,
        start,
        end,
        thread,
        table,
        catalogEntryId,
        "TCP over IPv4",
        from,
        to,
        ownerId,
        context,
        1,
        TraceEvent.NO_BYTES,
        error.code(),
        error.name());
  }
}
