package dev.ifsbench.sockets;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.extension.WsaMsg;
import java.util.List;

/**
 * The operating system's sockets with Winsock's numbers: address families, options, flags and error
 * codes are as Winsock defines them, whatever the system's own are.
 *
 * <p>A handle is the operating system's own, widened to a {@code long}. An {@code int} result is 0,
 * or a count, or {@link dev.ifsbench.spi.Ws2Def#SOCKET_ERROR} with the error in {@code errno}; a
 * {@code long} result is a handle, or {@link dev.ifsbench.spi.Ws2Def#INVALID_SOCKET}. A handle that
 * is not open, or not a socket, is {@code WSAENOTSOCK}; a pointer that is null and must not be,
 * such as the flags of a receive, is {@code WSAEFAULT}. All calls may be made by any thread.
 * Sending and receiving allocate nothing.
 */
public interface NativeSockets extends SendRecv {
  /**
   * Creates a socket.
   *
   * @param af {@code AF_INET}, {@code AF_INET6} or {@code AF_UNIX}
   * @param type {@code SOCK_STREAM} or {@code SOCK_DGRAM}
   * @param protocol {@code IPPROTO_TCP}, {@code IPPROTO_UDP}, or 0 for the type's usual one
   * @param errno where the error goes
   * @return the handle, not inherited by child processes
   */
  long socket(int af, int type, int protocol, Errno errno);

  /**
   * Creates two Unix-domain stream sockets that are connected to each other.
   *
   * @param pair out: the two handles, in its first two elements
   * @param errno where the error goes
   * @return 0
   */
  int socketPair(long[] pair, Errno errno);

  /**
   * Gives a socket its local address.
   *
   * @param s the socket
   * @param name the address
   * @param namelen its length in bytes
   * @param errno where the error goes
   * @return 0
   */
  int bind(long s, NativeMemory name, int namelen, Errno errno);

  /**
   * Connects a socket. A non-blocking one answers {@code WSAEWOULDBLOCK} while the connection is
   * made.
   *
   * @param s the socket
   * @param name the peer's address
   * @param namelen its length in bytes
   * @param errno where the error goes
   * @return 0
   */
  int connect(long s, NativeMemory name, int namelen, Errno errno);

  /**
   * Makes a socket accept connections.
   *
   * @param s the socket
   * @param backlog the longest queue of pending connections
   * @param errno where the error goes
   * @return 0
   */
  int listen(long s, int backlog, Errno errno);

  /**
   * Takes a connection off a listening socket.
   *
   * @param s the listening socket
   * @param addr where the peer's address goes, or null
   * @param addrlen in: bytes available; out: bytes of the address; null with {@code addr}
   * @param errno where the error goes
   * @return the new socket
   */
  long accept(long s, NativeMemory addr, IntRef addrlen, Errno errno);

  /**
   * Sends to an address.
   *
   * @param s the socket
   * @param buffers the buffers
   * @param count how many of them to send
   * @param flags {@code MSG_*} bits
   * @param to the address, or null if the socket is connected
   * @param tolen its length in bytes
   * @param errno where the error goes
   * @return bytes sent
   */
  int sendTo(
      long s, WsaBuf[] buffers, int count, int flags, NativeMemory to, int tolen, Errno errno);

  /**
   * Sends a message with an address and control data.
   *
   * @param s the socket
   * @param message the message
   * @param flags {@code MSG_*} bits; those of the message are not looked at
   * @param errno where the error goes: {@code WSAEOPNOTSUPP} for control data that is not supported
   *     here, {@code WSAEINVAL} if it is malformed
   * @return bytes sent
   */
  default int sendMsg(long s, WsaMsg message, int flags, Errno errno) {
    return message.controlLength.value != 0
        ? refuse(s, WinsockError.WSAEOPNOTSUPP, errno)
        : sendTo(
            s,
            message.buffers,
            message.bufferCount,
            flags,
            message.name,
            message.namelen.value,
            errno);
  }

  /**
   * Receives a message with the sender's address and control data. It returns as many whole control
   * messages as there is room for; {@code MSG_CTRUNC} says that there were more, and is not an
   * error.
   *
   * @param s the socket
   * @param message in: the room and the flags; out: the message, {@code MSG_TRUNC} with {@code
   *     WSAEMSGSIZE} if there was no room for all its bytes
   * @param errno where the error goes
   * @return bytes received
   */
  default int recvMsg(long s, WsaMsg message, Errno errno) {
    message.controlLength.value = 0;
    int received =
        recvFrom(
            s,
            message.buffers,
            message.bufferCount,
            message.flags,
            message.name,
            message.name == null ? null : message.namelen,
            errno);
    if (received < 0 && errno.get() == WinsockError.WSAEMSGSIZE) {
      message.flags.value |= WsaMsg.MSG_TRUNC;
    }
    return received;
  }

