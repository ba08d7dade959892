package dev.ifsbench.stress.completion;

import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.provider.LayerInstaller;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.ws2.Winsock;
import java.util.List;

/**
 * A receive that is pending on a wrapping layer's socket over a real one, and the completion port
 * that the layer tells of its end. One after the other is carried on by another of the engines.
 */
final class OneWrappedReceive {
  private static final List<Side> SIDES = Systems.all().stream().map(Side::new).toList();

  private final Side side = Systems.next(SIDES);
  private final long sender;
  private final long receiver;
  private final Ends ends;
  private final WsaOverlapped overlapped = new WsaOverlapped();
  // Kept as long as the addresses of their bytes are in use.
  private final NativeMemory sent = new NativeMemory(1);
  private final NativeMemory received = new NativeMemory(1);

  OneWrappedReceive() {
    Errno errno = new Errno();
    Winsock winsock = side.winsock;
    receiver = winsock.socket(Ws2Def.AF_INET, Ws2Def.SOCK_DGRAM, 0, side.top, 0, 0, errno);
    NativeMemory name = SockAddr.inetLoopback(0);
    winsock.bind(receiver, name, name.size(), errno);
    winsock.getsockname(receiver, name, new IntRef(name.size()), errno);
    sender = side.sockets.socket(Ws2Def.AF_INET, Ws2Def.SOCK_DGRAM, Ws2Def.IPPROTO_UDP, errno);
    side.sockets.connect(sender, name, name.size(), errno);
    ends = new Ends(winsock.overlapped(), receiver);
    WsaBuf[] buffers = {new WsaBuf(received.address(), 1)};
    winsock.recv(receiver, buffers, 1, null, new IntRef(), overlapped, null, errno);
  }

  /** A process's Winsock with a wrapping layer, over the sockets of one engine. */
  private static final class Side {
    final NativeSockets sockets;
    final Winsock winsock;
    final ProtocolInfo top;

    Side(NativeSockets sockets) {
      this.sockets = sockets;
      winsock = new Winsock(sockets);
      BaseProvider.install(winsock, sockets);
      LayerInstaller.install(winsock, LayerKind.WRAPPED, "layer");
      winsock.wsaStartup(Ws2Def.VERSION_2_2);
      top =
          winsock.catalog().enumerate().stream()
              .map(entry -> entry.info())
              .filter(info -> info.isOpenable() && info.socketType() == Ws2Def.SOCK_DGRAM)
              .filter(info -> info.addressFamily() == Ws2Def.AF_INET)
              .findFirst()
              .orElseThrow();
    }
  }

  /** Sends what the receive waits for. */
  void send() {
    side.sockets.send(sender, new WsaBuf[] {new WsaBuf(sent.address(), 1)}, 1, 0, new Errno());
  }

  /** Closes the layer's socket. */
  void close() {
    side.winsock.closesocket(receiver, new Errno());
  }

  /** The error that the receive ended with; see {@link Ends#error}. */
  int error() {
    return ends.error();
  }

  /** Closes the other socket, and counts further ends of the receive. */
  int endAndCount() {
    side.sockets.close(sender, new Errno());
    return ends.countFurther();
  }
}
