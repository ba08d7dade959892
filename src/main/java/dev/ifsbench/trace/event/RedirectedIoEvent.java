package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;

/**
 * A {@code ReadFile} or {@code WriteFile} on a created handle, which the operating system hands to
 * the handle's owner: from when the owner's process has the request to when it has its outcome. Not
 * recorded unless asked for. There is none for an operating system's handle, where such I/O
 * bypasses every layer.
 */
@Name(EventNames.REDIRECTED)
@Label("Redirected I/O")
@Description("A ReadFile or WriteFile on a created handle was redirected to the handle's owner")
@Enabled(false)
public final class RedirectedIoEvent extends HandleEvent {
  private static final RedirectedIoEvent PROBE = new RedirectedIoEvent();

  @Label("Function")
  @Description("ReadFile or WriteFile")
  String function;

  @DataAmount
  @Label("Bytes")
  @Description("How many bytes the owner sent or received")
  long bytes;

  private RedirectedIoEvent() {}

  /**
   * Begins an event.
   *
   * @return the event of a request that begins now, or null if it is not recorded
   */
  public static RedirectedIoEvent start() {
    if (!PROBE.isEnabled()) {
      return null;
    }
    RedirectedIoEvent event = new RedirectedIoEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the event and records it.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   * @param called {@code ReadFile} or {@code WriteFile}
   * @param s the handle
   * @param id the owner's catalog entry id, or 0 if the handle was closed before
   * @param name the owner's protocol name, or null
   * @param transferred bytes sent or received
   * @param outcome how the owner's function ended
   */
  public void finish(
      long tableId,
      String called,
      long s,
      int id,
      String name,
      int transferred,
      WinsockError outcome) {
    end();
    set(tableId, id, name, outcome);
    function = called;
    handle = s;
    bytes = transferred;
    commit();
  }
}
