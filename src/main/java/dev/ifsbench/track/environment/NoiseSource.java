package dev.ifsbench.track.environment;

import java.util.Locale;

/**
 * Something on the machine that disturbs measurement.
 *
 * @param subject what it is about, in a word or two
 * @param finding what was found
 * @param advice what to do about it
 */
public record NoiseSource(String subject, String finding, String advice) {
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s: %s. %s.", subject, finding, advice);
  }
}
