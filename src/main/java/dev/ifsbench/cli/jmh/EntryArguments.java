package dev.ifsbench.cli.jmh;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.cli.option.EntryOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.track.run.BenchmarkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * JMH's arguments when entries of the system's own catalog are measured: what an entry decides need
 * not be said.
 */
final class EntryArguments {
  private static final String TRANSPORT = "transport";

  private EntryArguments() {}

  /**
   * Adds the parameters that go with an entry, unless they are given: no layers of the model, and
   * the entry's transport.
   *
   * @param arguments for JMH
   * @return the same if no entry is chosen
   * @throws UserError if an entry cannot be measured here
   */
  static List<String> complete(List<String> arguments) throws UserError {
    List<String> entries =
        value(arguments, BenchmarkId.ENTRY).filter(text -> !text.isEmpty()).stream()
            .flatMap(text -> List.of(text.split(",", -1)).stream())
            .toList();
    if (entries.isEmpty()) {
      return arguments;
    }
    Set<Transport> transports = EntryOption.transports(entries);
    if (transports.size() > 1 && value(arguments, TRANSPORT).isEmpty()) {
      throw UserError.misuse(
          String.format(
              Locale.ROOT,
              "Parameter entry: %s are for different transports; give those of one",
              String.join(", ", entries)));
    }
    List<String> complete = new ArrayList<>(arguments);
    add(complete, BenchmarkId.HANDLE, HandleKind.BASE.name());
    add(complete, "depth", "0");
    add(complete, TRANSPORT, transports.iterator().next().name());
    return List.copyOf(complete);
  }

  private static void add(List<String> arguments, String parameter, String usual) {
    if (value(arguments, parameter).isEmpty()) {
      arguments.add("-p");
      arguments.add(parameter + "=" + usual);
    }
  }

  private static Optional<String> value(List<String> arguments, String parameter) {
    String start = parameter + "=";
    for (int i = 1; i < arguments.size(); i++) {
      if (arguments.get(i - 1).equals("-p") && arguments.get(i).startsWith(start)) {
        return Optional.of(arguments.get(i).substring(start.length()));
      }
    }
    return Optional.empty();
  }
}
