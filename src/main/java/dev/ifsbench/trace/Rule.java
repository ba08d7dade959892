package dev.ifsbench.trace;

/** The rules of the API that a recording is held against. */
public enum Rule {
  /**
   * A socket that a provider returns, to Ws2_32 or to the layer above, has been announced before
   * its first use, which cannot be earlier than its return.
   */
  MODIFIED_BEFORE_USE("every socket is modified or created before its provider returns it"),

  /** {@code WPUModifyIFSHandle} returns the handle that was proposed. */
  SAME_HANDLE("a modified handle's returned value equals the proposed one"),

  /** Each handle of {@code WPUCreateSocketHandle} is closed while the recording runs. */
  CREATED_IS_CLOSED("each created handle is closed"),

  /** No call names a handle that is closed. */
  NO_CALL_AFTER_CLOSE("no call after close"),

  /** A call on a handle goes to the provider that modified or created it last. */
  LAST_MODIFIER("calls on a handle go to the layer that modified it last");

  private final String text;

  Rule(String text) {
    this.text = text;
  }

  /**
   * The rule in words.
   *
   * @return a clause without a full stop
   */
  public String text() {
    return text;
  }
}
