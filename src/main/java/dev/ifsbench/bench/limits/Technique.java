package dev.ifsbench.bench.limits;

import static dev.ifsbench.bench.limits.TechniqueTrial.BYPASSES;
import static dev.ifsbench.bench.limits.TechniqueTrial.NOTHING;
import static dev.ifsbench.bench.limits.TechniqueTrial.OWN_HANDLE;
import static dev.ifsbench.bench.limits.TechniqueTrial.PACKET;
import static dev.ifsbench.bench.limits.TechniqueTrial.REFUSED;
import static dev.ifsbench.bench.limits.TechniqueTrial.WORKS;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.bench.state.technique.Escape;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.spi.Ws2Def;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What runtimes do with a socket, and the expected outcome on each kind of handle. Each can be
 * tried by live calls: those of datagrams over UDP, the others over TCP.
 */
public enum Technique {
  /** {@code skip-on-success}. */
  SKIP_ON_SUCCESS(
      "skip-on-success",
      Transport.TCP,
      t -> t.skipOnSuccess(),
      Expected.of(WORKS, WORKS, WORKS, PACKET),
      "An operation that succeeds at once queues no packet if the handle has "
          + "FILE_SKIP_COMPLETION_PORT_ON_SUCCESS. A wrapping layer ends each "
          + "operation later, so its packet always comes.",
      "https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setfilecompletionnotificationmodes",
      "https://support.microsoft.com/help/2568167",
      "golang/go#77448",
      "libuv/libuv#1672"),

  /** {@code skip-set-event}. */
  SKIP_SET_EVENT(
      "skip-set-event",
      Transport.TCP,
      t -> t.skipSetEvent(),
      Expected.of(WORKS, WORKS, WORKS, WORKS),
      "FILE_SKIP_SET_EVENT_ON_HANDLE is accepted for every handle: it keeps "
          + "the handle itself from being signaled, for which nobody waits.",
      "https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setfilecompletionnotificationmodes"),

  /** {@code batches}. */
  BATCHES(
      "batches",
      Transport.TCP,
      t -> t.batches(),
      Expected.of(WORKS, WORKS, WORKS, WORKS)
          .underAnyLayer(Quirk.RESETS_AFTER_FIRST_CHUNK, WORKS, "WSAECONNRESET"),
      "One call takes all packets that are there, up to the number asked for.",
      "https://learn.microsoft.com/windows/win32/fileio/getqueuedcompletionstatusex-func"),

  /** {@code cancel-io-ex}. */
  CANCEL(
      "cancel-io-ex",
      Transport.TCP,
      t -> t.cancel(),
      Expected.of(WORKS, WORKS, WORKS, NOTHING),
      "Operations that the system carries out for the handle are canceled. "
          + "Those on a handle of a layer's own are carried out by the layer, on "
          + "another handle; the system knows none of them.",
      "https://learn.microsoft.com/windows/win32/fileio/cancelioex-func",
      "python-trio/trio#52"),

  /** {@code cancel-io}. */
  CANCEL_OWN(
      "cancel-io",
      Transport.TCP,
      t -> t.cancelIo(),
      Expected.of(WORKS, WORKS, WORKS, NOTHING),
      "Operations are canceled that the calling thread has begun and the "
          + "system carries out for the handle. It succeeds if there are none, and "
          + "on a handle of a layer's own there are none: the layer has begun them, "
          + "on another handle.",
      "https://learn.microsoft.com/windows/win32/fileio/cancelio"),

  /** {@code wsa-poll}. */
  WSA_POLL(
      "wsa-poll",
      Transport.TCP,
      t -> new PollTrial(t).wsaPoll(),
      Expected.of(WORKS, BYPASSES, BYPASSES, WORKS)
          .underAnyLayer(Quirk.REFUSES_BASE_HANDLE, WORKS, WORKS)
          .underAnyLayer(Quirk.ANSWERS_BASE_HANDLE_WITH_OWN, WORKS, WORKS)
          .underAnyLayer(Quirk.TAKES_BSP_HANDLE_SELECT, WORKS, WORKS),
      "Tells what can be done with each of some sockets. The providers are "
          + "asked by an I/O control, which a layer that leaves WSPIoctl to the "
          + "base does not see; a wrapping layer answers it for its handles.",
      "https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsapoll",
      "https://learn.microsoft.com/windows/win32/winsock/winsock-ioctls"),

