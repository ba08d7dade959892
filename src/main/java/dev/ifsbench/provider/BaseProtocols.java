package dev.ifsbench.provider;

import static dev.ifsbench.spi.ServiceFlags.PFL_MATCHES_PROTOCOL_ZERO;
import static dev.ifsbench.spi.ServiceFlags.PFL_MULTIPLE_PROTO_ENTRIES;
import static dev.ifsbench.spi.ServiceFlags.XP1_CONNECTIONLESS;
import static dev.ifsbench.spi.ServiceFlags.XP1_GRACEFUL_CLOSE;
import static dev.ifsbench.spi.ServiceFlags.XP1_GUARANTEED_DELIVERY;
import static dev.ifsbench.spi.ServiceFlags.XP1_GUARANTEED_ORDER;
import static dev.ifsbench.spi.ServiceFlags.XP1_IFS_HANDLES;
import static dev.ifsbench.spi.ServiceFlags.XP1_MESSAGE_ORIENTED;

import dev.ifsbench.spi.ProtocolChain;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.Ws2Def;
import java.util.List;
import java.util.UUID;

/**
 * The catalog entries that the base provider comes with. They share its GUID, and thus one start.
 */
final class BaseProtocols {
  private static final UUID PROVIDER_ID = UUID.fromString("6f2bb4a8-5a0c-4f5e-9d0b-3d7e1b9c1f10");
  private static final int VERSION = 2;
  private static final int MAX_DATAGRAM_IPV4 = 65_507;
  private static final int MAX_DATAGRAM_IPV6 = 65_527;

  private static final int STREAM =
      XP1_GUARANTEED_DELIVERY | XP1_GUARANTEED_ORDER | XP1_GRACEFUL_CLOSE | XP1_IFS_HANDLES;
  private static final int DATAGRAM = XP1_CONNECTIONLESS | XP1_MESSAGE_ORIENTED | XP1_IFS_HANDLES;

  private BaseProtocols() {}

  static List<ProtocolInfo> all() {
    return List.of(
        stream("TCP over IPv4", Ws2Def.AF_INET, Ws2Def.IPPROTO_TCP, SockAddr.INET_SIZE),
        datagram("UDP over IPv4", Ws2Def.AF_INET, SockAddr.INET_SIZE, MAX_DATAGRAM_IPV4),
        stream("TCP over IPv6", Ws2Def.AF_INET6, Ws2Def.IPPROTO_TCP, SockAddr.INET6_SIZE),
        datagram("UDP over IPv6", Ws2Def.AF_INET6, SockAddr.INET6_SIZE, MAX_DATAGRAM_IPV6),
        stream("Unix-domain stream", Ws2Def.AF_UNIX, 0, SockAddr.UNIX_SIZE));
  }

  private static ProtocolInfo stream(String name, int af, int protocol, int sockAddrSize) {
    return entry(name, STREAM, af, Ws2Def.SOCK_STREAM, protocol, sockAddrSize, 0);
  }

  private static ProtocolInfo datagram(String name, int af, int sockAddrSize, int messageSize) {
    return entry(
        name, DATAGRAM, af, Ws2Def.SOCK_DGRAM, Ws2Def.IPPROTO_UDP, sockAddrSize, messageSize);
  }

  private static ProtocolInfo entry(
      String name,
      int serviceFlags,
      int af,
      int type,
      int protocol,
      int sockAddrSize,
      int messageSize) {
    return new ProtocolInfo(
        serviceFlags,
        0,
        0,
        0,
        PFL_MULTIPLE_PROTO_ENTRIES | PFL_MATCHES_PROTOCOL_ZERO,
        PROVIDER_ID,
        0,
        ProtocolChain.BASE_PROTOCOL,
        VERSION,
        af,
        sockAddrSize,
        sockAddrSize,
        type,
        protocol,
        0,
        0,
        0,
        messageSize,
        0,
        name);
  }
}
