package dev.ifsbench.bench.latency;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import java.util.List;

/**
 * What one {@link LatencyFork} measures.
 *
 * @param handle the name of the {@link HandleKind} of both ends, or of an entry as in {@code
 *     entry:1001}
 * @param transport what carries the data, a real one
 * @param payload bytes of a request and of its answer
 * @param depth how many layers
 * @param schedule when requests are meant to start
 * @param warmup the schedule before that, of which nothing is kept
 * @param label of the histograms' tags; no comma, no white space
 * @param baseMillis what time stamps are relative to, since the epoch
 */
public record LatencyTask(
    String handle,
    Transport transport,
    int payload,
    int depth,
    Schedule schedule,
    Schedule warmup,
    String label,
    long baseMillis) {

  /** As arguments of a command line, for {@link #parse}. */
  public List<String> arguments() {
    return List.of(
        handle,
        transport.name(),
        Integer.toString(payload),
        Integer.toString(depth),
        Integer.toString(schedule.rate()),
        Long.toString(schedule.nanos()),
        Long.toString(warmup.nanos()),
        label,
        Long.toString(baseMillis));
  }

  /** Reads what {@link #arguments} wrote. */
  static LatencyTask parse(List<String> arguments) {
    int rate = Integer.parseInt(arguments.get(4));
    return new LatencyTask(
        arguments.get(0),
        Transport.valueOf(arguments.get(1)),
        Integer.parseInt(arguments.get(2)),
        Integer.parseInt(arguments.get(3)),
        new Schedule(rate, Long.parseLong(arguments.get(5))),
        new Schedule(rate, Long.parseLong(arguments.get(6))),
        arguments.get(7),
        Long.parseLong(arguments.get(8)));
  }
}
