package dev.ifsbench.sockets.libc;

import com.sun.jna.FromNativeConverter;
import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ToNativeConverter;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * JNA's direct mapping for functions whose parameters and results are {@code int} and {@code long}.
 *
 * <p>{@link Native#register(Class, NativeLibrary)} gives JNA's stub a list of conversions, even if
 * none of them does anything; the stub then goes through the list before and after each call, and
 * asks the virtual machine whether a conversion has thrown. Its native half can do without the
 * list. That half is private to JNA, so it is called by reflection; if it differs from the version
 * that this project is built with, JNA registers the functions in its own way.
 */
final class PrimitiveMapping {
  private static final int NO_CONVERSION = 0;
  private static final String ENCODING = "UTF-8"; // of strings, of which there are none

  private final Method register;
  private final long intType;
  private final long longType;

  private PrimitiveMapping() throws ReflectiveOperationException {
    register = registerMethod();
    Method get =
        Class.forName(Structure.class.getName() + "$FFIType")
            .getDeclaredMethod("get", Object.class);
    get.setAccessible(true);
    intType = address(get.invoke(null, int.class));
    longType = address(get.invoke(null, long.class));
  }

  /**
   * Binds each native method of a class to the function of the same name.
   *
   * @return whether the stub goes without the list
   * @throws UnsatisfiedLinkError if the library lacks one
   */
  static boolean register(Class<?> natives, NativeLibrary library) {
    try {
      PrimitiveMapping mapping = new PrimitiveMapping();
      for (Method method : natives.getDeclaredMethods()) {
        if (Modifier.isNative(method.getModifiers())) {
          mapping.register(method, library.getFunction(method.getName()));
        }
      }
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      Native.register(natives, library);
      return false;
    }
  }

  private static Method registerMethod() throws ReflectiveOperationException {
    Method register =
        Native.class.getDeclaredMethod(
            "registerMethod",
            Class.class,
            String.class,
            String.class,
            int[].class,
            long[].class,
            long[].class,
            int.class,
            long.class,
            long.class,
            Method.class,
            long.class,
            int.class,
            boolean.class,
            ToNativeConverter[].class,
            FromNativeConverter.class,
            String.class);
    register.setAccessible(true);
    return register;
  }

  private void register(Method method, Function function) throws ReflectiveOperationException {
    Class<?>[] parameters = method.getParameterTypes();
    long[] types = new long[parameters.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = typeOf(parameters[i]);
    }
    long result = typeOf(method.getReturnType());
    register.invoke(
        null,
        method.getDeclaringClass(),
        method.getName(),
        MethodType.methodType(method.getReturnType(), parameters).toMethodDescriptorString(),
        null, // the list of conversions
        types,
        types,
        NO_CONVERSION,
        result,
        result,
        method,
        Pointer.nativeValue(function),
        function.getCallingConvention(),
        false,
        null,
        null,
        ENCODING);
  }

  /** The address of libffi's description of a type. */
  private long typeOf(Class<?> primitive) {
    if (primitive != int.class && primitive != long.class) {
      throw new IllegalArgumentException("no mapping for " + primitive);
    }
    return primitive == int.class ? intType : longType;
  }

  private static long address(Object type) {
    return Pointer.nativeValue(((Structure) type).getPointer());
  }
}
