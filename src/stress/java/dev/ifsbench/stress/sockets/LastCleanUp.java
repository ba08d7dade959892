package dev.ifsbench.stress.sockets;

import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

/**
 * What may come of the tests of the last clean-up: the errors of what runs beside it and of the
 * clean-up, then how many handles are open and how many entries are left.
 */
final class LastCleanUp {
  private LastCleanUp() {}

  /** A start is taken back. */
  @Outcome(id = "0, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "Nothing is left.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "Something is left.")
  static final class AgainstCleanUp {
    private AgainstCleanUp() {}
  }

  /** A socket is opened. */
  @Outcome(id = "0, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "The socket came first.")
  @Outcome(id = "10093, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "The clean-up came first.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "Something is left.")
  static final class AgainstSocket {
    private AgainstSocket() {}
  }

  /** A connection is accepted. */
  @Outcome(id = "0, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "The connection came first.")
  @Outcome(id = "10093, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "The clean-up came first.")
  @Outcome(
      id = "10038, 0, 0, 0",
      expect = Expect.ACCEPTABLE,
      desc = "The close of the listener came first.")
  @Outcome(
      id = "10004, 0, 0, 0",
      expect = Expect.ACCEPTABLE,
      desc = "The close of the listener came in between.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "Something is left.")
  static final class AgainstAccept {
    private AgainstAccept() {}
  }
}
