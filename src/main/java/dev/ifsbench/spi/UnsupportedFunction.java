package dev.ifsbench.spi;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Stands in a procedure table for a function that its provider does not have. Stateless. */
final class UnsupportedFunction implements InvocationHandler {
  private static final UnsupportedFunction INSTANCE = new UnsupportedFunction();

  private UnsupportedFunction() {}

  /**
   * Makes a function that fails with {@code WSAEOPNOTSUPP}.
   *
   * @param type one of {@link WspFunction}
   */
  static Object of(Class<?> type) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, INSTANCE);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(this, arguments);
    }
    // The error's place is the last parameter of every function.
    ((Errno) arguments[arguments.length - 1]).set(WinsockError.WSAEOPNOTSUPP);
    Class<?> result = method.getReturnType();
    if (result == boolean.class) {
      return false;
    }
    return result == long.class ? (Object) Ws2Def.INVALID_SOCKET : Ws2Def.SOCKET_ERROR;
  }
}
