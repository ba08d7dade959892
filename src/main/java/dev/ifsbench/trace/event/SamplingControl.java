package dev.ifsbench.trace.event;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import jdk.jfr.SettingControl;

/**
 * The setting {@code every}: one call in N is recorded, chosen at random, so that no rhythm of the
 * calls can hide from it.
 *
 * <p>Its value is a number from 1, which records all. Several recordings at once get the smallest
 * that any of them asks for; what is no number counts as {@value #DEFAULT}.
 */
public final class SamplingControl extends SettingControl {
  static final int DEFAULT = 100;

  // Flight Recorder asks a control when the call has ended and been timed, which is too late to
  // spare the timing. So callers ask here before it; only one event class has this setting.
  private static volatile int every = DEFAULT;

  /** Called by Flight Recorder. */
  public SamplingControl() {}

  /** How many calls a recorded one stands for. */
  static int every() {
    return every;
  }

  /** Draws whether a call is to be recorded. */
  static boolean draw(int every) {
    return every == 1 || ThreadLocalRandom.current().nextInt(every) == 0;
  }

  @Override
  public String combine(Set<String> settingValues) {
    return String.valueOf(
        settingValues.stream().mapToInt(SamplingControl::parse).min().orElse(DEFAULT));
  }

  @Override
  public void setValue(String settingValue) {
    setEvery(parse(settingValue));
  }

  private static void setEvery(int calls) {
    every = calls;
  }

  @Override
  public String getValue() {
    return String.valueOf(every);
  }

  private static int parse(String text) {
    try {
      return Math.max(1, Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      return DEFAULT;
    }
  }
}
