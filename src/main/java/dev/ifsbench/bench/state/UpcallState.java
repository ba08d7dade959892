package dev.ifsbench.bench.state;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WpuFunction;
import dev.ifsbench.spi.Ws2Def;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A thread in the place of a provider: the upcalls, copied from the table into fields as a provider
 * does, and a handle of each sort.
 */
@State(Scope.Thread)
public class UpcallState {
  private final Errno errno = new Errno();
  private final Object context = new Object();
  private LayerStack stack;
  private CheckedCalls calls;
  private WpuFunction.ModifyIfsHandle modify;
  private WpuFunction.CreateSocketHandle create;
  private WpuFunction.CloseSocketHandle close;
  private WpuFunction.QuerySocketHandleContext query;
  private int baseId;
  private int layerId;
  private long base;
  private long created;

  /** Constructor for JMH, which fills in the parameters. */
  public UpcallState() {}

  /**
   * Opens the handles.
   *
   * @param upcalls whose upcalls to make
   */
  @Setup(Level.Trial)
  public void setUp(UpcallStack upcalls) {
    stack = upcalls.stack();
    stack.enter();
    calls = new CheckedCalls(stack);
    UpcallTable table = stack.winsock().upcalls().table();
    modify = table.wpuModifyIfsHandle();
    create = table.wpuCreateSocketHandle();
    close = table.wpuCloseSocketHandle();
    query = table.wpuQuerySocketHandleContext();
    baseId = stack.baseEntry().catalogEntryId();
    layerId = stack.topEntry().catalogEntryId();
    base = calls.socket(stack.baseEntry());
    created = calls.socket(stack.topEntry());
  }

  /** Closes the handles. */
  @TearDown(Level.Trial)
  public void tearDown() {
    calls.close(base);
    calls.close(created);
    stack.leave();
  }

  public long modify() {
    return checked(modify.invoke(baseId, base, errno));
  }

  public void createAndClose() {
    long handle = checked(create.invoke(layerId, context, errno));
    checked(close.invoke(handle, errno));
  }

  public Object query() {
    return query.invoke(created, errno);
  }

  // INVALID_SOCKET and SOCKET_ERROR are the same number.
  private long checked(long result) {
    if (result == Ws2Def.INVALID_SOCKET) {
      throw new WinsockException("an upcall", errno);
    }
    return result;
  }
}
