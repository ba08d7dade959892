package dev.ifsbench.track;

/**
 * Something on the machine that disturbs measurement.
 *
 * @param subject what it is about, in a word or two
 * @param finding what was found
 * @param advice what to do about it
 */
public record Disturbance(String subject, String finding, String advice) {
  @Override
  public String toString() {
    return "%s: %s. %s.".formatted(subject, finding, advice);
  }
}