  /** {@code event-select}. */
  EVENT_SELECT(
      "event-select",
      Transport.TCP,
      t -> new PollTrial(t).eventSelect(),
      Expected.of(WORKS, BYPASSES, BYPASSES, WORKS),
      "Network events are recorded and announced by an event object, and "
          + "handed out by WSAEnumNetworkEvents. A wrapping layer hands the calls "
          + "down, for the socket below; one that passes handles through may leave "
          + "the base's functions, and then sees none of their calls.",
      "https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaeventselect",
      "https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaenumnetworkevents"),

  /** {@code sio-base-handle}. */
  BASE_HANDLE(
      "sio-base-handle",
      Transport.TCP,
      t -> t.ask(Ws2Def.SIO_BASE_HANDLE),
      Expected.of(WORKS, WORKS, WORKS, BYPASSES)
          .underAnyLayer(Quirk.REFUSES_BASE_HANDLE, WORKS, "WSAEOPNOTSUPP")
          .quirky(Quirk.ANSWERS_BASE_HANDLE_WITH_OWN, WORKS, WORKS, WORKS, OWN_HANDLE),
      "The base provider answers with its own handle, and no layer may answer "
          + "in its place. Whoever uses that handle is no longer seen by a "
          + "wrapping layer.",
      "https://learn.microsoft.com/windows/win32/winsock/winsock-ioctls",
      "tokio-rs/mio#1314"),

  /** {@code sio-bsp-handle-select}. */
  BSP_SELECT(
      "sio-bsp-handle-select",
      Transport.TCP,
      t -> t.ask(Ws2Def.SIO_BSP_HANDLE_SELECT),
      Expected.of(WORKS, WORKS, WORKS, BYPASSES)
          .quirky(Quirk.TAKES_BSP_HANDLE_SELECT, WORKS, WORKS, WORKS, OWN_HANDLE),
      "Gives the handle that select is to be called with: the base "
          + "provider's, unless a layer takes the code because it has to see "
          + "select.",
      "https://learn.microsoft.com/windows/win32/winsock/winsock-ioctls",
      "tokio-rs/mio#1316"),

  /** {@code sio-bsp-handle}. */
  BSP_HANDLE(
      "sio-bsp-handle",
      Transport.TCP,
      t -> t.ask(Ws2Def.SIO_BSP_HANDLE),
      Expected.of(WORKS, WORKS, WORKS, OWN_HANDLE),
      "Gives the handle that WSASendMsg is to be called with; a wrapping "
          + "layer that wants to see that answers with its own.",
      "https://learn.microsoft.com/windows/win32/winsock/winsock-ioctls"),

  /** {@code sio-bsp-handle-poll}. */
  BSP_POLL(
      "sio-bsp-handle-poll",
      Transport.TCP,
      t -> t.ask(Ws2Def.SIO_BSP_HANDLE_POLL),
      Expected.of(WORKS, WORKS, WORKS, OWN_HANDLE),
      "Gives the handle that WSAPoll is to be called with; a wrapping layer "
          + "that wants to see that answers with its own.",
      "https://learn.microsoft.com/windows/win32/winsock/winsock-ioctls"),

  /** {@code mio-escape}. */
  MIO(
      "mio-escape",
      Transport.TCP,
      t -> t.escape(Escape.MIO),
      Expected.of(WORKS, WORKS, WORKS, BYPASSES)
          .quirky(Quirk.REFUSES_BASE_HANDLE, WORKS, "WSAEOPNOTSUPP", "WSAEOPNOTSUPP", BYPASSES)
          .quirky(Quirk.ANSWERS_BASE_HANDLE_WITH_OWN, WORKS, WORKS, WORKS, OWN_HANDLE),
      "mio asks for the base handle, and if that is refused for the SELECT, "
          + "POLL and plain BSP handles, of which one counts if it is another "
          + "handle than the socket.",
      "tokio-rs/mio#1314",
      "tokio-rs/mio#1316"),

  /** {@code wepoll-escape}. */
  WEPOLL(
      "wepoll-escape",
      Transport.TCP,
      t -> t.escape(Escape.WEPOLL),
      Expected.of(WORKS, WORKS, WORKS, BYPASSES)
          .underAnyLayer(Quirk.REFUSES_BASE_HANDLE, WORKS, "WSAEOPNOTSUPP")
          .quirky(Quirk.ANSWERS_BASE_HANDLE_WITH_OWN, WORKS, WORKS, WORKS, OWN_HANDLE),
      "wepoll asks for the base handle, and if that is refused for the POLL "
          + "handle, which it asks again if it is another one.",
      "https://github.com/piscisaureus/wepoll",
      "tokio-rs/mio#1314"),

