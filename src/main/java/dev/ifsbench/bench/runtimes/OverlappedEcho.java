package dev.ifsbench.bench.runtimes;

import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.technique.PortWait;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.WsaOverlapped;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A runtime that lends its buffer to an overlapped {@code WSARecv}, answers by an overlapped {@code
 * WSASend}, and learns at a completion port of what has not ended at once.
 */
@State(Scope.Thread)
public abstract class OverlappedEcho extends RuntimeEcho {
  /** Nobody waits for the handle itself. */
  static final int SKIP_BOTH =
      OverlappedIo.FILE_SKIP_COMPLETION_PORT_ON_SUCCESS
          | OverlappedIo.FILE_SKIP_SET_EVENT_ON_HANDLE;

  private final WsaOverlapped reading = new WsaOverlapped();
  private final WsaOverlapped writing = new WsaOverlapped();
  private PortWait port;
  private boolean skips;
  private boolean announced;
  private int received;

  OverlappedEcho() {}

  /** The modes that the runtime sets on the socket, {@code FILE_SKIP_*} bits. */
  abstract int modes();

  /** The most packets that the runtime takes at once. */
  abstract int batch();

  @Override
  void open() {
    int modes = modes();
    skips = (modes & OverlappedIo.FILE_SKIP_COMPLETION_PORT_ON_SUCCESS) != 0;
    port = new PortWait(stack().winsock(), batch());
    port.attach(socket(), modes);
  }

  @Override
  void closed() {
    port.close();
  }

  @Override
  void arm() {
    announced = !(receive(bytesLent(), reading) && skips);
    received = transferred();
  }

  /** Bytes of the buffer that is lent to a receive. */
  int bytesLent() {
    return Batch.MAX_BYTES;
  }

  @Override
  int serve() {
    if (announced) {
      received = taken();
    }
    return answer(some(received));
  }

  /** Waits for what {@link #arm} has begun, if it has not ended. */
  final void await() {
    if (announced) {
      taken();
    }
  }

  /** Sends what was received; returns the number of bytes. */
  final int answer(int bytes) {
    if (!(send(bytes, writing) && skips)) {
      taken();
    }
    return bytes;
  }

  /** One operation is under way at a time, so the packet is its. */
  private int taken() {
    port.take();
    return port.packet(0).bytesTransferred();
  }
}
