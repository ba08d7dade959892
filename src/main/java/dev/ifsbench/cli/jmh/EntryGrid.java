package dev.ifsbench.cli.jmh;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.cli.option.EntryOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.run.BenchmarkId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Mode;

/**
 * Benchmarks of entries of the system's own catalog.
 *
 * @param benchmarks their full names
 * @param payloads bytes of a message
 * @param entries what to measure
 */
public record EntryGrid(
    List<String> benchmarks, Set<Integer> payloads, List<EntryOption.Choice> entries) {
  /**
   * Checks all values.
   *
   * @throws UserError if a benchmark does not take one
   */
  public void check() throws UserError {
    for (String name : benchmarks) {
      ParameterValues.check(Benchmarks.named(name), "payload", payloads);
    }
  }

  /** The numbers of the entries. */
  public List<String> numbers() {
    return entries.stream().map(EntryOption.Choice::number).toList();
  }

  /**
   * All benchmarks of the grid.
   *
   * @param mode what is measured of them
   * @return in the order of a table: the entries of one setting stand together
   */
  public List<BenchmarkId> combinations(Mode mode) {
    Set<BenchmarkId> settings = new LinkedHashSet<>();
    List<BenchmarkId> all = new ArrayList<>();
    for (String benchmark : benchmarks) {
      for (int payload : payloads) {
        for (EntryOption.Choice entry : entries) {
          BenchmarkId each = combination(benchmark, mode, payload, entry);
          settings.add(each.setting());
          all.add(each);
        }
      }
    }
    return settings.stream()
        .flatMap(setting -> all.stream().filter(each -> each.setting().equals(setting)))
        .toList();
  }

  private static BenchmarkId combination(
      String benchmark, Mode mode, int payload, EntryOption.Choice entry) {
    return new BenchmarkId(
        benchmark,
        mode,
        Map.of(
            BenchmarkId.HANDLE,
            HandleKind.BASE.name(),
            BenchmarkId.ENTRY,
            entry.number(),
            "transport",
            entry.transport().name(),
            "payload",
            Integer.toString(payload),
            "depth",
            "0",
            "binding",
            Binding.JNA.name(),
            "provider",
            ""));
  }
}