  /** {@code extension-pointer}. */
  POINTER(
      "extension-pointer",
      Transport.TCP,
      t -> t.pointer(),
      Expected.of(WORKS, BYPASSES, BYPASSES, WORKS),
      "A wrapping layer must give functions of its own, which know its "
          + "handles. One that passes handles through may leave the base's, and "
          + "then sees none of their calls.",
      "https://learn.microsoft.com/windows/win32/api/ws2spi/nc-ws2spi-lpwspioctl",
      "python-trio/trio#52"),

  /** {@code base-pointer}. */
  BASES_POINTER(
      "base-pointer",
      Transport.TCP,
      t -> t.basesPointer(),
      Expected.of(WORKS, BYPASSES, BYPASSES, "WSAENOTSOCK"),
      "A pointer belongs to the provider that gave it. The base's knows the "
          + "system's handles, whoever passes them through, and no handle of a "
          + "layer's own.",
      "https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_wsasendmsg",
      "quinn-rs/quinn#2825"),

  /** {@code accept-ex}. */
  ACCEPT_EX(
      "accept-ex",
      Transport.TCP,
      t -> t.acceptEx(),
      Expected.of(WORKS, WORKS, WORKS, WORKS),
      "The connection is good for sending and receiving when the call has "
          + "ended. A wrapping layer maps both handles.",
      "https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-acceptex"),

  /** {@code accept-ex-sockaddrs}. */
  ACCEPT_ADDRESSES(
      "accept-ex-sockaddrs",
      Transport.TCP,
      t -> t.acceptAddresses(),
      Expected.of(WORKS, WORKS, WORKS, WORKS),
      "Finds the peer's address where AcceptEx has left it, in a form that "
          + "only the provider of both functions knows. It takes no socket, so a "
          + "wrapping layer may give the base's.",
      "https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-getacceptexsockaddrs"),

  /** {@code accept-context}. */
  ACCEPT_CONTEXT(
      "accept-context",
      Transport.TCP,
      t -> t.acceptContext(),
      Expected.of(WORKS, WORKS, WORKS, WORKS)
          .underAnyLayer(Quirk.DROPS_ACCEPT_CONTEXT, WORKS, "WSAENOTCONN"),
      "With SO_UPDATE_ACCEPT_CONTEXT the accepted socket is like any other, and "
          + "knows its peer. The option has the listening socket in it, which a "
          + "wrapping layer has to map.",
      "https://learn.microsoft.com/windows/win32/winsock/sol-socket-socket-options"),

  /** {@code connect-ex}. */
  CONNECT_EX(
      "connect-ex",
      Transport.TCP,
      t -> t.connectEx(),
      Expected.of(WORKS, WORKS, WORKS, WORKS),
      "A bound socket is connected by an overlapped call.",
      "https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_connectex"),

  /** {@code connect-context}. */
  CONNECT_CONTEXT(
      "connect-context",
      Transport.TCP,
      t -> t.connectContext(),
      Expected.of(WORKS, WORKS, WORKS, WORKS),
      "With SO_UPDATE_CONNECT_CONTEXT the socket is like any other, and knows " + "its peer.",
      "https://learn.microsoft.com/windows/win32/winsock/sol-socket-socket-options"),

  /** {@code disconnect-ex}. */
  DISCONNECT_EX(
      "disconnect-ex",
      Transport.TCP,
      t -> t.disconnectEx(),
      Expected.of(WORKS, WORKS, WORKS, WORKS),
      "Ends the connection of a socket.",
      "https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_disconnectex"),

  /** {@code so-connect-time}. */
  CONNECT_TIME(
      "so-connect-time",
      Transport.TCP,
      t -> t.connectTime(),
      Expected.of(WORKS, WORKS, WORKS, WORKS),
      "Tells for how many seconds the socket has been connected.",
      "https://learn.microsoft.com/windows/win32/winsock/sol-socket-socket-options"),

  /** {@code wsa-send-msg}. */
  SEND_MSG(
      "wsa-send-msg",
      Transport.UDP,
      t -> t.sendMsg(),
      Expected.of(WORKS, BYPASSES, BYPASSES, WORKS),
      "The function is called by pointer, past Ws2_32.dll; a layer that "
          + "passes handles through and leaves the base's pointer sees no bytes of "
          + "it.",
      "https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_wsasendmsg"),

