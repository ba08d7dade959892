package dev.ifsbench.cli.jmh;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.run.BenchmarkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * Benchmarks with all combinations of some values of the parameters that they share.
 *
 * @param benchmarks their full names
 * @param transports what carries the data
 * @param payloads bytes of a message
 * @param depths numbers of layers
 * @param handles kinds of handle
 */
public record HandleGrid(
    List<String> benchmarks,
    Set<String> transports,
    Set<Integer> payloads,
    Set<Integer> depths,
    Set<String> handles) {
  /**
   * Checks all values.
   *
   * @throws UserError if a benchmark does not take one, or a combination cannot be measured here
   */
  public void check() throws UserError {
    for (String name : benchmarks) {
      BenchmarkListEntry benchmark = Benchmarks.named(name);
      ParameterValues.check(benchmark, "handle", handles);
      ParameterValues.check(benchmark, "transport", transports);
      ParameterValues.check(benchmark, "depth", depths);
      ParameterValues.check(benchmark, "payload", payloads);
    }
    BaseStackCheck foundations = new BaseStackCheck();
    for (BenchmarkId each : combinations(Mode.AverageTime, Binding.JNA)) {
      foundations.check(
          "",
          Transport.valueOf(each.value("transport")),
          HandleKind.valueOf(each.value(BenchmarkId.HANDLE)),
          Integer.parseInt(each.value("depth")));
    }
  }

  /**
   * All benchmarks of the grid.
   *
   * @param mode what is measured of them
   * @param binding how each reaches C
   * @return in the order of a table: the kinds of one setting stand together
   */
  public List<BenchmarkId> combinations(Mode mode, Binding binding) {
    List<BenchmarkId> combinations = new ArrayList<>();
    for (String transport : transports) {
      for (String benchmark : benchmarks) {
        for (int payload : payloads) {
          for (int depth : depths) {
            for (String handle : handles) {
              combinations.add(
                  new BenchmarkId(
                      benchmark,
                      mode,
                      Map.of(
                          BenchmarkId.HANDLE,
                          handle,
                          "transport",
                          transport,
                          "payload",
                          Integer.toString(payload),
                          "depth",
                          Integer.toString(depth),
                          "binding",
                          binding.name(),
                          "provider",
                          "")));
            }
          }
        }
      }
    }
    return combinations;
  }
}