  /**
   * Refuses a call: with {@code WSAENOTSOCK} if the handle is not a socket, else with an error.
   *
   * @param s the socket
   * @param error what is wrong with the call
   * @param errno where the error goes
   * @return {@code SOCKET_ERROR}
   */
  default int refuse(long s, WinsockError error, Errno errno) {
    return describe(s, new int[3], errno) == Ws2Def.SOCKET_ERROR
        ? Ws2Def.SOCKET_ERROR
        : errno.fail(error);
  }

  /**
   * Control codes that the system carries out: {@code SIO_UDP_CONNRESET}, {@code
   * SIO_ADDRESS_LIST_QUERY}.
   *
   * @param s the socket
   * @param code which
   * @param in input, or null
   * @param out room for output, or null
   * @param returned out: bytes of output, or those needed if the room is too small
   * @param errno where the error goes: {@code WSAEOPNOTSUPP} for a code that is unknown, or not for
   *     this socket; {@code WSAEFAULT} if the input or the room is too small
   * @return 0
   */
  default int control(
      long s, int code, NativeMemory in, NativeMemory out, IntRef returned, Errno errno) {
    return refuse(s, WinsockError.WSAEOPNOTSUPP, errno);
  }

  /**
   * The functions that send and receive, for callers who need no others: the same functions without
   * the way through this object.
   *
   * @return the functions
   */
  default SendRecv sendRecv() {
    return this;
  }

  /**
   * Receives, and reports the sender's address.
   *
   * @param s the socket
   * @param buffers the buffers
   * @param count how many of them to use
   * @param flags in: {@code MSG_*} bits; out: 0
   * @param from where the address goes, or null
   * @param fromlen in: bytes available; out: bytes of the address; null with {@code from}
   * @param errno where the error goes
   * @return bytes received; 0 at the end of a stream
   */
  int recvFrom(
      long s,
      WsaBuf[] buffers,
      int count,
      IntRef flags,
      NativeMemory from,
      IntRef fromlen,
      Errno errno);

  /**
   * Ends one or both directions.
   *
   * @param s the socket
   * @param how {@code SD_RECEIVE}, {@code SD_SEND} or {@code SD_BOTH}
   * @param errno where the error goes
   * @return 0
   */
  int shutdown(long s, int how, Errno errno);

  /**
   * Closes a socket, once: of several closes of the same handle one succeeds and the others fail
   * with {@code WSAENOTSOCK}. Calls that block on the socket in other threads end with {@code
   * WSAEINTR}, unless another descriptor of the same socket ({@link #duplicate}) keeps it alive.
   * The handle's number is not given to another socket before those calls have left it.
   *
   * @param s the socket
   * @param errno where the error goes
   * @return 0
   */
  int close(long s, Errno errno);

  /**
   * Reports the local address. If it does not fit: {@code WSAEFAULT}, and the length needed.
   *
   * @param s the socket
   * @param name where the address goes
   * @param namelen in: bytes available; out: bytes of the address
   * @param errno where the error goes
   * @return 0
   */
  int getSockName(long s, NativeMemory name, IntRef namelen, Errno errno);

  /**
   * Reports the peer's address. If it does not fit: {@code WSAEFAULT}, and the length needed.
   *
   * @param s the socket
   * @param name where the address goes
   * @param namelen in: bytes available; out: bytes of the address
   * @param errno where the error goes
   * @return 0
   */
  int getPeerName(long s, NativeMemory name, IntRef namelen, Errno errno);

  /**
   * Reads an option: those of {@link dev.ifsbench.spi.Ws2Def}, but for {@code SO_PROTOCOL_INFO*},
   * which are the provider's. An unknown one is {@code WSAENOPROTOOPT}.
   *
   * @param s the socket
   * @param level the option's level
   * @param optname the option
   * @param optval where its value goes
   * @param optlen in: bytes available; out: bytes of the value
   * @param errno where the error goes
   * @return 0
   */
  int getSockOpt(long s, int level, int optname, NativeMemory optval, IntRef optlen, Errno errno);

  /**
   * Sets an option.
   *
   * @param s the socket
   * @param level the option's level
   * @param optname the option
   * @param optval its value
   * @param optlen the value's length in bytes
   * @param errno where the error goes
   * @return 0
   */
  int setSockOpt(long s, int level, int optname, NativeMemory optval, int optlen, Errno errno);

  /**
   * {@code FIONBIO}: makes a socket blocking or non-blocking.
   *
   * @param s the socket
   * @param nonBlocking true for non-blocking
   * @param errno where the error goes
   * @return 0
   */
  int setNonBlocking(long s, boolean nonBlocking, Errno errno);

