package dev.ifsbench.trace.check;

/**
 * What a recording is checked against. A <em>violation</em> is something that the API forbids, or
 * that it answers with an error because the caller broke its contract. A <em>remark</em> is
 * something that the API leaves open and no sound program is known to do; it does not count.
 *
 * <p>Rules that need a handle's history are not judged where the recording lacks a part of it.
 */
public enum Rule {
  /**
   * A socket that a provider returns, to Ws2_32 or to the layer above, has been announced before
   * its first use, which cannot be earlier than its return. A violation: the reference demands the
   * announcement before a new descriptor leaves the provider.
   */
  MODIFIED_BEFORE_USE("every socket is modified or created before its provider returns it"),

  /**
   * {@code WPUModifyIFSHandle} returns the handle that was proposed. A remark: the reference allows
   * another value, which the client is to use from then on, but no implementation is known to
   * return one.
   */
  SAME_HANDLE("a modified handle's returned value equals the proposed one", false, true),

  /**
   * One entry modifies a handle once. A remark: the reference is silent, and to do it again changes
   * nothing. The first modify within a call that returns the handle as a new socket is not a
   * repetition: Winsock is not told when a wrapping layer has its lower provider close a number,
   * which may then be opened again.
   */
  MODIFIED_ONCE("no entry modifies a handle that it owns already", true, true),

  /**
   * Each handle of {@code WPUCreateSocketHandle} is closed before its Winsock or its JVM ends. A
   * violation: only the provider can close it. One that is open when the recording ends, and whose
   * Winsock and JVM live on, is no leak yet.
   */
  CREATED_IS_CLOSED("each created handle is closed", true, false),

  /**
   * The system does not make a number a second time while the first handle is open. A violation:
   * one of two handles was closed behind Winsock's back, or the table is damaged.
   */
  CREATED_ONCE("no number is created again before it is closed", true, false),

  /**
   * A handle is closed once. A violation: a second {@code WPUCloseSocketHandle} or {@code
   * WSPCloseSocket} has to fail with {@code WSAENOTSOCK}; one that succeeds has closed another
   * socket.
   */
  CLOSED_ONCE("no handle is closed twice with success", true, false),

  /**
   * No call names a handle that is closed, by which it would fail with {@code WSAENOTSOCK}, and no
   * provider announces or returns one as if it had an owner still. A violation.
   */
  NO_CALL_AFTER_CLOSE("no call after close", true, false),

  /**
   * A call that finds no provider named a handle that has been closed. If it has not, as with
   * {@code -1}, this is a remark: the application passed a number that was never a socket here.
   */
  CALL_ON_SOCKET("calls name sockets", false, true),

  /** A call on a handle goes to the provider that modified or created it last. A violation. */
  LAST_MODIFIER("calls on a handle go to the layer that modified it last", true, false),

  /**
   * {@code WPUCloseSocketHandle} and {@code WPUQuerySocketHandleContext} are for handles of {@code
   * WPUCreateSocketHandle}. A violation on any other: both references list {@code WSAENOTSOCK} for
   * it.
   */
  CREATED_HANDLES_ONLY("only created handles are queried and closed by upcall", true, false),

  /**
   * A query returns the context that the handle was created with; there is no way to change it. A
   * violation.
   */
  CONTEXT_KEPT("a query returns the context that the handle was created with", true, false),

  /**
   * An upcall names an entry that is in the catalog and may own the handle, and a handle that is
   * open. A violation: {@code WSAEINVAL} is the reference's answer to a handle that is not, and
   * this project's to the entry. That the entry is the caller's own cannot be seen, as nothing
   * identifies the caller. A handle that another thread closes at the same time is excused.
   */
  VALID_UPCALL("upcalls name an entry and a handle that are valid");

  private final String text;
  private final boolean history;
  private final boolean remark;

  Rule(String text) {
    this(text, false, false);
  }

  Rule(String text, boolean history, boolean remark) {
    this.text = text;
    this.history = history;
    this.remark = remark;
  }

  /**
   * The rule in words.
   *
   * @return a clause without a full stop
   */
  public String text() {
    return text;
  }

  /**
   * Whether it takes all events of a handle to judge.
   *
   * @return false if one event is enough
   */
  public boolean needsHistory() {
    return history;
  }

  /**
   * Whether to break it is only worth a remark.
   *
   * @return false if it is a violation
   */
  public boolean isRemark() {
    return remark;
  }
}
