package dev.ifsbench.spi;

/**
 * The constants of {@code ws2def.h} and {@code winsock2.h} that are needed here, with Winsock's
 * values.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winsock2/">winsock2.h</a>
 */
public final class Ws2Def {
  /** No socket. The type is unsigned: compare with this, never with zero. */
  public static final long INVALID_SOCKET = -1L;

  /** What a function returns when it fails. */
  public static final int SOCKET_ERROR = -1;

  /** No event. */
  public static final long WSA_INVALID_EVENT = 0;

  /** "Pending" in {@code WSAOVERLAPPED.Internal}. */
  public static final long WSS_OPERATION_IN_PROGRESS = 0x103;

  /** Version 2.2, major number in the low byte. */
  public static final int VERSION_2_2 = 0x0202;

  /** Any address family. */
  public static final int AF_UNSPEC = 0;

  /** Unix-domain sockets. */
  public static final int AF_UNIX = 1;

  /** IPv4. */
  public static final int AF_INET = 2;

  /** IPv6, which is 23 for Winsock on every machine. */
  public static final int AF_INET6 = 23;

  /** A stream. */
  public static final int SOCK_STREAM = 1;

  /** Unreliable, unordered datagrams. */
  public static final int SOCK_DGRAM = 2;

  /** The protocol of IPv4 options. */
  public static final int IPPROTO_IP = 0;

  /** TCP. */
  public static final int IPPROTO_TCP = 6;

  /** UDP. */
  public static final int IPPROTO_UDP = 17;

  /** The protocol of IPv6 options. */
  public static final int IPPROTO_IPV6 = 41;

  /** Take the address family, type or protocol from the catalog entry. */
  public static final int FROM_PROTOCOL_INFO = -1;

  /** Ask for a socket that can do overlapped I/O. */
  public static final int WSA_FLAG_OVERLAPPED = 0x01;

  /** Send or receive out-of-band data. */
  public static final int MSG_OOB = 0x1;

  /** Receive without removing. */
  public static final int MSG_PEEK = 0x2;

  /** Send without routing. */
  public static final int MSG_DONTROUTE = 0x4;

  /** Receive until the buffer is full. */
  public static final int MSG_WAITALL = 0x8;

  /** No more receives. */
  public static final int SD_RECEIVE = 0;

  /** No more sends. */
  public static final int SD_SEND = 1;

  /** Neither sends nor receives are allowed any more. */
  public static final int SD_BOTH = 2;

  /** How many handles an {@link FdSet} holds unless told otherwise. */
  public static final int FD_SETSIZE = 64;

  /** The longest reasonable queue of pending connections. */
  public static final int SOMAXCONN = 0x7fffffff;

  /** The level of socket options. */
  public static final int SOL_SOCKET = 0xFFFF;

  /** The socket is listening; a 32-bit flag, read only. */
  public static final int SO_ACCEPTCONN = 0x2;

  /** The address may be used again; a 32-bit flag. */
  public static final int SO_REUSEADDR = 0x4;

  /** Probe idle connections; a 32-bit flag. */
  public static final int SO_KEEPALIVE = 0x8;

  /** Allow broadcast; a 32-bit flag. */
  public static final int SO_BROADCAST = 0x20;

  /** What a close does with unsent data: two 16-bit numbers, on or off and seconds. */
  public static final int SO_LINGER = 0x80;

  /** The send buffer's size in bytes. */
  public static final int SO_SNDBUF = 0x1001;

  /** The receive buffer's size in bytes. */
  public static final int SO_RCVBUF = 0x1002;

  /** How long a send blocks, in milliseconds; 0 for no limit. */
  public static final int SO_SNDTIMEO = 0x1005;

  /** How long a receive blocks, in milliseconds; 0 for no limit. */
  public static final int SO_RCVTIMEO = 0x1006;

  /** The pending error, as a Winsock error code; reading clears it. */
  public static final int SO_ERROR = 0x1007;

  /** The socket's type; read only. */
  public static final int SO_TYPE = 0x1008;

  /** The catalog entry of the socket's provider, in ANSI; read only. */
  public static final int SO_PROTOCOL_INFOA = 0x2004;

  /** The catalog entry of the socket's provider, in UTF-16; read only. */
  public static final int SO_PROTOCOL_INFOW = 0x2005;

  /** The accepted socket takes over its listener's properties; carries a socket handle. */
  public static final int SO_UPDATE_ACCEPT_CONTEXT = 0x700B;

  /**
   * How many seconds a stream has been connected, all ones if it is not; a 32-bit number, read
   * only.
   */
  public static final int SO_CONNECT_TIME = 0x700C;

  /** Makes a socket that {@code ConnectEx} has connected behave like any other; takes no value. */
  public static final int SO_UPDATE_CONNECT_CONTEXT = 0x7010;

  /** The largest datagram that can be sent, in bytes; read only. */
  public static final int SO_MAX_MSG_SIZE = 0x2003;

  /** Nobody else may bind to the address; a 32-bit flag, set before binding. */
  public static final int SO_EXCLUSIVEADDRUSE = ~SO_REUSEADDR;

  /** Where a datagram has arrived, as control data; level {@link #IPPROTO_IP}, a 32-bit flag. */
  public static final int IP_PKTINFO = 19;

  /** Where a datagram has arrived, as control data; level {@link #IPPROTO_IPV6}, a 32-bit flag. */
  public static final int IPV6_PKTINFO = 19;

  /** Send small segments at once; level {@link #IPPROTO_TCP}, a 32-bit flag. */
  public static final int TCP_NODELAY = 0x1;

  /** IPv6 only; level {@link #IPPROTO_IPV6}, a 32-bit flag. */
  public static final int IPV6_V6ONLY = 27;

  /** Makes a socket blocking (0) or non-blocking; a 32-bit flag in. */
  public static final int FIONBIO = 0x8004667E;

  /** How many bytes can be received; 32 bits out. */
  public static final int FIONREAD = 0x4004667F;

  /** Whether all out-of-band data has been read; a 32-bit flag out. */
  public static final int SIOCATMARK = 0x40047307;

  /** The local addresses of the socket's family; a {@code SOCKET_ADDRESS_LIST} out. */
  public static final int SIO_ADDRESS_LIST_QUERY = 0x48000016;

  /**
   * Whether a datagram socket reports, as {@code WSAECONNRESET}, that nobody is at the port that it
   * has sent to; a 32-bit flag in.
   */
  public static final int SIO_UDP_CONNRESET = 0x9800000C;

  /** The address of an extension function; a GUID in, 64 bits out. */
  public static final int SIO_GET_EXTENSION_FUNCTION_POINTER = 0xC8000006;

  /** A handle that the next provider knows; a 64-bit handle out. A layer may answer its own. */
  public static final int SIO_BSP_HANDLE = 0x4800001B;

  /** As {@link #SIO_BSP_HANDLE}, for {@code select}. */
  public static final int SIO_BSP_HANDLE_SELECT = 0x4800001C;

  /** As {@link #SIO_BSP_HANDLE}, for {@code WSAPoll}. */
  public static final int SIO_BSP_HANDLE_POLL = 0x4800001D;

  /**
   * {@code WSAPoll} for the providers below; a {@link WsaPollData} in, and the answer in the same
   * block. For whoever answers {@link #SIO_BSP_HANDLE_POLL} with its own handle.
   */
  public static final int SIO_EXT_POLL = 0xC800001F;

  /** The base provider's socket; a 64-bit handle out. Only a base provider may answer it. */
  public static final int SIO_BASE_HANDLE = 0x48000022;

  private Ws2Def() {}
}
