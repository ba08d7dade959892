package dev.ifsbench.provider;

import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WspData;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.function.Consumer;

/**
 * Reports every call of a provider before it begins and after it has ended. If the provider crashes
 * the process, the last report says where.
 */
final class WatchedProvider implements ServiceProvider {
  private static final String AFTER = "after ";
  private static final RecordComponent[] FUNCTIONS = ProcedureTable.class.getRecordComponents();

  private final ServiceProvider provider;
  private final String of;
  private final Consumer<String> watch;

  /**
   * Watches a provider.
   *
   * @param provider what is called
   * @param name the provider's
   * @param watch is told a function's name and the provider's, and then both after {@code "after "}
   */
  WatchedProvider(ServiceProvider provider, String name, Consumer<String> watch) {
    this.provider = provider;
    of = " of " + name;
    this.watch = watch;
  }

  @Override
  public WinsockError wspStartup(
      int wVersionRequested,
      WspData lpWspData,
      ProtocolInfo lpProtocolInfo,
      UpcallTable upcallTable,
      ProcedureTableRef lpProcTable) {
    watch.accept("WSPStartup" + of);
    WinsockError error =
        provider.wspStartup(wVersionRequested, lpWspData, lpProtocolInfo, upcallTable, lpProcTable);
    watch.accept(AFTER + "WSPStartup" + of);
    if (lpProcTable != null && lpProcTable.value != null) {
      lpProcTable.value = watched(lpProcTable.value);
    }
    return error;
  }

  private ProcedureTable watched(ProcedureTable table) {
    ProcedureTable.Builder builder = table.toBuilder();
    for (RecordComponent function : FUNCTIONS) {
      put(builder, function.getType(), function(table, function));
    }
    return builder.build();
  }

  private static Object function(ProcedureTable table, RecordComponent function) {
    try {
      return function.getAccessor().invoke(table);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e); // the accessors are public and throw nothing
    }
  }

  private <F> void put(ProcedureTable.Builder builder, Class<F> type, Object function) {
    String name = "WSP" + type.getSimpleName() + of;
    builder.with(
        type,
        type.cast(
            Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new Told(name, function))));
  }

  /** One function. */
  private final class Told implements InvocationHandler {
    private final String name;
    private final Object function;

    private Told(String name, Object function) {
      this.name = name;
      this.function = function;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      boolean ofProvider = method.getDeclaringClass() != Object.class;
      if (ofProvider) {
        watch.accept(name);
      }
      try {
        return method.invoke(function, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      } finally {
        if (ofProvider) {
          watch.accept(AFTER + name);
        }
      }
    }
  }
}
