package dev.ifsbench.track.run;

import dev.ifsbench.bench.floor.FloorFork;
import dev.ifsbench.bench.floor.FloorTimes;
import dev.ifsbench.bench.floor.HostedFork;
import dev.ifsbench.bench.floor.LayerTimes;
import dev.ifsbench.bench.paired.TracingFork;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.TracedHandles;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.sockets.libc.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;

/**
 * The names by which the store knows loops that are no JMH benchmarks: the fork's program in place
 * of a class, what a loop runs in place of a method, and parameters as benchmarks have them.
 */
public final class LoopNames {
  private static final String FLOOR = FloorFork.class.getName();
  private static final String HOSTED = HostedFork.class.getName();
  private static final String TRACING = TracingFork.class.getName();
  private static final String IN_C = FLOOR + ".dispatcherInC";
  private static final String IN_JAVA = FLOOR + ".dispatcher";

  private LoopNames() {}

  /**
   * The loops of a {@link FloorFork}: those of {@link FloorTimes} for each binding, and then those
   * of {@link LayerTimes}.
   *
   * @param bindings that the fork was given
   * @param payload bytes of a message
   */
  public static List<BenchmarkId> ofFloor(List<Binding> bindings, int payload) {
    List<BenchmarkId> names = new ArrayList<>();
    for (Binding binding : bindings) {
      names.add(calls(FLOOR + ".c", binding, payload));
      names.add(calls(FLOOR + ".binding", binding, payload));
      names.add(kind(IN_JAVA, HandleKind.PASS_THROUGH, Transport.UNIX, binding, payload));
    }
    for (Binding binding : bindings) {
      names.add(kind(IN_C, HandleKind.BASE, Transport.UNIX, binding, payload));
      names.add(kind(IN_JAVA, HandleKind.BASE, Transport.UNIX, binding, payload));
      names.add(kind(IN_C, HandleKind.PASS_THROUGH, Transport.UNIX, binding, payload));
      names.add(kind(IN_C, HandleKind.WRAPPED, Transport.UNIX, binding, payload));
      names.add(kind(IN_JAVA, HandleKind.WRAPPED, Transport.UNIX, binding, payload));
    }
    for (HandleKind kind : LayerTimes.KINDS) {
      names.add(kind(IN_C, kind, Transport.NONE, null, payload));
      names.add(kind(IN_JAVA, kind, Transport.NONE, null, payload));
    }
    return List.copyOf(names);
  }

  /**
   * The loops of a {@link HostedFork}: through the base's table in C, through the topmost DLL's in
   * C, and through the dispatcher and the topmost DLL.
   *
   * @param providers that the fork was given
   * @param payload bytes of a message
   */
  public static List<BenchmarkId> ofProviders(String providers, int payload) {
    Map<String, String> parameters =
        Map.of(
            "transport",
            Transport.TCP.name(),
            "payload",
            Integer.toString(payload),
            "provider",
            providers);
    return Stream.of("baseInC", "topmostInC", "topmost")
        .map(loop -> new BenchmarkId(HOSTED + "." + loop, Mode.AverageTime, parameters))
        .toList();
  }

  private static BenchmarkId calls(String name, Binding binding, int payload) {
    return new BenchmarkId(
        name,
        Mode.AverageTime,
        Map.of(
            "transport",
            Transport.UNIX.name(),
            "payload",
            Integer.toString(payload),
            PairedSides.BINDING,
            binding.name()));
  }

  /** Over no system call, no binding is used. */
  private static BenchmarkId kind(
      String name, HandleKind kind, Transport transport, Binding binding, int payload) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(BenchmarkId.HANDLE, kind.name());
    parameters.put("transport", transport.name());
    parameters.put("payload", Integer.toString(payload));
    if (binding != null) {
      parameters.put(PairedSides.BINDING, binding.name());
    }
    return new BenchmarkId(name, Mode.AverageTime, parameters);
  }

  /**
   * The loops of a {@link TracingFork}: each upcall without tracing, and with.
   *
   * @param recorder what Flight Recorder did meanwhile
   */
  public static List<BenchmarkId> ofTracing(TracedHandles.Recorder recorder) {
    List<BenchmarkId> names = new ArrayList<>();
    for (String upcall : TracingFork.UPCALLS) {
      for (boolean traced : new boolean[] {false, true}) {
        names.add(
            new BenchmarkId(
                TRACING + "." + upcall,
                Mode.AverageTime,
                Map.of("recorder", recorder.name(), "traced", Boolean.toString(traced))));
      }
    }
    return List.copyOf(names);
  }
}
