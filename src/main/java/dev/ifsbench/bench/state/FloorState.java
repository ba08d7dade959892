package dev.ifsbench.bench.state;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaBuf;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A pair of the base provider's sockets, to be used from below the dispatcher and from above it.
 */
@State(Scope.Thread)
public class FloorState {
  /** What carries the data. */
  @Param({"TCP", "UNIX"})
  public Transport transport;

  /** Bytes of a message. */
  @Param("64")
  @Range(min = 1, max = Batch.MAX_BYTES)
  public int payload;

  /** How Java reaches C. */
  @Param("JNA")
  public Binding binding;

  private final IntRef flags = new IntRef();
  private final Errno errno = new Errno();
  private LibC libc;
  private LayerStack stack;
  private SocketPair pair;
  private NativeSockets sockets;
  private NativeMemory memory;
  private WsaBuf[] buffers;
  private int nearDescriptor;
  private int farDescriptor;

  /** Constructor for JMH, which fills in the parameters. */
  public FloorState() {}

  /** Opens the pair. */
  @Setup(Level.Trial)
  public void setUp() {
    libc = binding.newLibC();
    stack = LayerStack.started(HandleKind.BASE, transport, 1, binding);
    pair = SocketPair.open(stack, stack.baseEntry(), payload);
    sockets = transport.newSockets(binding);
    memory = new NativeMemory(payload);
    buffers = new WsaBuf[] {new WsaBuf(memory.address(), payload)};
    nearDescriptor = (int) pair.near().socket();
    farDescriptor = (int) pair.far().socket();
  }

  /** Closes the pair. */
  @TearDown(Level.Trial)
  public void tearDown() {
    pair.close();
    stack.stop();
  }

  public void sendReceiveByBinding() {
    check(libc.send(nearDescriptor, memory.address(), payload, LibC.MSG_NOSIGNAL));
    int left = payload;
    do {
      left -= check(libc.recv(farDescriptor, memory.address(), left, 0));
    } while (left > 0);
  }

  public void sendReceiveBySockets() {
    buffers[0].len = payload;
    check(sockets.send(nearDescriptor, buffers, 1, 0, errno));
    int left = payload;
    do {
      buffers[0].len = left;
      flags.value = 0;
      left -= check(sockets.recv(farDescriptor, buffers, 1, flags, errno));
    } while (left > 0);
  }

  public void sendReceiveByDispatcher() {
    pair.near().send(payload);
    pair.far().receiveFully(payload);
  }

  private static int check(long transferred) {
    if (transferred <= 0) {
      throw new WinsockException("a send or receive below the dispatcher failed");
    }
    return (int) transferred;
  }
}
