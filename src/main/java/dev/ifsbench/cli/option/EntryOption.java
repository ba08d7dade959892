package dev.ifsbench.cli.option;

import static java.util.stream.Collectors.joining;

import dev.ifsbench.bench.state.EntryStack;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.spi.ProtocolInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option of every command that can measure entries of the system's own catalog. */
public final class EntryOption {
  private static final String ALL = "all";

  @Option(
      names = "--entry",
      split = ",",
      paramLabel = "ID",
      description =
          "On Windows: measure these entries of the system's catalog in place of ifsbench's layers,"
              + " each against the first; 'all' takes the base and every chain over the transport."
              + " 'catalog' lists them.")
  private Set<String> entries;

  /**
   * An entry that is to be measured.
   *
   * @param number its number in the catalog
   * @param transport what carries its data
   */
  public record Choice(String number, Transport transport) {}

  /** Whether entries are to be measured. */
  public boolean isGiven() {
    return entries != null;
  }

  /**
   * The entries that are to be measured.
   *
   * @param transports that are asked for; empty if the entries decide, and TCP for all of them
   * @return in the order given, or the catalog's with the base first
   * @throws UserError if this is not Windows, or the catalog has not got one
   */
  public List<Choice> choices(Set<String> transports) throws UserError {
    List<ProtocolInfo> openable = openable("--entry");
    if (entries.contains(ALL)) {
      if (entries.size() > 1) {
        throw UserError.misuse("--entry all has every entry already; leave out the others");
      }
      return all(openable, transports.isEmpty() ? Set.of(Transport.TCP.name()) : transports);
    }
    List<Choice> choices = new ArrayList<>();
    for (String entry : entries) {
      Transport transport = transport(openable, entry);
      check(entry, transport);
      if (!transports.isEmpty() && !transports.contains(transport.name())) {
        check(entry, Transport.valueOf(transports.iterator().next()));
      }
      choices.add(new Choice(entry, transport));
    }
    return choices;
  }

  /**
   * Refuses options that are of the model's layers.
   *
   * @param spec of the command
   * @param options their names
   * @throws UserError if one is given
   */
  public void refuse(CommandSpec spec, String... options) throws UserError {
    for (String option : options) {
      if (isGiven(spec, option)) {
        throw UserError.misuse(
            String.format(
                Locale.ROOT,
                "%s applies to ifsbench's own layers, which --entry does without; leave out one of them",
                option));
      }
    }
  }

  /**
   * The values of an option, if it was given.
   *
   * @param spec of the command
   * @param option its name
   * @param values its values, which may be those that it has by itself
   * @return empty if it is not given
   */
  public static Set<String> given(CommandSpec spec, String option, Set<String> values) {
    return isGiven(spec, option) ? values : Set.of();
  }

  private static boolean isGiven(CommandSpec spec, String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private static List<Choice> all(List<ProtocolInfo> openable, Set<String> transports)
      throws UserError {
    List<Choice> choices = new ArrayList<>();
    for (boolean base : new boolean[] {true, false}) {
      for (ProtocolInfo info : openable) {
        Optional<Transport> transport = EntryStack.transport(info);
        if (info.protocolChain().isBase() == base
            && transport.isPresent()
            && transports.contains(transport.get().name())) {
          choices.add(new Choice(EntryStack.number(info), transport.get()));
        }
      }
    }
    if (choices.isEmpty()) {
      throw UserError.misuse(
          String.format(
              Locale.ROOT, "The catalog has no entry for %s", String.join(", ", transports)));
    }
    return choices;
  }

  /**
   * The transports of some entries.
   *
   * @param numbers of the entries
   * @return each once
   * @throws UserError if this is not Windows, or the catalog has not got one
   */
  public static Set<Transport> transports(List<String> numbers) throws UserError {
    List<ProtocolInfo> openable = openable("Parameter entry");
    Set<Transport> transports = new LinkedHashSet<>();
    for (String number : numbers) {
      Transport transport = transport(openable, number);
      check(number, transport);
      transports.add(transport);
    }
    return transports;
  }

  /** The entry's own; TCP for one that there is not, which the check refuses. */
  private static Transport transport(List<ProtocolInfo> openable, String number) {
    return openable.stream()
        .filter(info -> EntryStack.number(info).equals(number))
        .findFirst()
        .flatMap(EntryStack::transport)
        .orElse(Transport.TCP);
  }

  private static void check(String number, Transport transport) throws UserError {
    Optional<String> objection =
        EntryStack.objection(
            SystemSockets.get(Binding.JNA), Map.of("entry", number, "transport", transport.name()));
    if (objection.isPresent()) {
      throw UserError.misuse(objection.get());
    }
  }

  private static List<ProtocolInfo> openable(String option) throws UserError {
    if (!HostSystem.isWindows()) {
      throw UserError.misuse(
          option + " is for Windows: this system has no Winsock catalog, whose entries it chooses");
    }
    try {
      return SystemSockets.get(Binding.JNA).systemEntries();
    } catch (UnsupportedOperationException e) {
      throw new UserError(e.getMessage());
    }
  }

  /**
   * Describes entries: description, DLL, chain and flags.
   *
   * @param numbers of the entries
   * @return a line for each
   */
  public static List<String> describe(List<String> numbers) {
    NativeSockets sockets = SystemSockets.get(Binding.JNA);
    return sockets.systemEntries().stream()
        .filter(info -> numbers.contains(EntryStack.number(info)))
        .map(info -> describe(info, sockets.providerPath(info)))
        .toList();
  }

  private static String describe(ProtocolInfo info, String dll) {
    String chain =
        info.protocolChain().isBase()
            ? "base"
            : "chain "
                + info.protocolChain().chainEntries().stream()
                    .map(Integer::toUnsignedString)
                    .collect(joining(":"));
    return String.format(
        Locale.ROOT,
        "%s%s: '%s', %s, %s, flags 0x%08x%s",
        EntryStack.PREFIX,
        EntryStack.number(info),
        info.protocolName(),
        dll.isEmpty() ? "DLL not told" : dll,
        chain,
        info.serviceFlags1(),
        info.hasIfsHandles() ? " (IFS handles)" : "");
  }
}