  /**
   * {@code FIONREAD}: how many bytes can be received at once.
   *
   * @param s the socket
   * @param errno where the error goes
   * @return the count
   */
  int bytesAvailable(long s, Errno errno);

  /**
   * What a socket was created as.
   *
   * @param s the socket
   * @param triplet out: address family, type and protocol, in Winsock's numbers
   * @param errno where the error goes
   * @return 0
   */
  int describe(long s, int[] triplet, Errno errno);

  /**
   * Waits until sockets are ready. On success each set is left with its ready handles; on failure
   * the sets are left alone.
   *
   * @param readfds handles to read from or accept on, or null
   * @param writefds handles to write to or that are connecting, or null
   * @param exceptfds handles to watch for out-of-band data and failed connections, or null
   * @param timeout how long to wait, or null for no limit
   * @param errno where the error goes
   * @return how many handles are ready in all, 0 on timeout
   */
  int select(FdSet readfds, FdSet writefds, FdSet exceptfds, Timeval timeout, Errno errno);

  /**
   * {@code WSAPoll}: waits until at least one socket is ready. It allocates nothing.
   *
   * @param data a {@link dev.ifsbench.spi.WsaPollData}: the sockets and the time limit; out: the
   *     events found. A negative handle is left out, and one that is not a socket, or is closed
   *     meanwhile, is {@code POLLNVAL}
   * @param errno where the error goes: {@code WSAEINVAL} for events that cannot be asked for, or if
   *     none of the handles is a socket
   * @return how many sockets have events, 0 on timeout
   */
  int poll(NativeMemory data, Errno errno);

  /**
   * Opens another descriptor of the same socket.
   *
   * @param s the socket
   * @param errno where the error goes
   * @return the new handle
   */
  long duplicate(long s, Errno errno);

  /**
   * Whether a value is an open handle of this process, a socket's or any other.
   *
   * @param handle any value
   * @return true if it is open
   */
  boolean isOpen(long handle);

  /**
   * Makes a kernel object that is not a socket, to back a handle of a layer's own. Its value
   * differs from every handle that is open in the process.
   *
   * @param errno where the error goes: {@code WSAENOBUFS} when the system has no more
   * @return the handle
   */
  long createHandle(Errno errno);

  /**
   * Sets who does the I/O that reaches a created handle by {@link #readFile} and {@link
   * #writeFile}, or by a bare {@code write(2)}. Until this is called nobody does.
   *
   * @param handle what {@link #createHandle} made
   * @param owner does the I/O, not null
   * @param errno where the error goes: {@code WSAENOBUFS} when the system has no more room
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int serveHandle(long handle, HandleOwner owner, Errno errno);

  /**
   * Closes what {@link #createHandle} made. I/O that waits on it ends with {@code
   * WSA_OPERATION_ABORTED}.
   *
   * @param handle the handle
   * @param errno where the error goes: {@code WSAENOTSOCK} if it made none of that number
   * @return 0, or {@link Ws2Def#SOCKET_ERROR}
   */
  int closeHandle(long handle, Errno errno);

  /**
   * {@code ReadFile}: reads by the operating system's own call, whatever the handle is. A socket is
   * read directly; of a datagram that does not fit, the rest is lost without an error. For a
   * created handle its {@linkplain #serveHandle owner} receives once, at most 1 MiB, and the system
   * hands the bytes back. Reading no bytes returns at once.
   *
   * @param handle a socket or a created handle; anything else is {@code WSA_INVALID_HANDLE}
   * @param address where the bytes go
   * @param length how many at most
   * @param errno where the error goes: {@code WSA_OPERATION_ABORTED} if the handle is closed
   *     meanwhile, {@code WSAEOPNOTSUPP} if it has no owner; else the socket's or the owner's
   * @return bytes read; 0 at the end of a stream
   */
  int readFile(long handle, long address, int length, Errno errno);

  /**
   * {@code WriteFile}: writes by the operating system's own call, whatever the handle is. A socket
   * is written to directly; a created handle's owner is handed the bytes, in pieces of at most 64
   * KiB, and sends them. If an error comes after some bytes were sent, the call reports those.
   *
   * @param handle a socket or a created handle; anything else is {@code WSA_INVALID_HANDLE}
   * @param address where the bytes are
   * @param length how many
   * @param errno where the error goes, as for {@link #readFile}
   * @return bytes written, which may be fewer than given
   */
  int writeFile(long handle, long address, int length, Errno errno);

  /**
   * Makes an event object that stays set until it is reset, and is not set.
   *
   * @param errno where the error goes
   * @return the event, or {@link dev.ifsbench.spi.Ws2Def#WSA_INVALID_EVENT}
   */
  long createEvent(Errno errno);

