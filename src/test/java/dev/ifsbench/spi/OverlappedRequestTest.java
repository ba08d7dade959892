package dev.ifsbench.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverlappedRequestTest {
  private final WsaBuf[] buffers = {new WsaBuf()};

  @Test
  void aRequestBelongsToItsStructureAndIsUsedAgain() {
    WsaOverlapped overlapped = new WsaOverlapped();

    OverlappedRequest first = overlapped.request(null, null);
    OverlappedRequest second = overlapped.request(null, null);

    assertThat(second).isSameAs(first);
    assertThat(second.overlapped()).isSameAs(overlapped);
    assertThat(new WsaOverlapped().request(null, null)).isNotSameAs(first);
  }

  @Test
  void aRequestKeepsNothingOfTheOperationBefore() {
    WsaOverlapped overlapped = new WsaOverlapped();
    CompletionRoutine routine = (error, bytes, structure, flags) -> {};
    IntRef received = new IntRef();
    IntRef flags = new IntRef();
    NativeMemory from = new NativeMemory(SockAddr.INET_SIZE);
    IntRef fromlen = new IntRef(from.size());
    OverlappedRequest receive =
        overlapped
            .request(routine, null)
            .toReceive(buffers, 1, received, flags)
            .from(from, fromlen);
    assertThat(receive.routine()).isSameAs(routine);
    assertThat(receive.transferred()).isSameAs(received);
    assertThat(receive.receiveFlags()).isSameAs(flags);
    assertThat(receive.address()).isSameAs(from);
    assertThat(receive.addressRoom()).isSameAs(fromlen);

    OverlappedRequest send =
        overlapped.request(null, null).toSend(buffers, 1, null, Ws2Def.MSG_OOB);

    assertThat(send.routine()).isNull();
    assertThat(send.buffers()).isSameAs(buffers);
    assertThat(send.count()).isEqualTo(1);
    assertThat(send.transferred()).isNull();
    assertThat(send.sendFlags()).isEqualTo(Ws2Def.MSG_OOB);
    assertThat(send.address()).isNull();
    assertThat(send.addressLength()).isZero();
    assertThat(send.addressRoom()).isNull();
  }

  @Test
  void aRequestHasTheAddressAndTheThreadOfItsOwnOperation() {
    WsaOverlapped overlapped = new WsaOverlapped();
    WsaThreadId thread = Thread::currentThread;
    NativeMemory to = SockAddr.inetLoopback(1);

    OverlappedRequest send =
        overlapped.request(null, thread).toSend(buffers, 1, null, 0).to(to, to.size());

    assertThat(send.thread()).isSameAs(thread);
    assertThat(send.address()).isSameAs(to);
    assertThat(send.addressLength()).isEqualTo(16);
    assertThat(overlapped.request(null, null).thread()).isNull();
  }
}
