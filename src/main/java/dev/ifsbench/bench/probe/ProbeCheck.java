package dev.ifsbench.bench.probe;

import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.spi.extension.ExtensionFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What is tried on a live socket, and what its failure means for programs. */
public enum ProbeCheck {
  /** The pair opens, and bytes go both ways. */
  SEND_AND_RECEIVE(
      Transport.TCP,
      ProbeTrial::bothWays,
      "no program can use such a socket",
      "pass WSPSend and WSPRecv on to the next provider"),

  /** {@code XP1_IFS_HANDLES} of the live socket's entry. */
  IFS_FLAG(
      Transport.TCP,
      ProbeTrial::ifsFlag,
      "programs that skip completion packets on success (Go, libuv) lose their fast path, and file"
          + " functions go through the layer's own handle",
      "pass the base provider's handle through by WPUModifyIFSHandle, and set XP1_IFS_HANDLES"),

  /** {@code SIO_BASE_HANDLE}. */
  SIO_BASE_HANDLE(
      Transport.TCP,
      ProbeTrial::baseHandle,
      "libraries that poll by the base handle (mio, wepoll, libuv) have to guess, or fail",
      "leave SIO_BASE_HANDLE to the base provider"),

  /** What mio and wepoll do when that fails. */
  BASE_HANDLE_FALLBACKS(
      Transport.TCP,
      ProbeTrial::fallbacks,
      "mio or wepoll cannot find the base handle at all: Rust and Node programs fail",
      "leave SIO_BASE_HANDLE and the SIO_BSP_HANDLE codes to the base provider"),

  /** {@code FILE_SKIP_COMPLETION_PORT_ON_SUCCESS}. */
  SKIP_ON_SUCCESS(
      Transport.TCP,
      ProbeTrial::skipOnSuccess,
      "programs that skip packets on success see one operation end twice, or wait for ever",
      "do not post a packet for an operation that has ended at once"),

  /** The pointer of {@code AcceptEx}. */
  ACCEPT_EX(
      Transport.TCP,
      trial -> trial.pointer(ExtensionFunction.ACCEPT_EX),
      "servers on completion ports (IOCP) cannot accept",
      "answer SIO_GET_EXTENSION_FUNCTION_POINTER for AcceptEx, or pass it on"),

  /** The pointer of {@code ConnectEx}. */
  CONNECT_EX(
      Transport.TCP,
      trial -> trial.pointer(ExtensionFunction.CONNECT_EX),
      "clients on completion ports (IOCP) cannot connect",
      "answer SIO_GET_EXTENSION_FUNCTION_POINTER for ConnectEx, or pass it on"),

  /** {@code ReadFile}. */
  READ_FILE(
      Transport.TCP,
      ProbeTrial::readFile,
      "programs that use a socket as a file cannot read",
      "give handles that the system knows: WPUModifyIFSHandle or WPUCreateSocketHandle"),

  /** {@code WriteFile}. */
  WRITE_FILE(
      Transport.TCP,
      ProbeTrial::writeFile,
      "programs that use a socket as a file cannot write",
      "give handles that the system knows: WPUModifyIFSHandle or WPUCreateSocketHandle"),

  /** {@code CancelIoEx}. */
  CANCEL_IO_EX(
      Transport.TCP,
      ProbeTrial::cancel,
      "programs cannot end a pending receive (timeouts do not work)",
      "pass the base provider's handle through, so that the system knows its operations"),

  /** {@code WSAPoll}. */
  WSA_POLL(
      Transport.TCP,
      ProbeTrial::poll,
      "programs that wait by WSAPoll are not told of data",
      "pass WSPSelect and SIO_BSP_HANDLE_POLL on, or implement SIO_EXT_POLL"),

  /** {@code WSASendTo} and {@code WSARecvFrom}. */
  DATAGRAMS(
      Transport.UDP,
      ProbeTrial::datagrams,
      "QUIC, DNS and games cannot send or receive datagrams",
      "test the chain of length 2 over UDP; pass WSPSendTo and WSPRecvFrom on"),

  /** The pointer of {@code WSARecvMsg}. */
  WSA_RECV_MSG(
      Transport.UDP,
      trial -> trial.pointer(ExtensionFunction.WSA_RECV_MSG),
      "QUIC libraries (quinn) cannot receive",
      "answer SIO_GET_EXTENSION_FUNCTION_POINTER for WSARecvMsg, or pass it on");

  private final Transport transport;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
  private final Function<ProbeTrial, String> trial;

  private final String consequence;
  private final String remedy;

  ProbeCheck(
      Transport transport, Function<ProbeTrial, String> trial, String consequence, String remedy) {
    this.transport = transport;
    this.trial = trial;
    this.consequence = consequence;
    this.remedy = remedy;
  }

  /**
   * Those for a kind of socket.
   *
   * @param stream whether it is a stream, and not one of datagrams
   */
  public static List<ProbeCheck> of(boolean stream) {
    return Arrays.stream(values())
        .filter(each -> (each.transport == Transport.TCP) == stream)
        .toList();
  }

  /** What tables call it: lower-case words with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What its failure means for programs, a clause. */
  public String consequence() {
    return consequence;
  }

  /** What the layer's maker can do, a clause. */
  public String remedy() {
    return remedy;
  }

  /** What carries the data where this project's model is probed. */
  public Transport transport() {
    return transport;
  }

  String tryOn(ProbeTrial fresh) {
    return trial.apply(fresh);
  }
}
