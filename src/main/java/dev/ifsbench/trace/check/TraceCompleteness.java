package dev.ifsbench.trace.check;

/**
 * What is known to be missing from a reading of events.
 *
 * @param lostBytes how many bytes of events Flight Recorder had no room for, from 0
 * @param lateEvents how many events came too late to be put in order, from 0
 * @param cutOff what of the file could not be read, in words; null if all was
 * @param gap what kept handles from being followed, in words; null if nothing did
 */
public record TraceCompleteness(long lostBytes, long lateEvents, String cutOff, String gap) {
  /**
   * Whether nothing is missing.
   *
   * @return false if counts are lower bounds, and rules that need all events are not judged
   */
  public boolean isComplete() {
    return lostBytes == 0 && lateEvents == 0 && cutOff == null && gap == null;
  }

  /**
   * Whether a rule can be judged.
   *
   * @param rule the rule
   * @return false if it needs the history of handles, of which a part is missing
   */
  public boolean judges(Rule rule) {
    return !rule.needsHistory() || (lostBytes == 0 && lateEvents == 0 && gap == null);
  }
}
