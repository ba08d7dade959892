package dev.ifsbench.bench.state.technique;

import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.LayerStack;
import dev.ifsbench.bench.state.Range;
import dev.ifsbench.bench.state.SocketPair;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.ws2.SocketApi;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A pair of which both ends have the kind of handle that is measured and are attached to one port.
 * One thread begins up to {@link #batch} operations, and then takes the packets from the port.
 */
@State(Scope.Thread)
public class CompletionPortState {
  /** Bytes of a message. */
  @Param("64")
  @Range(min = 1, max = Batch.MAX_BYTES)
  public int payload;

  /**
   * How many operations are begun before the port is asked, and how many packets are taken at once.
   * As many as the socket's buffers hold, if that is fewer.
   */
  @Param({"1", "8", "64"})
  @Range(min = 1, max = Batch.SIZE)
  public int batch;

  /** Whether operations that succeed at once are left out of the port. */
  @Param({"OFF", "ON"})
  public SkipOnSuccess skip;

  private final WsaBuf[] buffers = {new WsaBuf()};
  private final NativeMemory memory = new NativeMemory(Batch.MAX_BYTES);
  private final IntRef transferred = new IntRef();
  private final IntRef flags = new IntRef();
  private final Errno errno = new Errno();
  private LayerStack stack;
  private SocketApi winsock;
  private SocketPair pair;
  private long near;
  private long far;
  private PortWait port;
  private WsaOverlapped[] structures;
  private int announced;
  private int bytes;

  /** Constructor for JMH, which fills in the parameters. */
  public CompletionPortState() {}

  /**
   * Opens the pair.
   *
   * @param over whose sockets to use
   */
  @Setup(Level.Trial)
  public void setUp(LayerStack over) {
    over.enter();
    stack = over;
    winsock = stack.api();
    pair = SocketPair.open(stack, stack.topEntry(), 1);
    near = pair.near().socket();
    far = pair.far().socket();
    structures = new WsaOverlapped[Math.min(batch, Batch.MAX_BYTES / payload)];
    for (int i = 0; i < structures.length; i++) {
      structures[i] = new WsaOverlapped();
    }
    port = new PortWait(winsock, structures.length);
    port.attach(near, skip.modes());
    port.attach(far, skip.modes());
  }

  /** Closes the pair and the port. */
  @TearDown(Level.Trial)
  public void tearDown() {
    pair.close();
    port.close();
    stack.leave();
  }

  /** Sends and receives {@value Batch#SIZE} messages. */
  public void sendReceive() {
    for (int left = Batch.SIZE; left > 0; left -= structures.length) {
      int messages = Math.min(left, structures.length);
      for (int i = 0; i < messages; i++) {
        beginSend(i);
      }
      await();
      receive(messages);
    }
  }

  private void receive(int messages) {
    bytes = 0;
    for (int i = 0; i < messages; i++) {
      beginReceive(i, payload);
    }
    await();
    while (bytes < messages * payload) { // a stream may give a message in pieces
      beginReceive(0, Math.min(payload, messages * payload - bytes));
      await();
    }
  }

  private void beginSend(int slot) {
    prepare(slot, payload);
    begun("WSASend", winsock.send(near, buffers, 1, transferred, 0, structures[slot], null, errno));
  }

  private void beginReceive(int slot, int size) {
    prepare(slot, size);
    flags.value = 0;
    begun(
        "WSARecv",
        winsock.recv(far, buffers, 1, transferred, flags, structures[slot], null, errno));
  }

  private void prepare(int slot, int size) {
    buffers[0].buf = memory.address() + (long) slot * payload;
    buffers[0].len = size;
  }

  private void begun(String call, int result) {
    if (result == Ws2Def.SOCKET_ERROR && errno.get() != WinsockError.WSA_IO_PENDING) {
      throw new WinsockException(call, errno);
    }
    if (result == Ws2Def.SOCKET_ERROR || skip == SkipOnSuccess.OFF) {
      announced++;
    } else {
      bytes += transferred.value;
    }
  }

  /** Takes the packets of everything that was begun and did not end without one. */
  private void await() {
    while (announced > 0) {
      int taken = port.take();
      announced -= taken;
      for (int i = 0; i < taken; i++) {
        bytes += port.packet(i).bytesTransferred();
      }
    }
  }
}
