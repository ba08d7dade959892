package dev.ifsbench.bench.state;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaBuf;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** A thread's own arguments of a send, and its way from handle to handle. */
@State(Scope.Thread)
public class Caller {
  private static final int PAYLOAD = 64;
  private static final int STRIDE = 9973; // far apart, so that threads do not meet

  private final NativeMemory memory = new NativeMemory(PAYLOAD);
  private final WsaBuf[] buffers = {new WsaBuf(memory.address(), PAYLOAD)};
  private final IntRef sent = new IntRef();
  private final Errno errno = new Errno();
  private OpenHandles handles;
  private int visit;

  /** Constructor for JMH, which fills in the parameters. */
  public Caller() {}

  /**
   * Chooses the thread's first handle.
   *
   * @param shared the handles
   * @param thread which thread it is
   */
  @Setup(Level.Trial)
  public void setUp(OpenHandles shared, ThreadParams thread) {
    handles = shared;
    visit = thread.getThreadIndex() * STRIDE;
  }

  public int sendDirectly() {
    return handles
        .baseSend()
        .invoke(handles.handle(), buffers, 1, sent, 0, null, null, null, errno);
  }

  public int send() {
    return send(handles.handle());
  }

  public int sendToNextVisit() {
    return send(handles.visited(visit++));
  }

  private int send(long s) {
    return handles.winsock().send(s, buffers, 1, sent, 0, null, null, errno);
  }
}
