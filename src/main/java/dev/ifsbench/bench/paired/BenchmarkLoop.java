package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.sockets.libc.Binding;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A benchmark's method as a {@link Loop}, without JMH around it, so that several kinds of handle
 * can take turns in one JVM. It is the same method over the same state as JMH runs.
 */
public final class BenchmarkLoop implements Loop {
  private final LayerStack stack;
  private final BenchmarkStates states;
  private final Runnable invocation;
  private final int operations;
  private int left;

  /**
   * Opens what the benchmark needs. Names stand for constants, whose types are not the caller's.
   *
   * @param benchmark what to run, as {@link PairedTask#benchmark} says it
   * @param handle the name of the {@link HandleKind}
   * @param transport the name of the {@link Transport}
   * @param payload bytes of a message
   * @param depth number of layers
   * @param binding the name of the {@link Binding}
   * @throws IllegalArgumentException if there is no such benchmark or constant
   */
  public BenchmarkLoop(
      String benchmark, String handle, String transport, int payload, int depth, String binding) {
    this(
        LayerStack.started(
            HandleKind.valueOf(handle),
            Transport.valueOf(transport),
            depth,
            Binding.valueOf(binding)),
        benchmark,
        payload);
  }

  /**
   * Opens what the benchmark needs.
   *
   * @param stack over which, started; it is stopped when this loop is closed
   * @param benchmark what to run, as {@link PairedTask#benchmark} says it
   * @param payload bytes of a message
   * @throws IllegalArgumentException if there is no such benchmark
   */
  BenchmarkLoop(LayerStack stack, String benchmark, int payload) {
    this.stack = stack;
    ParameterizedName name = ParameterizedName.parse(benchmark);
    Method method = BenchmarkStates.method(name.benchmark());
    states = new BenchmarkStates(stack, payload, name.parameters());
    invocation = invocation(method);
    OperationsPerInvocation several = method.getAnnotation(OperationsPerInvocation.class);
    operations = several == null ? 1 : several.value();
  }

  /** The call as the compiler would have made it of a lambda: nothing of reflection is left. */
  private Runnable invocation(Method method) {
    try {
      List<Object> captured = new ArrayList<>();
      captured.add(method.getDeclaringClass().getConstructor().newInstance());
      for (Class<?> type : method.getParameterTypes()) {
        captured.add(states.of(type));
      }
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodHandle called = lookup.unreflect(method);
      MethodType nothing = MethodType.methodType(void.class);
      MethodHandle maker =
          LambdaMetafactory.metafactory(
                  lookup,
                  "run",
                  called.type().changeReturnType(Runnable.class),
                  nothing,
                  called,
                  nothing)
              .getTarget();
      return (Runnable) maker.invokeWithArguments(captured);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException("no loop for the benchmark " + method, e);
    }
  }

  /**
   * Runs so many operations, of which a batch has several: what is left of one counts for the next
   * call.
   */
  @Override
  public void run(int times) {
    left += times;
    while (left > 0) {
      invocation.run();
      left -= operations;
    }
  }

  @Override
  public void close() {
    states.close();
    stack.stop();
  }
}
