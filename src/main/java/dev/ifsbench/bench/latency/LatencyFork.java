package dev.ifsbench.bench.latency;

import dev.ifsbench.bench.fork.ForkMain;
import dev.ifsbench.bench.state.EchoState;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.sockets.libc.Binding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The program of a JVM that measures one kind of handle at a fixed rate, once.
 *
 * <p>One thread performs round trips and spins between them, another one, which sleeps in its
 * receive, echoes: see {@link EchoState}. The warm-up is a schedule of its own; what it was behind
 * with at its end is dropped with it.
 */
public final class LatencyFork {
  private LatencyFork() {}

  /**
   * Measures what a {@link LatencyTask} says, and leaves a {@link LatencySample}.
   *
   * @param args the fork's folder
   * @throws IOException if there is no task, or no writing of the result
   */
  public static void main(String[] args) throws IOException {
    ForkMain.run(args, LatencyTask.class, (task, folder) -> run(task));
  }

  private static LatencySample run(LatencyTask task) {
    LatencyHistograms histograms = new LatencyHistograms(task.schedule());
    LayerStack stack =
        LayerStack.started(task.handle(), task.transport(), task.depth(), Binding.JNA);
    EchoState state = new EchoState();
    state.payload = task.payload();
    state.setUp(stack);
    OpenLoop loop = new OpenLoop(() -> roundTrip(state));
    loop.run(task.warmup(), new LatencyHistograms(task.warmup()));
    long startMillis = System.currentTimeMillis();
    Pace pace = loop.run(task.schedule(), histograms);
    state.close();
    stack.stop();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    HistogramLogWriter log = new HistogramLogWriter(lines);
    log.setBaseTime(task.baseMillis());
    histograms.writeTo(log, task.label(), startMillis);
    log.close();
    return new LatencySample(pace, lines.toString(StandardCharsets.UTF_8).lines().toList());
  }

  private static void roundTrip(EchoState state) {
    state.near().send(state.payload);
    state.near().receiveFully(state.payload);
  }
}
