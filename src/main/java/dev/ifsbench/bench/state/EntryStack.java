package dev.ifsbench.bench.state;

import static java.util.stream.Collectors.joining;

import dev.ifsbench.provider.Quirk;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.ws2.SocketApi;
import dev.ifsbench.ws2.SystemWinsock;
import dev.ifsbench.ws2.Winsock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of the system's own catalog, whose sockets are measured as the system makes them: its
 * Ws2_32.dll loads the entry's chain and dispatches, and nothing of this project's model is in
 * between.
 */
public final class EntryStack implements StartedStack {
  /** What stands before the number where an entry is named beside kinds of handle. */
  public static final String PREFIX = "entry:";

  /** The side whose sockets are opened without naming an entry: the system's catalog decides. */
  public static final String PLAIN = "plain";

  private final ProtocolInfo entry;
  private final ProtocolInfo base;
  private final SystemWinsock api;

  EntryStack(NativeSockets sockets, String number, Transport transport) {
    List<ProtocolInfo> entries = sockets.systemEntries();
    entry = find(entries, number).orElseThrow();
    base = base(entries, entry, transport);
    api = new SystemWinsock(sockets);
  }

  private static Optional<ProtocolInfo> find(List<ProtocolInfo> entries, String number) {
    return entries.stream().filter(each -> number(each).equals(number)).findFirst();
  }

  /**
   * The number of an entry, as people write it.
   *
   * @param info the entry
   */
  public static String number(ProtocolInfo info) {
    return Integer.toUnsignedString(info.catalogEntryId());
  }

  /** Where the chain ends, if that entry can be opened; else the first base for the transport. */
  private static ProtocolInfo base(
      List<ProtocolInfo> entries, ProtocolInfo entry, Transport transport) {
    List<Integer> chain = entry.protocolChain().chainEntries();
    return entries.stream()
        .filter(each -> each.protocolChain().isBase() && transport.isServedBy(each))
        .min(
            (one, other) ->
                Boolean.compare(
                    !chain.contains(one.catalogEntryId()), !chain.contains(other.catalogEntryId())))
        .orElse(entry);
  }

  /**
   * The number in the name of a side.
   *
   * @param side such as {@code entry:1001}
   * @return empty if it does not name an entry
   */
  public static Optional<String> number(String side) {
    return side.startsWith(PREFIX)
        ? Optional.of(side.substring(PREFIX.length()))
        : Optional.empty();
  }

  /**
   * What carries an entry's data.
   *
   * @param info the entry
   * @return empty if it is nothing that is measured
   */
  public static Optional<Transport> transport(ProtocolInfo info) {
    return Arrays.stream(Transport.values())
        .filter(each -> each.isReal() && each.isServedBy(info))
        .findFirst();
  }

  /**
   * The number of the entry that a program gets that asks for a socket without naming one.
   *
   * @param transport what is to carry the data
   * @return the number that the opened socket names
   * @throws WinsockException if no socket opens
   */
  public static String plain(Transport transport) {
    Errno errno = new Errno();
    int number =
        SystemSockets.get(Binding.JNA)
            .plainEntry(transport.addressFamily(), transport.socketType(), errno);
    if (number == 0) {
      throw new WinsockException("socket", errno);
    }
    return Integer.toUnsignedString(number);
  }

  /**
   * Why an entry cannot be measured with a benchmark's parameters.
   *
   * @param sockets the operating system
   * @param parameters names and values, with a number for {@code entry}
   * @return a sentence without its full stop; empty if it can
   */
  public static Optional<String> objection(NativeSockets sockets, Map<String, String> parameters) {
    String number = parameters.get("entry");
    List<ProtocolInfo> entries = sockets.systemEntries();
    Optional<ProtocolInfo> found = find(entries, number);
    if (found.isEmpty()) {
      return Optional.of(absence(entries, number));
    }
    String transport = parameters.getOrDefault("transport", Transport.TCP.name());
    if (!Transport.valueOf(transport).isReal()
        || !Transport.valueOf(transport).isServedBy(found.get())) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "Entry %s ('%s') is not for %s; it is for %s",
              number,
              found.get().protocolName(),
              transport,
              transport(found.get()).map(Enum::name).orElse("nothing that is measured")));
    }
    boolean modelled =
        !parameters.getOrDefault("handle", HandleKind.BASE.name()).equals(HandleKind.BASE.name())
            || !parameters.getOrDefault("provider", "").isEmpty()
            || !parameters.getOrDefault("quirk", Quirk.NONE.name()).equals(Quirk.NONE.name());
    return modelled
        ? Optional.of(
            "An entry of the system's catalog is measured without this project's layers; leave out"
                + " handle, provider and quirk")
        : Optional.empty();
  }

  private static String absence(List<ProtocolInfo> entries, String number) {
    return entries.isEmpty()
        ? String.format(
            Locale.ROOT,
            "Entry %s cannot be measured: this system has no Winsock catalog, which is for Windows",
            number)
        : String.format(
            Locale.ROOT,
            "The catalog has no entry %s that sockets can be opened through; there are %s",
            number,
            entries.stream().map(EntryStack::number).collect(joining(", ")));
  }

  /** The system keeps its own Winsock started. */
  @Override
  public void enter() {}

  @Override
  public void leave() {}

  @Override
  public Winsock winsock() {
    throw new WinsockException("this benchmark is of the model, and cannot measure an entry");
  }

  @Override
  public SocketApi api() {
    return api;
  }

  @Override
  public ProtocolInfo topEntry() {
    return entry;
  }

  @Override
  public ProtocolInfo baseEntry() {
    return base;
  }
}
