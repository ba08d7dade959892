package dev.ifsbench.report.text;

/**
 * What was found of one benchmark, in a form that every format can write.
 *
 * @param state what it means
 * @param word that in a word, such as {@code regressed}
 * @param subject the benchmark with its parameters; untrusted text, so each format escapes it
 * @param change the ratio as what it adds, with its interval; or empty
 * @param reason why, a clause; or empty
 */
public record CheckRow(State state, String word, String subject, String change, String reason) {
  /** What a row means for the change that is checked, the worst first. */
  public enum State {
    /** It has become worse. */
    WORSE,
    /** It cannot be judged. */
    UNUSABLE,
    /** It was measured, but not well enough to tell. */
    UNDECIDED,
    /** It has become better. */
    BETTER,
    /** It is as it was. */
    SAME
  }
}
