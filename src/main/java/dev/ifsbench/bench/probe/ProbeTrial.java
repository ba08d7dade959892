package dev.ifsbench.bench.probe;

import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.SocketPair;
import dev.ifsbench.bench.state.technique.Escape;
import dev.ifsbench.bench.state.technique.PortWait;
import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.OverlappedIo;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaPollData;
import dev.ifsbench.spi.extension.ExtensionFunction;
import dev.ifsbench.ws2.SocketApi;
import java.util.Locale;

/**
 * A connected pair of sockets, on whose near end a {@link ProbeCheck} is tried; the far end is the
 * base provider's. Every answer is {@value #WORKS}, or what was seen instead. For one thread, and
 * one check.
 */
final class ProbeTrial implements AutoCloseable {
  static final String WORKS = "works";

  private static final int BYTES = 4;
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int SILENCE_MILLIS = 100;

  private final LayerStack stack;
  private final SocketApi api;
  private final SocketPair pair;
  private final long near;
  private final NativeMemory memory = new NativeMemory(BYTES);
  private final WsaBuf[] buffers = {new WsaBuf(memory.address(), BYTES)};
  private final WsaOverlapped overlapped = new WsaOverlapped();
  private final IntRef bytes = new IntRef();
  private final Errno errno = new Errno();

  /**
   * Opens the pair.
   *
   * @param stack of the socket that is probed, started; it is stopped when this is closed
   */
  ProbeTrial(LayerStack stack) {
    this.stack = stack;
    api = stack.api();
    pair = SocketPair.open(stack, stack.baseEntry(), BYTES);
    near = pair.near().socket();
  }

  @Override
  public void close() {
    pair.close();
    stack.stop();
  }

  private String failed(String call) {
    return String.format(Locale.ROOT, "%s fails with %s", call, errno.get());
  }

  String bothWays() {
    pair.near().send(BYTES);
    pair.far().receiveFully(BYTES);
    pair.far().send(BYTES);
    pair.near().receiveFully(BYTES);
    return WORKS;
  }

  String datagrams() {
    return bothWays();
  }

  String ifsFlag() {
    ProtocolInfoLayout layout = ProtocolInfoLayout.WIDE;
    NativeMemory info = new NativeMemory(layout.size());
    int result =
        api.getsockopt(
            near,
            Ws2Def.SOL_SOCKET,
            Ws2Def.SO_PROTOCOL_INFOW,
            info,
            new IntRef(layout.size()),
            errno);
    if (result != 0) {
      return failed("SO_PROTOCOL_INFOW");
    }
    return layout.read(info).hasIfsHandles() ? WORKS : "the live socket has no XP1_IFS_HANDLES";
  }

  String baseHandle() {
    long handle = Escape.BASE_HANDLE.find(api, near, errno);
    return handle == Ws2Def.INVALID_SOCKET ? failed("SIO_BASE_HANDLE") : usable(handle);
  }

  String fallbacks() {
    for (Escape escape : new Escape[] {Escape.MIO, Escape.WEPOLL}) {
      long handle = escape.find(api, near, errno);
      String outcome =
          handle == Ws2Def.INVALID_SOCKET
              ? failed("the way of " + escape.name().toLowerCase(Locale.ROOT))
              : usable(handle);
      if (!outcome.equals(WORKS)) {
        return outcome;
      }
    }
    return WORKS;
  }

  private String usable(long handle) {
    if (handle != near && handle == pair.far().socket()) {
      return "the answer is another socket's handle";
    }
    if (api.send(handle, buffers, 1, bytes, 0, null, null, errno) != 0) {
      return failed("a send on the answered handle");
    }
    pair.far().receiveFully(BYTES);
    return WORKS;
  }

  String skipOnSuccess() {
    try (PortWait port = new PortWait(api, 1)) {
      port.attach(near, 0);
      int skip = OverlappedIo.FILE_SKIP_COMPLETION_PORT_ON_SUCCESS;
      if (!api.overlapped().setCompletionModes(near, skip, errno)) {
        return failed("SetFileCompletionNotificationModes");
      }
      int result = api.send(near, buffers, 1, bytes, 0, overlapped, null, errno);
      if (result != 0 && errno.get() != WinsockError.WSA_IO_PENDING) {
        return failed("an overlapped send");
      }
      boolean pending = result != 0;
      boolean packet = port.next(pending ? PATIENCE_MILLIS : SILENCE_MILLIS) != null;
      if (packet == pending) {
        return WORKS;
      }
      return packet
          ? "a packet comes for a send that succeeded at once"
          : "no packet comes for a send that was pending";
    }
  }

  String pointer(ExtensionFunction function) {
    NativeMemory pointer = new NativeMemory(Long.BYTES);
    int result =
        api.ioctl(
            near,
            Ws2Def.SIO_GET_EXTENSION_FUNCTION_POINTER,
            function.toMemory(),
            ExtensionFunction.GUID_SIZE,
            pointer,
            Long.BYTES,
            bytes,
            errno);
    if (result != 0) {
      return failed("SIO_GET_EXTENSION_FUNCTION_POINTER");
    }
    return pointer.getLong(0) == 0 ? "the pointer is null" : WORKS;
  }

  String readFile() {
    pair.far().send(BYTES);
    if (!api.readFile(near, memory.address(), BYTES, bytes, errno)) {
      return failed("ReadFile");
    }
    return bytes.value > 0 ? WORKS : "ReadFile reads nothing";
  }

  String writeFile() {
    if (!api.writeFile(near, memory.address(), BYTES, bytes, errno)) {
      return failed("WriteFile");
    }
    pair.far().receiveFully(BYTES);
    return WORKS;
  }

  String cancel() {
    try (PortWait port = new PortWait(api, 1)) {
      port.attach(near, 0);
      int result = api.recv(near, buffers, 1, bytes, new IntRef(), overlapped, null, errno);
      if (result == 0 || errno.get() != WinsockError.WSA_IO_PENDING) {
        return "a receive of nothing does not stay pending";
      }
      if (!api.overlapped().cancel(near, overlapped, errno)) {
        return errno.isClear() ? "CancelIoEx finds nothing" : failed("CancelIoEx");
      }
      CompletionPacket packet = port.next(PATIENCE_MILLIS);
      return packet != null && packet.error() == WinsockError.WSA_OPERATION_ABORTED
          ? WORKS
          : "the canceled receive does not end";
    }
  }

  String poll() {
    pair.far().send(BYTES);
    NativeMemory data = WsaPollData.allocate(1);
    WsaPollData.put(data, 0, near, WsaPollData.POLLRDNORM);
    int ready = api.poll(data, 1, PATIENCE_MILLIS, errno);
    if (ready == Ws2Def.SOCKET_ERROR) {
      return failed("WSAPoll");
    }
    return (WsaPollData.revents(data, 0) & WsaPollData.POLLRDNORM) != 0
        ? WORKS
        : "WSAPoll does not report data that is there";
  }
}
