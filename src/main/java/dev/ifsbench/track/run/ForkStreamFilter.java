package dev.ifsbench.track.run;

import java.io.ObjectInputFilter;
import java.util.Set;

/**
 * Limits what this JVM reads as Java's serialized objects. JMH's forks hand their results over in
 * that form, through a port that every program of this machine can reach. What a fork sends are
 * JMH's own objects, collections and numbers of the JDK that these hold, and exceptions.
 *
 * <p>Stateless.
 */
public final class ForkStreamFilter implements ObjectInputFilter {
  /** Each level of nested sets doubles the time that reading them takes. */
  private static final long MAX_DEPTH = 24;

  /** Many times what the longest run of a fork has. */
  private static final long MAX_REFERENCES = 50_000_000;

  private static final long MAX_ARRAY = 10_000_000;
  private static final long MAX_BYTES = 1L << 30;

  private static final Set<String> PACKAGES =
      Set.of("java.lang", "java.util", "java.util.concurrent");

  /** Has all streams of this JVM limited from now on, unless its user has chosen limits. */
  public static synchronized void install() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(new ForkStreamFilter());
    }
  }

  @Override
  public Status checkInput(FilterInfo info) {
    boolean within =
        info.depth() <= MAX_DEPTH
            && info.references() <= MAX_REFERENCES
            && info.arrayLength() <= MAX_ARRAY
            && info.streamBytes() <= MAX_BYTES;
    return within && (info.serialClass() == null || isExpected(info.serialClass()))
        ? Status.ALLOWED
        : Status.REJECTED;
  }

  private static boolean isExpected(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element.isPrimitive()
        || Throwable.class.isAssignableFrom(element)
        || PACKAGES.contains(element.getPackageName())
        || element.getName().startsWith("org.openjdk.jmh.");
  }
}
