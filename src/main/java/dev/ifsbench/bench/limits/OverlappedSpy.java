package dev.ifsbench.bench.limits;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.WsaOverlapped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Stands between one base provider and the operating system, and remembers the overlapped structure
 * that was passed down last. It changes nothing.
 */
final class OverlappedSpy {
  private final NativeSockets sockets;
  private final OverlappedIo overlapped;
  private volatile WsaOverlapped last;

  OverlappedSpy(NativeSockets system) {
    overlapped =
        proxy(
            OverlappedIo.class, (self, method, args) -> passOn(system.overlapped(), method, args));
    sockets =
        proxy(
            NativeSockets.class,
            (self, method, args) ->
                method.getName().equals("overlapped") ? overlapped : invoke(system, method, args));
  }

  private Object passOn(OverlappedIo system, Method method, Object[] args) throws Throwable {
    for (Object argument : args == null ? new Object[0] : args) {
      if (argument instanceof WsaOverlapped structure) {
        last = structure;
      }
    }
    return invoke(system, method, args);
  }

  private static Object invoke(Object target, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** The system, as a base provider is to be given it. */
  NativeSockets sockets() {
    return sockets;
  }

  /**
   * The structure of the last call that had one, whether it began an operation or asked for its
   * result.
   */
  WsaOverlapped last() {
    return last;
  }
}
