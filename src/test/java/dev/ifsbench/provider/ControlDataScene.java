package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Extensions;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.spi.extension.WsaCmsg;
import dev.ifsbench.spi.extension.WsaMsg;
import dev.ifsbench.spi.extension.WsaRecvMsg;
import dev.ifsbench.spi.extension.WsaSendMsg;

/** Two bound datagram sockets, of which the far one wants to know where datagrams arrive. */
final class ControlDataScene implements AutoCloseable {
  private final boolean inet6;
  final long near;
  final long far;
  final NativeMemory nearName;
  final NativeMemory farName;
  final WsaSendMsg send;
  final WsaRecvMsg recv;
  private final Message into = new Message(8);
  final WsaMsg in = new WsaMsg();
  final IntRef count = new IntRef();

  ControlDataScene(Stack stack, Transport protocol) {
    inet6 = protocol == Transport.UDP6;
    near = stack.socket(protocol);
    far = stack.socket(protocol);
    nearName = stack.bind(near, protocol);
    farName = stack.bind(far, protocol);
    Extensions extensions = new Extensions(stack, near);
    send = extensions.get(ExtensionFunction.WSA_SEND_MSG, WsaSendMsg.class);
    recv = extensions.get(ExtensionFunction.WSA_RECV_MSG, WsaRecvMsg.class);
    NativeMemory on = new NativeMemory(4);
    on.putInt(0, 1);
    int level = inet6 ? Ws2Def.IPPROTO_IPV6 : Ws2Def.IPPROTO_IP;
    ok(e -> stack.winsock().setsockopt(far, level, Ws2Def.IP_PKTINFO, on, 4, e));
    ok(e -> stack.winsock().getsockopt(far, level, Ws2Def.IP_PKTINFO, on, new IntRef(4), e));
    assertThat(on.getInt(0)).isEqualTo(1);
    in.name = new NativeMemory(32);
    in.control = new NativeMemory(64);
    in.buffers = into.buffers();
    in.bufferCount = 1;
    expect(64);
  }

  /** So much room for control data. */
  void expect(int room) {
    in.namelen.value = 32;
    in.flags.value = 0;
    in.controlLength.value = room;
  }

  static WsaMsg message(NativeMemory name, Message data) {
    WsaMsg out = new WsaMsg();
    out.name = name;
    out.namelen.value = name.size();
    out.buffers = data.buffers();
    out.bufferCount = 1;
    return out;
  }

  void sendPlain(String text) {
    Message data = Message.of(Message.text(text));
    ok(e -> send.invoke(near, message(farName, data), 0, count, null, null, null, e));
  }

  int receive() {
    ok(e -> recv.invoke(far, in, count, null, null, null, e));
    return count.value;
  }

  /** Checks that the one message is there, and returns the interface in it. */
  int assertArrivedAtLoopback() {
    int size = inet6 ? WsaCmsg.SIZEOF_IN6_PKTINFO : WsaCmsg.SIZEOF_IN_PKTINFO;
    assertThat(in.controlLength.value).isEqualTo(WsaCmsg.space(size));
    assertThat(WsaCmsg.isAt(in.control, 0, in.controlLength.value)).isTrue();
    assertThat(WsaCmsg.dataLength(in.control, 0)).isEqualTo(size);
    assertThat(WsaCmsg.level(in.control, 0))
        .isEqualTo(inet6 ? Ws2Def.IPPROTO_IPV6 : Ws2Def.IPPROTO_IP);
    assertThat(WsaCmsg.type(in.control, 0)).isEqualTo(19);
    int offset = inet6 ? 8 : 4;
    int length = inet6 ? 16 : 4;
    assertThat(in.control.getBytes(WsaCmsg.HEADER, length))
        .isEqualTo(farName.getBytes(offset, length));
    int at = inet6 ? WsaCmsg.IN6_PKTINFO_INTERFACE : WsaCmsg.IN_PKTINFO_INTERFACE;
    return in.control.getInt(WsaCmsg.HEADER + at);
  }

  @Override
  public void close() {
    NativeMemory.keep(nearName);
  }
}
