package dev.ifsbench.bench.probe;

import dev.ifsbench.bench.state.Transport;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of socket, and the outcome of the checks on it.
 *
 * @param name such as {@code entry:1001}, or a kind of handle
 * @param what it is: description and DLL
 * @param layered whether a layer stands over the base provider
 * @param chain the numbers of its catalog entries, the topmost first; empty for the model's, or if
 *     it cannot be told
 * @param transport what carries its data
 * @param outcomes by check, {@link ProbeFork#WORKS} or what was seen instead
 */
public record ProbedSocket(
    String name,
    String what,
    boolean layered,
    List<Integer> chain,
    Transport transport,
    Map<ProbeCheck, String> outcomes) {
  /** What a check has shown. */
  public enum Verdict {
    /** The check works. */
    WORKS,
    /** The check fails, crashes or hangs. */
    BROKEN,
    /** The outcome is unknown. */
    UNKNOWN
  }

  /** Makes list and map immutable. */
  public ProbedSocket {
    chain = List.copyOf(chain);
    Map<ProbeCheck, String> copy = new EnumMap<>(ProbeCheck.class);
    copy.putAll(outcomes);
    outcomes = Collections.unmodifiableMap(copy);
  }

  /**
   * What a check has shown of it.
   *
   * @param check one that was tried
   */
  public Verdict verdict(ProbeCheck check) {
    String outcome = outcomes.get(check);
    if (outcome.equals(ProbeFork.WORKS)) {
      return Verdict.WORKS;
    }
    if (outcome.startsWith(ProbeFork.FAILED)) {
      return Verdict.UNKNOWN;
    }
    boolean opens = check == ProbeCheck.SEND_AND_RECEIVE || check == ProbeCheck.DATAGRAMS;
    return outcome.startsWith(ProbeFork.NOT_TRIED) && !opens ? Verdict.UNKNOWN : Verdict.BROKEN;
  }

  /**
   * The socket lowest in the same chain that a check fails on already.
   *
   * @param check one that fails on this socket
   * @param all that were probed
   * @return this socket if it works on all below
   */
  public ProbedSocket culprit(ProbeCheck check, List<ProbedSocket> all) {
    Optional<ProbedSocket> lowest =
        all.stream()
            .filter(other -> other.isBelow(this))
            .filter(other -> other.outcomes.containsKey(check))
            .filter(other -> other.verdict(check) == Verdict.BROKEN)
            .min((one, other) -> Integer.compare(one.chain.size(), other.chain.size()));
    return lowest.orElse(this);
  }

  private boolean isBelow(ProbedSocket upper) {
    int length = chain.size();
    int upperLength = upper.chain.size();
    return length > 0
        && length < upperLength
        && upper.chain.subList(upperLength - length, upperLength).equals(chain);
  }
}
