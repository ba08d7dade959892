package dev.ifsbench.cli;

import dev.ifsbench.cli.jmh.EntryGrid;
import dev.ifsbench.cli.jmh.HandleGrid;
import dev.ifsbench.cli.option.EntryOption;
import dev.ifsbench.cli.option.TransportOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.track.run.BenchmarkId;
import java.util.LinkedHashSet;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options of commands that compare kinds of handle, or entries of the system's own catalog, in
 * every combination with payloads and numbers of layers.
 */
final class GridOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--handle",
      split = ",",
      paramLabel = "KIND",
      defaultValue = "BASE,PASS_THROUGH,PASS_THROUGH_INTERCEPTING,WRAPPED",
      description = "Kinds of handle to compare.")
  private LinkedHashSet<String> handles;

  @Option(
      names = "--depth",
      split = ",",
      paramLabel = "LAYERS",
      defaultValue = "1",
      description = "Numbers of layers, from 0 to 6; with 0 every kind is BASE.")
  private LinkedHashSet<Integer> depths;

  @Option(
      names = "--payload",
      split = ",",
      paramLabel = "BYTES",
      defaultValue = "64",
      description = "Bytes of a message, and of its answer if there is one.")
  private LinkedHashSet<Integer> payloads;

  /**
   * Refuses what cannot be measured.
   *
   * @param benchmarks class and method of each
   * @param transport what carries the data
   * @param entry of the system's own catalog, if that is measured
   * @throws UserError if there is such a thing
   */
  void check(List<String> benchmarks, TransportOption transport, EntryOption entry)
      throws UserError {
    if (entry.isGiven()) {
      entry.refuse(spec, "--handle", "--depth");
      entries(benchmarks, transport, entry).check();
    } else {
      handles(benchmarks, transport).check();
    }
  }

  /**
   * Everything to measure.
   *
   * @param benchmarks class and method of each
   * @param transport what carries the data
   * @param entry of the system's own catalog, if that is measured
   * @param mode JMH's
   * @param binding how the model's forks reach the system's sockets
   * @throws UserError if there is no such entry
   */
  List<BenchmarkId> combinations(
      List<String> benchmarks,
      TransportOption transport,
      EntryOption entry,
      Mode mode,
      Binding binding)
      throws UserError {
    return entry.isGiven()
        ? entries(benchmarks, transport, entry).combinations(mode)
        : handles(benchmarks, transport).combinations(mode, binding);
  }

  private EntryGrid entries(List<String> benchmarks, TransportOption transport, EntryOption entry)
      throws UserError {
    return new EntryGrid(benchmarks, payloads, entry.choices(transport.given()));
  }

  private HandleGrid handles(List<String> benchmarks, TransportOption transport) {
    return new HandleGrid(benchmarks, transport.values(), payloads, depths, handles);
  }
}
