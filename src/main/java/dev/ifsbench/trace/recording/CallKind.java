package dev.ifsbench.trace.recording;

import dev.ifsbench.trace.event.EventNames;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of event that a recording can hold. */
public enum CallKind {
  /** {@code WPUModifyIFSHandle}. */
  MODIFY(EventNames.MODIFY),
  /** {@code WPUCreateSocketHandle}. */
  CREATE(EventNames.CREATE),
  /** {@code WPUCloseSocketHandle}. */
  CLOSE(EventNames.CLOSE),
  /** {@code WPUQuerySocketHandleContext}. */
  QUERY(EventNames.QUERY),
  /** {@code WSPStartup}. */
  STARTUP(EventNames.STARTUP),
  /** A provider returned a new socket. */
  SOCKET(EventNames.SOCKET),
  /** {@code WSPCloseSocket}. */
  CLOSE_SOCKET(EventNames.CLOSE_SOCKET),
  /** A handle that no provider had announced was given to one on its first use. */
  IMPORT(EventNames.IMPORT),
  /** The last {@code WSACleanup}: what was open is closed. */
  CLEANUP(EventNames.CLEANUP),
  /** A call found its provider. */
  DISPATCH(EventNames.DISPATCH),
  /** {@code ReadFile} or {@code WriteFile} on a created handle reached its owner. */
  REDIRECTED(EventNames.REDIRECTED),
  /** A call found no provider. */
  UNKNOWN_HANDLE(EventNames.UNKNOWN_HANDLE),
  /** The size of a handle table. */
  HANDLE_TABLE(EventNames.HANDLE_TABLE);

  private static final Map<String, CallKind> BY_EVENT_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(CallKind::eventName, Function.identity()));

  private final String eventName;

  CallKind(String eventName) {
    this.eventName = eventName;
  }

  /**
   * The event's name.
   *
   * @return such as {@code dev.ifsbench.WPUModifyIFSHandle}
   */
  public String eventName() {
    return eventName;
  }

  /**
   * The event's name without its name space.
   *
   * @return such as {@code WPUModifyIFSHandle}
   */
  public String shortName() {
    return eventName.substring(EventNames.PREFIX.length());
  }

  /**
   * Finds a kind.
   *
   * @param eventName an event's name
   * @return its kind, or null if it is not one of these
   */
  public static CallKind of(String eventName) {
    return BY_EVENT_NAME.get(eventName);
  }
}
