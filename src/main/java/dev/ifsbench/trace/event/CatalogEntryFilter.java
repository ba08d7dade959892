package dev.ifsbench.trace.event;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.SettingControl;

/**
 * The setting {@code catalogEntryIds}: which catalog entries' calls are recorded.
 *
 * <p>Its value is {@value #ALL} for all, or identifiers with anything that is no digit between
 * them; {@code +} needs no quoting on a command line. Several recordings at once get what any of
 * them asks for.
 */
public final class CatalogEntryFilter extends SettingControl {
  public static final String ALL = "*";

  private static final int[] NO_LIMIT = {};

  private volatile int[] accepted = NO_LIMIT;
  private volatile String value = ALL;

  /** Called by Flight Recorder. */
  public CatalogEntryFilter() {}

  @Override
  public String combine(Set<String> settingValues) {
    Set<Integer> all = new TreeSet<>();
    for (String one : settingValues) {
      int[] ids = parse(one);
      if (ids.length == 0) {
        return ALL;
      }
      Arrays.stream(ids).forEach(all::add);
    }
    return String.join("+", all.stream().map(String::valueOf).toList());
  }

  @Override
  public void setValue(String settingValue) {
    value = settingValue;
    accepted = parse(settingValue);
  }

  @Override
  public String getValue() {
    return value;
  }

  boolean accepts(int catalogEntryId) {
    int[] ids = accepted;
    for (int id : ids) {
      if (id == catalogEntryId) {
        return true;
      }
    }
    return ids.length == 0;
  }

  private static int[] parse(String text) {
    return Arrays.stream(text.split("[^0-9]+", -1))
        .filter(digits -> !digits.isEmpty() && digits.length() < 10)
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
