package dev.ifsbench.bench.latency;

import dev.ifsbench.bench.state.EchoState;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.ParentWatch;
import dev.ifsbench.sockets.libc.Binding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The program of a JVM that measures one kind of handle at a fixed rate, once. Started by the
 * command line's own JVM, not by hand.
 *
 * <p>One thread performs round trips and spins between them, another one, which sleeps in its
 * receive, echoes: see {@link EchoState}. The warm-up is a schedule of its own; what it was behind
 * with at its end is dropped with it.
 */
public final class LatencyFork {
  /** The file of the histograms: an HdrHistogram log's lines without its header. */
  public static final String LOG = "intervals.hlog";

  /** The file of the {@link Pace}, in one line; it is written last. */
  public static final String PACE = "pace.txt";

  private LatencyFork() {}

  /**
   * Measures, and writes both files.
   *
   * @param args the folder to write into, and {@link LatencyTask#arguments}
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    ParentWatch.begin(Path.of(args[0]));
    List<String> arguments = Arrays.asList(args);
    run(LatencyTask.parse(arguments.subList(1, arguments.size())), Path.of(arguments.get(0)));
  }

  private static void run(LatencyTask task, Path folder) throws IOException {
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
    HistogramLogWriter log = new HistogramLogWriter(folder.resolve(LOG).toFile());
    log.setBaseTime(task.baseMillis());
    histograms.writeTo(log, task.label(), startMillis);
    log.close();
    Files.writeString(folder.resolve(PACE), pace.encode());
  }

  private static void roundTrip(EchoState state) {
    state.near().send(state.payload);
    state.near().receiveFully(state.payload);
  }
}
