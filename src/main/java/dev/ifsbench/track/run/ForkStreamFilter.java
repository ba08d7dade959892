package dev.ifsbench.track.run;

import java.io.ObjectInputFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Limits what is read as Java's serialized objects, by this JVM and by JMH's forks. They hand over
 * plans and results in that form, through a port that every program of this machine can reach. What
 * they send are JMH's own objects and the collections and numbers of the JDK that these hold; forks
 * also send exceptions.
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

  private static final String JMH = "org.openjdk.jmh.";

  /** Of the tools that attach to a fork: {@code trace --follow} and JDK Mission Control. */
  private static final String MANAGEMENT = "java.rmi.**;javax.management.**";

  /** Limits all streams of this JVM from now on, unless its user has chosen limits. */
  public static synchronized void install() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(new ForkStreamFilter());
    }
  }

  /**
   * Limits all streams of JMH's forks, unless JVM options that follow choose other limits.
   *
   * @param asked how to run
   * @return the same with one JVM option more, in front of all others
   */
  public static Options limitForks(Options asked) {
    List<String> prepended = new ArrayList<>();
    prepended.add(forkOption());
    prepended.addAll(asked.getJvmArgsPrepend().orElse(List.of()));
    return new OptionsBuilder()
        .parent(asked)
        .jvmArgsPrepend(prepended.toArray(String[]::new))
        .build();
  }

  private static String forkOption() {
    return String.format(
        Locale.ROOT,
        "-Djdk.serialFilter=maxdepth=%d;maxrefs=%d;maxarray=%d;maxbytes=%d;%s**;%s;%s;!*",
        MAX_DEPTH,
        MAX_REFERENCES,
        MAX_ARRAY,
        MAX_BYTES,
        JMH,
        PACKAGES.stream().sorted().map(name -> name + ".*").collect(Collectors.joining(";")),
        MANAGEMENT);
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
        || element.getName().startsWith(JMH);
  }
}