  /**
   * Sets an event. An event that is not open is {@code WSA_INVALID_HANDLE}, as for the next three.
   *
   * @param event the event
   * @param errno where the error goes
   * @return true on success
   */
  boolean setEvent(long event, Errno errno);

  /**
   * Resets an event.
   *
   * @param event the event
   * @param errno where the error goes
   * @return true on success
   */
  boolean resetEvent(long event, Errno errno);

  /**
   * Waits for an event.
   *
   * @param event the event
   * @param timeoutMillis how long to wait, in milliseconds; negative for no limit
   * @param errno where the error goes; clear on timeout
   * @return true if it is set
   */
  boolean awaitEvent(long event, int timeoutMillis, Errno errno);

  /**
   * {@code WSAEventSelect}: records network events, in place of those asked for before, announces
   * them by an event object, and makes the socket non-blocking.
   *
   * @param s the socket
   * @param event the event object
   * @param events {@code FD_*} bits, 0 to end it
   * @param errno where the error goes: {@code WSAEINVAL} if the event is not open, or for other
   *     bits
   * @return 0
   */
  default int eventSelect(long s, long event, int events, Errno errno) {
    return refuse(s, WinsockError.WSAEOPNOTSUPP, errno);
  }

  /**
   * {@code WSAEnumNetworkEvents}: reports the events recorded so far, and clears them.
   *
   * @param s the socket
   * @param event an event object to be reset at the same time, or 0
   * @param events where it goes, a {@link dev.ifsbench.spi.WsaNetworkEvents}
   * @param errno where the error goes: {@code WSAEINVAL} if the event is not open
   * @return 0
   */
  default int enumNetworkEvents(long s, long event, NativeMemory events, Errno errno) {
    return refuse(s, WinsockError.WSAEOPNOTSUPP, errno);
  }

  /**
   * Closes an event.
   *
   * @param event the event
   * @param errno where the error goes
   * @return true on success
   */
  boolean closeEvent(long event, Errno errno);

  /**
   * Overlapped calls on these handles.
   *
   * @return the same object each time
   */
  OverlappedIo overlapped();

  /**
   * The functions that make and end connections by overlapped operations.
   *
   * @return the same object each time; null if there are none here
   */
  default SocketExtensions extensions() {
    return null;
  }

  /**
   * The base protocols of the system's own catalog that sockets are made for here.
   *
   * @return the entries, those with IFS handles first; empty if the system keeps no catalog
   */
  default List<ProtocolInfo> protocols() {
    return List.of();
  }

  /**
   * All entries of the system's own catalog that an application can open sockets through, those of
   * layers included.
   *
   * @return the entries in catalog order; empty if the system keeps no catalog
   */
  default List<ProtocolInfo> systemEntries() {
    return List.of();
  }

  /**
   * Opens a socket as a program does that names no entry: the system's own catalog chooses one.
   *
   * @param af address family
   * @param type socket type
   * @param errno where the error goes; {@code WSAEOPNOTSUPP} if the system keeps no catalog
   * @return the socket, or {@code INVALID_SOCKET}
   */
  default long plainSocket(int af, int type, Errno errno) {
    errno.set(WinsockError.WSAEOPNOTSUPP);
    return Ws2Def.INVALID_SOCKET;
  }

  /**
   * Finds which entry of the system's own catalog a program gets that names none.
   *
   * @param af address family
   * @param type socket type
   * @param errno where the error goes; {@code WSAEOPNOTSUPP} if the system keeps no catalog
   * @return the number of the entry that the opened socket names, or 0
   */
  default int plainEntry(int af, int type, Errno errno) {
    errno.set(WinsockError.WSAEOPNOTSUPP);
    return 0;
  }

  /**
   * Where the provider of such an entry is loaded from.
   *
   * @param entry one of {@link #systemEntries}
   * @return a path, with variables such as {@code %SystemRoot%}; empty if the system does not tell
   */
  default String providerPath(ProtocolInfo entry) {
    return "";
  }

  /**
   * Creates a socket through an entry of the system's own catalog, so that the system loads that
   * entry's provider, and the layers of its chain.
   *
   * @param entry one of {@link #systemEntries}
   * @param errno where the error goes; {@code WSAEINVAL} if it is none of them
   * @return the handle, not inherited by child processes
   */
  default long socketOf(ProtocolInfo entry, Errno errno) {
    errno.set(WinsockError.WSAEINVAL);
    return Ws2Def.INVALID_SOCKET;
  }

  /**
   * Names what carries these calls out, for results.
   *
   * @return for instance {@code POSIX sockets}
   */
  String backend();

  /**
   * Names how Java calls it, for results.
   *
   * @return for instance {@code JNA direct mapping}
   */
  String binding();
}
