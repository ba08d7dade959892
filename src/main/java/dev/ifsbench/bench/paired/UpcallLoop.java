package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.TracingOverheadBenchmark;
import dev.ifsbench.bench.state.TracedHandles;
import dev.ifsbench.bench.state.WinsockException;

/** An upcall of {@link TracingOverheadBenchmark} as a {@link Loop}, traced or not. */
public final class UpcallLoop implements Loop {
  /** A call of the upcall. */
  private interface Invocation {
    Object run();
  }

  private final TracedHandles handles = new TracedHandles();
  private final Invocation invocation;
  private Object last;

  /**
   * Opens the handles.
   *
   * @param upcall "modify" or "query"
   * @param traced whether by the function that providers get
   * @throws IllegalArgumentException if there is no such upcall
   */
  public UpcallLoop(String upcall, boolean traced) {
    handles.recorder = TracedHandles.Recorder.OFF; // what records is the whole JVM's
    handles.setUp();
    TracingOverheadBenchmark.Functions functions = new TracingOverheadBenchmark.Functions();
    functions.setUp(handles);
    TracingOverheadBenchmark benchmark = new TracingOverheadBenchmark();
    invocation =
        switch (upcall) {
          case "modify" ->
              traced
                  ? () -> benchmark.modifyTraced(functions, handles) != 0
                  : () -> benchmark.modifyUntraced(functions, handles) != 0;
          case "query" ->
              traced
                  ? () -> benchmark.queryTraced(functions, handles)
                  : () -> benchmark.queryUntraced(functions, handles);
          default -> throw new IllegalArgumentException("no upcall " + upcall);
        };
  }

  @Override
  public void run(int times) {
    for (int i = 0; i < times; i++) {
      last = invocation.run();
    }
    if (last == null) {
      throw new WinsockException("an upcall found no context");
    }
  }

  @Override
  public void close() {
    handles.tearDown();
  }
}
