package dev.ifsbench.sockets.libc;

import dev.ifsbench.spi.NativeMemory;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What this project needs of {@code java.lang.foreign}, by reflection: its classes run on JDK 17
 * too, which does not have that package. Reflection ends when the functions are bound; a call
 * through a handle has none.
 *
 * @see <a href="https://openjdk.org/jeps/454">JEP 454: Foreign Function and Memory API</a>
 */
public final class ForeignLinker {
  private static final String PACKAGE = "java.lang.foreign.";

  private final Class<?> linkerType = type("Linker");
  private final Class<?> layoutType = type("MemoryLayout");
  private final Class<?> segmentType = type("MemorySegment");
  private final Class<?> optionType = type("Linker$Option");
  private final Object linker = call(method(linkerType, "nativeLinker"), null);
  private final Object library;
  private final Object capture;

  private ForeignLinker(String name, String captured) {
    library =
        name == null
            ? call(method(linkerType, "defaultLookup"), linker)
            : lookup(String.class, name);
    capture =
        call(
            method(optionType, "captureCallState", String[].class),
            null,
            (Object) new String[] {captured});
  }

  /** Of the C library, whose calls leave {@code errno}. */
  static ForeignLinker ofLibC() {
    return new ForeignLinker(null, "errno");
  }

  /**
   * Of a library of the system's, which stays loaded.
   *
   * @param name of the library
   * @param captured what its calls leave: {@code errno}, {@code GetLastError}
   */
  public static ForeignLinker ofLibrary(String name, String captured) {
    return new ForeignLinker(name, captured);
  }

  /** How much memory a call may leave something in, in bytes. */
  public int capturedSize() {
    return (int) (long) call(method(layoutType, "byteSize"), stateLayout());
  }

  /**
   * Where in that memory.
   *
   * @param captured what calls leave
   * @return bytes from its beginning
   */
  public int capturedOffset(String captured) {
    Class<?> elementType = type("MemoryLayout$PathElement");
    Object path = Array.newInstance(elementType, 1);
    Array.set(path, 0, call(method(elementType, "groupElement", String.class), null, captured));
    return (int)
        (long) call(method(layoutType, "byteOffset", path.getClass()), stateLayout(), path);
  }

  private Object stateLayout() {
    return call(method(optionType, "captureStateLayout"), null);
  }

  /**
   * Binds a function of the library, whose pointers and numbers of 64 bits are {@code long} and
   * whose other numbers are {@code int}.
   *
   * @param name the function's
   * @param result {@code int.class} or {@code long.class}
   * @param parameters the same
   * @return a handle with one more parameter in front, of static type {@link Object}: a {@link
   *     #segment}, where each call leaves what is captured, a 32-bit number
   */
  public MethodHandle bind(String name, Class<?> result, Class<?>... parameters) {
    Object options = Array.newInstance(optionType, 1);
    Array.set(options, 0, capture);
    MethodHandle handle = downcall(find(library, name), options, result, parameters);
    return handle.asType(handle.type().changeParameterType(0, Object.class));
  }

  /**
   * Binds a function of another library, which stays loaded.
   *
   * @param file the library
   * @param name the function's
   * @param result {@code int.class} or {@code long.class}
   * @param parameters the same
   * @return a handle
   */
  MethodHandle bind(Path file, String name, Class<?> result, Class<?>... parameters) {
    return downcall(
        find(lookup(Path.class, file), name), Array.newInstance(optionType, 0), result, parameters);
  }

  private static Object lookup(Class<?> kind, Object library) {
    Class<?> arenaType = type("Arena");
    return call(
        method(type("SymbolLookup"), "libraryLookup", kind, arenaType),
        null,
        library,
        call(method(arenaType, "global"), null));
  }

  private MethodHandle downcall(
      Object address, Object options, Class<?> result, Class<?>... parameters) {
    Class<?> descriptorType = type("FunctionDescriptor");
    Object layouts = Array.newInstance(layoutType, parameters.length);
    for (int i = 0; i < parameters.length; i++) {
      Array.set(layouts, i, layout(parameters[i]));
    }
    Object descriptor =
        call(
            method(descriptorType, "of", layoutType, layouts.getClass()),
            null,
            layout(result),
            layouts);
    Method downcallHandle =
        method(linkerType, "downcallHandle", segmentType, descriptorType, options.getClass());
    return (MethodHandle) call(downcallHandle, linker, address, descriptor, options);
  }

  /** A block as a {@code MemorySegment}, which keeps the block from being freed. */
  public Object segment(NativeMemory memory) {
    return call(method(segmentType, "ofBuffer", Buffer.class), null, memory.asByteBuffer());
  }

  /**
   * What a call through a handle has thrown: C throws nothing, so it is the virtual machine's own.
   *
   * @param thrown by the call
   * @return what to throw in its place
   */
  public static AssertionError unexpected(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return new AssertionError(thrown);
  }

  private static Object find(Object lookup, String name) {
    Optional<?> address =
        (Optional<?>) call(method(type("SymbolLookup"), "find", String.class), lookup, name);
    return address.orElseThrow(() -> new UnsatisfiedLinkError("no " + name + " in the library"));
  }

  private static Object layout(Class<?> primitive) {
    try {
      return type("ValueLayout")
          .getField(primitive == int.class ? "JAVA_INT" : "JAVA_LONG")
          .get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("java.lang.foreign is not as documented", e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(PACKAGE + name);
    } catch (ClassNotFoundException e) {
      throw new LinkageError("java.lang.foreign is not as documented", e);
    }
  }

  private static Method method(Class<?> type, String name, Class<?>... parameters) {
    try {
      return type.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new LinkageError("java.lang.foreign is not as documented", e);
    }
  }

  private static Object call(Method method, Object receiver, Object... arguments) {
    try {
      return method.invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      // For example, this JVM was told to allow no native access.
      throw new LinkageError(String.valueOf(e.getCause().getMessage()), e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError("java.lang.foreign is not as documented", e);
    }
  }
}
