package dev.ifsbench.cli;

import static java.util.stream.Collectors.joining;

import dev.ifsbench.bench.probe.ProbeCheck;
import dev.ifsbench.bench.probe.ProbedSocket;
import dev.ifsbench.bench.state.EntryStack;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.cli.option.EntryOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.ProbeRun;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.spi.ProtocolInfo;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Probes the entries of the system's own catalog. */
final class EntryProbe {
  private final ProbeRun run;
  private final List<ProtocolInfo> openable =
      SystemSockets.get(Binding.JNA).systemEntries().stream()
          .filter(info -> EntryStack.transport(info).isPresent())
          .toList();

  EntryProbe(ProbeRun run) {
    this.run = run;
  }

  /**
   * Probes entries.
   *
   * @param option which ones; each that sockets can be opened through, and the sockets of plain
   *     socket() for each transport, if none is given
   * @param transports that are asked for; empty if the entries decide
   * @param probed where they go
   * @return what was probed, and which entries plain socket() takes, in two sentences
   */
  String probe(EntryOption option, Set<String> transports, List<ProbedSocket> probed)
      throws UserError {
    Map<Transport, String> taken = new EnumMap<>(Transport.class);
    for (ProtocolInfo info : option.isGiven() ? chosen(option, transports) : openable) {
      Transport transport = EntryStack.transport(info).orElseThrow();
      String name = EntryStack.PREFIX + EntryStack.number(info);
      probed.add(
          run.probe(socket(name, List.of(info), transport), name, checks(transport), Quirk.NONE));
      taken.computeIfAbsent(transport, run::plain);
    }
    if (!option.isGiven()) {
      taken.forEach((transport, number) -> probed.add(plain(transport, number)));
    }
    return taken.entrySet().stream()
        .map(each -> each.getKey() + " " + EntryStack.PREFIX + each.getValue())
        .collect(joining(", ", "The catalog of this Windows system. Plain socket() takes: ", "."));
  }

  private List<ProtocolInfo> chosen(EntryOption option, Set<String> transports) throws UserError {
    List<String> numbers =
        option.choices(transports).stream().map(EntryOption.Choice::number).toList();
    return openable.stream().filter(info -> numbers.contains(EntryStack.number(info))).toList();
  }

  /** The socket that a program gets that names no entry. */
  private ProbedSocket plain(Transport transport, String number) {
    List<ProtocolInfo> taken =
        openable.stream().filter(info -> EntryStack.number(info).equals(number)).toList();
    return run.probe(
        socket("plain socket() for " + transport, taken, transport),
        EntryStack.PLAIN,
        checks(transport),
        Quirk.NONE);
  }

  /**
   * Describes a socket that is to be probed.
   *
   * @param entry of the socket; none if that cannot be told
   */
  private static ProbedSocket socket(String name, List<ProtocolInfo> entry, Transport transport) {
    List<String> descriptions =
        EntryOption.describe(entry.stream().map(EntryStack::number).toList());
    String what = descriptions.isEmpty() ? "no entry that is known" : descriptions.get(0);
    return new ProbedSocket(
        name,
        what.startsWith(name) ? what : name + ": " + what,
        entry.stream().anyMatch(info -> !info.protocolChain().isBase()),
        entry.stream().flatMap(info -> chain(info).stream()).toList(),
        transport,
        Map.of());
  }

  private static List<Integer> chain(ProtocolInfo info) {
    return info.protocolChain().isBase()
        ? List.of(info.catalogEntryId())
        : info.protocolChain().chainEntries();
  }

  /** IPv6 and the Unix domain have the checks of their kind too. */
  private static List<ProbeCheck> checks(Transport transport) {
    return ProbeCheck.of(transport != Transport.UDP && transport != Transport.UDP6);
  }
}