  /** {@code wsa-recv-msg}. */
  RECV_MSG(
      "wsa-recv-msg",
      Transport.UDP,
      t -> t.recvMsg(),
      Expected.of(WORKS, BYPASSES, BYPASSES, WORKS),
      "The function is called by pointer, past Ws2_32.dll; a layer that "
          + "passes handles through and leaves the base's pointer sees no bytes of "
          + "it.",
      "https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_wsarecvmsg",
      "quinn-rs/quinn#2825"),

  /** {@code control-data}. */
  CONTROL_DATA(
      "control-data",
      Transport.UDP,
      t -> new MessageTrial(t).controlData(),
      Expected.of(WORKS, BYPASSES, BYPASSES, WORKS),
      "With IP_PKTINFO set, WSARecvMsg tells in the control data at which "
          + "address and interface the datagram has arrived.",
      "https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_wsarecvmsg",
      "https://learn.microsoft.com/windows/win32/winsock/ipproto-ip-socket-options",
      "quinn-rs/quinn#2825"),

  /** {@code message-truncation}. */
  TRUNCATION(
      "message-truncation",
      Transport.UDP,
      t -> new MessageTrial(t).truncation(),
      Expected.of(WORKS, BYPASSES, BYPASSES, WORKS),
      "A datagram that does not fit is cut off: the call fails with "
          + "WSAEMSGSIZE, and the message is marked MSG_TRUNC.",
      "https://learn.microsoft.com/windows/win32/api/mswsock/nc-mswsock-lpfn_wsarecvmsg"),

  /** {@code sio-udp-connreset}. */
  CONNECTION_RESET(
      "sio-udp-connreset",
      Transport.UDP,
      t -> new MessageTrial(t).connectionReset(),
      Expected.of(WORKS, WORKS, WORKS, WORKS),
      "With SIO_UDP_CONNRESET set to TRUE, a receive fails with WSAECONNRESET "
          + "if an earlier datagram was sent to a port that is not bound.",
      "https://learn.microsoft.com/windows/win32/winsock/winsock-ioctls"),

  /** {@code transmit-file}. */
  TRANSMIT_FILE(
      "transmit-file",
      Transport.TCP,
      t -> t.transmitFile(),
      Expected.of(WORKS, WORKS, WORKS, WORKS),
      "A file is sent between two buffers; here the first buffer alone is.",
      "https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-transmitfile"),

  /** {@code sio-address-list-query}. */
  ADDRESS_LIST(
      "sio-address-list-query",
      Transport.TCP,
      t -> new DecidedTrial(t).addressList(),
      Expected.of(WORKS, WORKS, WORKS, WORKS),
      "Tells to which local addresses a socket can be bound.",
      "https://learn.microsoft.com/windows/win32/winsock/winsock-ioctls"),

  /** {@code so-exclusiveaddruse}. */
  EXCLUSIVE_ADDRESS(
      "so-exclusiveaddruse",
      Transport.UDP,
      t -> new DecidedTrial(t).exclusiveAddress(),
      Expected.of(WORKS, WORKS, WORKS, WORKS),
      "No other socket can be bound to the address, not even with SO_REUSEADDR.",
      "https://learn.microsoft.com/windows/win32/winsock/using-so-reuseaddr-and-so-exclusiveaddruse"),

  /** {@code so-max-msg-size}. */
  LARGEST_MESSAGE(
      "so-max-msg-size",
      Transport.UDP,
      t -> new DecidedTrial(t).largestMessage(),
      Expected.of(WORKS, WORKS, WORKS, WORKS),
      "Tells how large a datagram can be. A stream has no such size.",
      "https://learn.microsoft.com/windows/win32/winsock/sol-socket-socket-options"),

  /** {@code siocatmark}. */
  AT_MARK(
      "siocatmark",
      Transport.TCP,
      t -> new DecidedTrial(t).atMark(),
      Expected.of(REFUSED, REFUSED, REFUSED, REFUSED),
      "Would tell whether all out-of-band data in line has been received. The "
          + "base provider has none in line, and no such control, which is "
          + "WSAEOPNOTSUPP.",
      "https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaioctl"),

  /** {@code accept-condition}. */
  ACCEPT_CONDITION(
      "accept-condition",
      Transport.TCP,
      t -> new DecidedTrial(t).acceptCondition(),
      Expected.of(REFUSED, REFUSED, REFUSED, REFUSED),
      "Would ask a function of the program's whether to accept. The system "
          + "has made the connection by then, so the base provider refuses, and the "
          + "connection stays to be accepted without one.",
      "https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsaaccept"),

