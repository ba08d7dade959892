package dev.ifsbench.bench;

import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.bench.state.TracedHandles;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.spi.WpuFunction;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs that upcalls can be traced: each as providers get it, and the same without events.
 *
 * <p>Both are called through the type of the upcall table, so that the difference is the tracing
 * alone. There are no system calls: the base provider's transport is {@link Transport#NONE}. The
 * handle is modified again by the provider that owns it, which is a success that changes nothing.
 * With {@code -prof gc}, a recorder that is off or leaves the events out allocates 0 B/op. {@link
 * DispatcherBenchmark} times sends, which have nothing to do with events.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class TracingOverheadBenchmark {
  static {
    ParentWatch.beginInJmhFork();
  }

  /** The upcalls of both sorts in fields that are not constant, as a provider keeps them. */
  @State(Scope.Benchmark)
  public static class Functions {
    private WpuFunction.ModifyIfsHandle tracedModify;
    private WpuFunction.ModifyIfsHandle untracedModify;
    private WpuFunction.QuerySocketHandleContext tracedQuery;
    private WpuFunction.QuerySocketHandleContext untracedQuery;

    /** Constructor for JMH, which fills in the parameters. */
    public Functions() {}

    /**
     * Finds the upcalls.
     *
     * @param handles whose upcalls
     */
    @Setup(Level.Trial)
    public void setUp(TracedHandles handles) {
      tracedModify = handles.traced().wpuModifyIfsHandle();
      untracedModify = handles.winsock().upcalls()::wpuModifyIfsHandle;
      tracedQuery = handles.traced().wpuQuerySocketHandleContext();
      untracedQuery = handles.winsock().upcalls()::wpuQuerySocketHandleContext;
    }
  }

  /** Constructor for JMH. */
  public TracingOverheadBenchmark() {}

  /**
   * {@code WPUModifyIFSHandle} with its event.
   *
   * @param functions the upcalls
   * @param handles the handles
   * @return the handle
   */
  @Benchmark
  public long modifyTraced(Functions functions, TracedHandles handles) {
    return functions.tracedModify.invoke(handles.baseId(), handles.base(), handles.errno());
  }

  /**
   * {@code WPUModifyIFSHandle} without.
   *
   * @param functions the upcalls
   * @param handles the handles
   * @return the handle
   */
  @Benchmark
  public long modifyUntraced(Functions functions, TracedHandles handles) {
    return functions.untracedModify.invoke(handles.baseId(), handles.base(), handles.errno());
  }

  /**
   * {@code WPUQuerySocketHandleContext} with its event.
   *
   * @param functions the upcalls
   * @param handles the handles
   * @return the context
   */
  @Benchmark
  public Object queryTraced(Functions functions, TracedHandles handles) {
    return functions.tracedQuery.invoke(handles.created(), handles.errno());
  }

  /**
   * {@code WPUQuerySocketHandleContext} without.
   *
   * @param functions the upcalls
   * @param handles the handles
   * @return the context
   */
  @Benchmark
  public Object queryUntraced(Functions functions, TracedHandles handles) {
    return functions.untracedQuery.invoke(handles.created(), handles.errno());
  }
}
