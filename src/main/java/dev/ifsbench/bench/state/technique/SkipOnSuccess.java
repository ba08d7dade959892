package dev.ifsbench.bench.state.technique;

import dev.ifsbench.sockets.OverlappedIo;

/** Whether {@code FILE_SKIP_COMPLETION_PORT_ON_SUCCESS} is set on the sockets of a port. */
public enum SkipOnSuccess {
  /** It is not: every operation that succeeds is announced at the port. */
  OFF(0),

  /** It is: an operation that succeeds at once is not announced. */
  ON(OverlappedIo.FILE_SKIP_COMPLETION_PORT_ON_SUCCESS);

  private final int modes;

  SkipOnSuccess(int modes) {
    this.modes = modes;
  }

  /** The modes for {@link OverlappedIo#setCompletionModes}. */
  int modes() {
    return modes;
  }
}
