package dev.ifsbench.cli.jmh;

import dev.ifsbench.bench.state.Engine;
import dev.ifsbench.bench.state.LinuxOnly;
import dev.ifsbench.bench.state.Range;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.Transports;
import dev.ifsbench.cli.option.Nearest;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.sockets.HostSystem;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * Checks values for a benchmark's parameters before a fork fails because of them. JMH itself takes
 * any text and leaves it to the fork.
 */
public final class ParameterValues {
  private static final String TRANSPORT = "transport";

  private ParameterValues() {}

  /**
   * Checks values.
   *
   * @param benchmark whose parameter it is
   * @param name of the parameter
   * @param values what it is to be set to
   * @throws UserError if the parameter does not have a value
   */
  public static void check(BenchmarkListEntry benchmark, String name, Collection<?> values)
      throws UserError {
    Class<?> owner = owner(benchmark);
    Optional<Field> field = field(owner, name);
    if (field.isPresent()) {
      for (Object value : values) {
        check(field.get(), name, value.toString());
        if (name.equals(TRANSPORT)) {
          checkTransport(owner, methodName(benchmark), value.toString());
        }
      }
    }
  }

  /**
   * Checks that a benchmark can run on this system.
   *
   * @param benchmark the benchmark
   * @throws UserError if it cannot
   */
  static void checkSystem(BenchmarkListEntry benchmark) throws UserError {
    Class<?> owner = owner(benchmark);
    LinuxOnly linuxOnly = owner.getAnnotation(LinuxOnly.class);
    if (linuxOnly != null && HostSystem.isWindows()) {
      throw UserError.misuse(
          String.format(
              Locale.ROOT,
              "%s does not run on Windows: %s; -e %1$s leaves it out",
              owner.getSimpleName(),
              linuxOnly.because()));
    }
  }

  private static void check(Field field, String name, String value) throws UserError {
    Class<?> type = field.getType();
    if (type.isEnum()) {
      List<String> constants =
          Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
      if (!constants.contains(value)) {
        throw UserError.misuse(
            String.format(
                Locale.ROOT,
                "Parameter %s cannot be '%s'; it is one of %s%s",
                name,
                value,
                String.join(", ", constants),
                Nearest.hint(value, constants)));
      }
      if (type == Engine.class) {
        checkEngine(name, Engine.valueOf(value));
      }
    } else if (type == int.class) {
      checkNumber(field.getAnnotation(Range.class), name, value);
    }
  }

  private static void checkEngine(String name, Engine engine) throws UserError {
    String reason = engine.refusal();
    if (reason != null) {
      throw UserError.misuse(
          String.format(Locale.ROOT, "Parameter %s cannot be %s here: %s", name, engine, reason));
    }
  }

  private static void checkNumber(Range range, String name, String value) throws UserError {
    int min = range == null ? Integer.MIN_VALUE : range.min();
    int max = range == null ? Integer.MAX_VALUE : range.max();
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number that is out of range.
    }
    throw UserError.misuse(
        String.format(
            Locale.ROOT,
            "Parameter %s cannot be '%s'; it is a whole number from %d to %d",
            name,
            value,
            min,
            max));
  }

  private static void checkTransport(Class<?> owner, String method, String value) throws UserError {
    Optional<Transports> ofMethod =
        Arrays.stream(owner.getMethods())
            .filter(m -> m.getName().equals(method) && m.isAnnotationPresent(Transports.class))
            .map(m -> m.getAnnotation(Transports.class))
            .findFirst();
    Transports transports = ofMethod.orElse(owner.getAnnotation(Transports.class));
    if (transports == null) {
      return;
    }
    List<String> allowed = Arrays.stream(transports.value()).map(Transport::name).toList();
    if (!allowed.contains(value)) {
      String refusing = owner.getSimpleName() + (ofMethod.isPresent() ? "." + method : "");
      throw UserError.misuse(
          String.format(
              Locale.ROOT, "%s cannot run over %s: %s", refusing, value, transports.because()));
    }
  }

  private static String methodName(BenchmarkListEntry benchmark) {
    String name = benchmark.getUsername();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Class<?> owner(BenchmarkListEntry benchmark) {
    try {
      return Class.forName(
          benchmark.getUserClassQName(), false, ParameterValues.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("JMH lists a benchmark that is not there", e);
    }
  }

  /** The field in the benchmark's class, or in a state that it uses, itself or through a state. */
  private static Optional<Field> field(Class<?> benchmark, String name) {
    Set<Class<?>> seen = new HashSet<>();
    Deque<Class<?>> toVisit = new ArrayDeque<>(List.of(benchmark));
    while (!toVisit.isEmpty()) {
      Class<?> visited = toVisit.remove();
      if (!seen.add(visited)) {
        continue;
      }
      for (Field field : visited.getDeclaredFields()) {
        if (field.isAnnotationPresent(Param.class) && field.getName().equals(name)) {
          return Optional.of(field);
        }
      }
      if (visited.getSuperclass() != null) {
        toVisit.add(visited.getSuperclass());
      }
      for (Method method : visited.getDeclaredMethods()) {
        Arrays.stream(method.getParameterTypes())
            .filter(type -> type.isAnnotationPresent(State.class))
            .forEach(toVisit::add);
      }
    }
    return Optional.empty();
  }
}
