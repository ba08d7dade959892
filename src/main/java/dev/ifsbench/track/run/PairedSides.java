package dev.ifsbench.track.run;

import dev.ifsbench.bench.state.EntryStack;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.sockets.libc.Binding;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Two sides that take turns in one JVM, and the parameter that distinguishes them: two kinds of
 * handle, two entries of the system's own catalog, two bindings, or two jars.
 *
 * @param parameter {@value #HANDLE}, {@value BenchmarkId#ENTRY}, {@value #BINDING} or {@value #JAR}
 * @param before its value on the side that is compared with
 * @param after its value on the side that is judged
 */
public record PairedSides(String parameter, String before, String after) {
  /** The benchmarks' parameter that chooses the kind of handle. */
  public static final String HANDLE = BenchmarkId.HANDLE;

  /** The benchmarks' parameter that chooses how Java reaches C. */
  public static final String BINDING = "binding";

  /** Not a benchmark's parameter: the file whose classes run. */
  public static final String JAR = "jar";

  private static final String JAR_SUFFIX = ".jar";

  /**
   * Reads two names.
   *
   * @param before a kind of handle, an entry such as {@code entry:1001}, a binding in any case, or
   *     the path of a jar
   * @param after another of the same sort
   * @throws IllegalArgumentException if they are of no such sort, or the same
   */
  public static PairedSides of(String before, String after) {
    if (before.equals(after)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "'%s' is named twice; calibrate compares a kind of handle with itself",
              before));
    }
    if (both(before, after, PairedSides::isHandle)) {
      return new PairedSides(HANDLE, before, after);
    }
    if (both(before, after, name -> EntryStack.number(name).isPresent())) {
      return new PairedSides(
          BenchmarkId.ENTRY,
          EntryStack.number(before).orElseThrow(),
          EntryStack.number(after).orElseThrow());
    }
    String upperBefore = before.toUpperCase(Locale.ROOT);
    String upperAfter = after.toUpperCase(Locale.ROOT);
    if (both(upperBefore, upperAfter, PairedSides::isBinding)) {
      return new PairedSides(BINDING, upperBefore, upperAfter);
    }
    if (both(before, after, name -> name.endsWith(JAR_SUFFIX))) {
      return new PairedSides(JAR, before, after);
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "'%s,%s' are neither two kinds of handle (%s), nor two entries (entry:ID), nor two bindings (%s), nor two jars",
            before,
            after,
            names(HandleKind.values()),
            names(Binding.values())));
  }

  private static boolean both(String before, String after, Predicate<String> sort) {
    return sort.test(before) && sort.test(after);
  }

  private static boolean isHandle(String name) {
    return Arrays.stream(HandleKind.values()).anyMatch(kind -> kind.name().equals(name));
  }

  private static boolean isBinding(String name) {
    return Arrays.stream(Binding.values()).anyMatch(binding -> binding.name().equals(name));
  }

  private static String names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return before + "," + after;
  }
}
