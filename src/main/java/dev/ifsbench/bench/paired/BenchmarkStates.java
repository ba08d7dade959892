package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.state.LayerStack;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The states that a benchmark's method takes, made and set up as JMH does for one thread, over a
 * stack that is there already.
 */
public final class BenchmarkStates implements AutoCloseable {
  private static final String HANDLE = "handle";

  private final Map<Class<?>, Object> made = new LinkedHashMap<>();
  private final Deque<Object> toTearDown = new ArrayDeque<>();
  private final Map<String, String> parameters;

  BenchmarkStates(LayerStack stack, int payload, Map<String, String> further) {
    parameters = new HashMap<>(further);
    parameters.put(HANDLE, stack.handle.name());
    parameters.put("transport", stack.transport().name());
    parameters.put("payload", Integer.toString(payload));
    parameters.put("depth", Integer.toString(stack.depth));
    parameters.put("binding", stack.binding.name());
    made.put(LayerStack.class, stack);
  }

  /**
   * Tells why kinds of handle cannot take turns in one JVM at a benchmark.
   *
   * @param benchmark the name of its class and method, as JMH prints it
   * @return one line without a full stop; empty if they can
   */
  public static Optional<String> refusal(String benchmark) {
    Set<Class<?>> types = new HashSet<>();
    Deque<Class<?>> toVisit =
        new ArrayDeque<>(Arrays.asList(method(benchmark).getParameterTypes()));
    while (!toVisit.isEmpty()) {
      Class<?> type = toVisit.remove();
      if (!type.isAnnotationPresent(State.class)) {
        return Optional.of(type.getSimpleName() + " is JMH's own, and there is no JMH around it");
      }
      if (types.add(type)) {
        methods(type, Setup.class).forEach(each -> toVisit.addAll(types(each)));
      }
    }
    return types.stream().anyMatch(BenchmarkStates::hasHandle)
        ? Optional.empty()
        : Optional.of("it has no kinds of handle");
  }

  private static List<Class<?>> types(Method method) {
    return Arrays.asList(method.getParameterTypes());
  }

  private static boolean hasHandle(Class<?> type) {
    return Arrays.stream(type.getFields()).anyMatch(field -> field.getName().equals(HANDLE));
  }

  /**
   * A benchmark's method.
   *
   * @throws IllegalArgumentException if there is no such benchmark
   */
  static Method method(String benchmark) {
    int dot = benchmark.lastIndexOf('.');
    try {
      Class<?> owner = Class.forName(benchmark.substring(0, Math.max(dot, 0)));
      String name = benchmark.substring(dot + 1);
      return methods(owner, Benchmark.class)
          .filter(method -> method.getName().equals(name))
          .findFirst()
          .orElseThrow(() -> new ClassNotFoundException(benchmark));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("no loop for the benchmark " + benchmark, e);
    }
  }

  private static Stream<Method> methods(Class<?> type, Class<? extends Annotation> with) {
    return Arrays.stream(type.getMethods()).filter(method -> method.isAnnotationPresent(with));
  }

  /** The state of a type, made and set up if it is not yet. */
  Object of(Class<?> type) throws ReflectiveOperationException {
    Object known = made.get(type);
    if (known != null) {
      return known;
    }
    Object state = type.getConstructor().newInstance();
    for (Field field : type.getFields()) {
      if (field.isAnnotationPresent(Param.class)) {
        field.set(state, value(field));
      }
    }
    for (Method setUp : methods(type, Setup.class).toList()) {
      Object[] arguments = new Object[setUp.getParameterCount()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = of(setUp.getParameterTypes()[i]);
      }
      invoke(setUp, state, arguments);
    }
    made.put(type, state);
    toTearDown.push(state);
    return state;
  }

  private Object value(Field field) {
    String text =
        parameters.getOrDefault(field.getName(), field.getAnnotation(Param.class).value()[0]);
    Class<?> type = field.getType();
    if (type == int.class) {
      return Integer.valueOf(text);
    }
    if (!type.isEnum()) {
      return text;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(field.getName() + " cannot be " + text));
  }

  /** Tears down what was set up, the last one first. */
  @Override
  public void close() {
    while (!toTearDown.isEmpty()) {
      Object state = toTearDown.pop();
      for (Method tearDown : methods(state.getClass(), TearDown.class).toList()) {
        try {
          invoke(tearDown, state);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static void invoke(Method method, Object state, Object... arguments)
      throws ReflectiveOperationException {
    try {
      method.invoke(state, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