  /** {@code join-leaf}. */
  JOIN_LEAF(
      "join-leaf",
      Transport.UDP,
      t -> new DecidedTrial(t).joinLeaf(),
      Expected.of(REFUSED, REFUSED, REFUSED, REFUSED),
      "Would join a leaf to a multipoint session. The base provider has none, "
          + "and says so with WSAEOPNOTSUPP.",
      "https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsajoinleaf"),

  /** {@code write-file}. */
  WRITE_FILE(
      "write-file",
      Transport.TCP,
      t -> t.writeFile(),
      Expected.of(WORKS, BYPASSES, BYPASSES, WORKS),
      "WriteFile goes straight to the base provider, past a layer that passes "
          + "its handles through. On a handle of a layer's own it comes back as the "
          + "layer's WSPSend.",
      "https://learn.microsoft.com/windows/win32/api/ws2spi/nf-ws2spi-wpumodifyifshandle"),

  /** {@code second-send}. */
  SECOND_SEND(
      "second-send",
      Transport.TCP,
      t -> t.secondSend(),
      Expected.of(WORKS, WORKS, WORKS, WORKS)
          .underAnyLayer(Quirk.RESETS_AFTER_FIRST_CHUNK, WORKS, "WSAECONNRESET"),
      "A connection continues after its first bytes. Some products let one "
          + "chunk through and then reset it.",
      "https://learn.microsoft.com/windows/win32/api/winsock2/nf-winsock2-wsasend");

  /** What a cell says where a layer has no place for a quirk. */
  public static final String IMPOSSIBLE = "-";

  // On Windows it is the system's choice what ends at once, and the network's whether anybody hears
  // of
  // a port that nobody has. Wine does not mark a message as cut off, and nothing else has been
  // tried.
  private static final Set<Technique> ON_LINUX_ONLY =
      EnumSet.of(SKIP_ON_SUCCESS, TRUNCATION, CONNECTION_RESET);

  private final String label;
  private final Transport transport;
  private final String explanation;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
  private final Function<TechniqueTrial, String> trial;

  @SuppressWarnings("ImmutableEnumChecker") // changed by nobody once it is here
  private final Expected expected;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  private final List<String> sources;

  Technique(
      String label,
      Transport transport,
      Function<TechniqueTrial, String> trial,
      Expected expected,
      String explanation,
      String... sources) {
    this.label = label;
    this.transport = transport;
    this.trial = trial;
    this.expected = expected;
    this.explanation = explanation;
    this.sources = List.of(sources);
  }

  /**
   * Those that can be tried on this system.
   *
   * @return all of them on Linux
   */
  public static List<Technique> here() {
    return Arrays.stream(values())
        .filter(each -> !(HostSystem.isWindows() && ON_LINUX_ONLY.contains(each)))
        .toList();
  }

  /**
   * What tables call it.
   *
   * @return lower-case words with hyphens
   */
  public String label() {
    return label;
  }

  /**
   * What the public documentation, or a public thread, says of it, in this project's words.
   *
   * @return a few sentences
   */
  public String explanation() {
    return explanation;
  }

  /**
   * Where that is said.
   *
   * @return addresses of pages, and threads as {@code owner/name#number}
   */
  public List<String> sources() {
    return sources;
  }

  /**
   * The expected outcome.
   *
   * @param kind the kind of handle
   * @param quirk what its layer does against its documentation
   * @return the text of the cell
   */
  public String expected(HandleKind kind, Quirk quirk) {
    return kind.canHave(quirk) ? expected.get(kind, quirk) : IMPOSSIBLE;
  }

  /**
   * Tries it, on real sockets that are opened for it under one layer.
   *
   * @param kind the kind of handle
   * @param quirk what the layer does against its documentation
   * @return {@code works}; {@code bypasses}, if the layer does not see it; {@code own handle}; what
   *     else was seen, in two words; or the name of the error
   * @throws WinsockException if a call fails that has nothing to do with it
   */
  public String observe(HandleKind kind, Quirk quirk) {
    if (!kind.canHave(quirk)) {
      return IMPOSSIBLE;
    }
    try (TechniqueTrial fresh = new TechniqueTrial(kind, transport, quirk)) {
      return trial.apply(fresh);
    }
  }
}
