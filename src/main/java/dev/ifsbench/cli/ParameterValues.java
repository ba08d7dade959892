package dev.ifsbench.cli;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * Checks values for a benchmark's parameters before a fork fails because of them. JMH itself takes
 * any text and leaves it to the fork.
 */
final class ParameterValues {
  private ParameterValues() {}

  /**
   * Checks values.
   *
   * @param benchmark whose parameter it is
   * @param name of the parameter
   * @param values what it is to be set to
   * @throws Refusal if a value is none of the parameter's
   */
  static void check(BenchmarkListEntry benchmark, String name, Collection<String> values)
      throws Refusal {
    Optional<Class<?>> type = type(benchmark, name);
    if (type.isPresent()) {
      for (String value : values) {
        check(type.get(), name, value);
      }
    }
  }

  private static void check(Class<?> type, String name, String value) throws Refusal {
    if (type.isEnum()) {
      List<String> constants =
          Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
      if (!constants.contains(value)) {
        throw new Refusal(
            "Parameter %s cannot be '%s'; it is one of %s%s"
                .formatted(
                    name, value, String.join(", ", constants), Nearest.hint(value, constants)));
      }
    } else if (type == int.class || type == long.class) {
      try {
        long number = Long.parseLong(value);
        if (type == int.class) {
          Math.toIntExact(number);
        }
      } catch (NumberFormatException | ArithmeticException e) {
        throw new Refusal(
            "Parameter %s cannot be '%s'; it is a whole number".formatted(name, value));
      }
    } else if (type == boolean.class && !value.equals("true") && !value.equals("false")) {
      throw new Refusal("Parameter %s cannot be '%s'; it is true or false".formatted(name, value));
    }
  }

  /** The type of the field in the benchmark's class or in a state that its methods take. */
  private static Optional<Class<?>> type(BenchmarkListEntry benchmark, String name) {
    try {
      Class<?> owner =
          Class.forName(
              benchmark.getUserClassQName(), false, ParameterValues.class.getClassLoader());
      return states(owner)
          .flatMap(state -> Arrays.stream(state.getDeclaredFields()))
          .filter(field -> field.isAnnotationPresent(Param.class) && field.getName().equals(name))
          .<Class<?>>map(Field::getType)
          .findFirst();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("JMH lists a benchmark that is not there", e);
    }
  }

  private static Stream<Class<?>> states(Class<?> owner) {
    Deque<Class<?>> states = new ArrayDeque<>();
    for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
      states.add(c);
      for (Method method : c.getDeclaredMethods()) {
        for (Class<?> parameter : method.getParameterTypes()) {
          for (Class<?> s = parameter; s != null; s = s.getSuperclass()) {
            states.add(s);
          }
        }
      }
    }
    return states.stream().distinct();
  }
}
