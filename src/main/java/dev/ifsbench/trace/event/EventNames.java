package dev.ifsbench.trace.event;

/** The names of the events, by which recordings and settings know them. */
public final class EventNames {
  /** What all names begin with. */
  public static final String PREFIX = "dev.ifsbench.";

  /** {@code WPUModifyIFSHandle}. */
  public static final String MODIFY = PREFIX + "WPUModifyIFSHandle";

  /** {@code WPUCreateSocketHandle}. */
  public static final String CREATE = PREFIX + "WPUCreateSocketHandle";

  /** {@code WPUCloseSocketHandle}. */
  public static final String CLOSE = PREFIX + "WPUCloseSocketHandle";

  /** {@code WPUQuerySocketHandleContext}. */
  public static final String QUERY = PREFIX + "WPUQuerySocketHandleContext";

  /** {@code WSPStartup}. */
  public static final String STARTUP = PREFIX + "WSPStartup";

  /** {@code WSPSocket} and {@code WSPAccept}: a socket is returned. */
  public static final String SOCKET = PREFIX + "NewSocket";

  /** {@code WSPCloseSocket}. */
  public static final String CLOSE_SOCKET = PREFIX + "WSPCloseSocket";

  /** A handle that no provider had announced is given to one on first use. */
  public static final String IMPORT = PREFIX + "HandleImport";

  /** The last {@code WSACleanup} of a started Winsock. */
  public static final String CLEANUP = PREFIX + "WSACleanup";

  /** A call finds its provider. */
  public static final String DISPATCH = PREFIX + "Dispatch";

  /** {@code ReadFile} or {@code WriteFile} on a created handle. */
  public static final String REDIRECTED = PREFIX + "RedirectedIo";

  /** A call finds no provider. */
  public static final String UNKNOWN_HANDLE = PREFIX + "UnknownHandle";

  /** The size of a handle table, periodically. */
  public static final String HANDLE_TABLE = PREFIX + "HandleTable";

  /** Which JVM records, in each chunk of its recording. */
  public static final String JVM = PREFIX + "Jvm";

  private EventNames() {}
}
