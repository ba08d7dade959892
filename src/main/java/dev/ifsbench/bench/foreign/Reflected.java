package dev.ifsbench.bench.foreign;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Calls of what a class loader's own version of a library has, hidden or not. */
final class Reflected {
  private Reflected() {}

  /**
   * Calls a method.
   *
   * @param target an object, or a class for its static methods
   * @param name of the method, which no other with as many parameters has
   * @param arguments for it
   * @throws IllegalStateException with the innermost reason, if it throws
   * @throws LinkageError if there is no such method
   */
  static Object call(Object target, String name, Object... arguments) {
    Class<?> type = target instanceof Class<?> owner ? owner : target.getClass();
    Method method =
        find(type, name, arguments.length)
            .orElseThrow(
                () ->
                    new LinkageError(
                        String.format(Locale.ROOT, "%s has no %s", type.getName(), name)));
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw failure(e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.toString(), e);
    }
  }

  /** How many parameters a method has, which differs between versions. */
  static int parameters(Object target, String name) {
    return Arrays.stream(target.getClass().getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .mapToInt(Method::getParameterCount)
        .findFirst()
        .orElseThrow(() -> new LinkageError(target.getClass().getName() + " has no " + name));
  }

  private static Optional<Method> find(Class<?> type, String name, int parameters) {
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      for (Method method : owner.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && method.getParameterCount() == parameters
            && !method.isBridge()) {
          return Optional.of(method);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Makes an object by the only constructor that takes arguments like these.
   *
   * @param type its class
   * @param arguments for the constructor
   */
  static Object make(Class<?> type, Object... arguments) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (fits(constructor, arguments)) {
        try {
          constructor.setAccessible(true);
          return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
          throw failure(e.getCause());
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(e.toString(), e);
        }
      }
    }
    throw new LinkageError(type.getName() + " has no constructor of the kind that JMH 1.3x has");
  }

  private static boolean fits(Constructor<?> constructor, Object... arguments) {
    Class<?>[] types = constructor.getParameterTypes();
    if (types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (!types[i].isPrimitive() && !types[i].isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * A constant of an enumeration.
   *
   * @param type the enumeration
   * @param name of the constant
   */
  static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> ((Enum<?>) each).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new LinkageError(type.getName() + " has no " + name));
  }

  /** JMH wraps what a benchmark threw, and hides some as suppressed. */
  private static RuntimeException failure(Throwable thrown) {
    Throwable innermost = thrown;
    while (next(innermost) != null) {
      innermost = next(innermost);
    }
    return new IllegalStateException(
        innermost.getMessage() == null ? innermost.toString() : innermost.getMessage(), thrown);
  }

  private static Throwable next(Throwable thrown) {
    if (thrown.getCause() != null) {
      return thrown.getCause();
    }
    return thrown.getSuppressed().length > 0 ? thrown.getSuppressed()[0] : null;
  }
}
