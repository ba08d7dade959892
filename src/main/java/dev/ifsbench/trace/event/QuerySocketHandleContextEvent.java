package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;

/**
 * A call of {@code WPUQuerySocketHandleContext}, which a wrapping layer makes for each call on its
 * sockets: not recorded unless asked for, and then one call in N. All calls that fail are recorded,
 * those that were not drawn without a duration.
 */
@Name(EventNames.QUERY)
@Label("WPUQuerySocketHandleContext")
@Description("A provider asked for the context of its handle; recorded by sampling")
@Enabled(false)
public final class QuerySocketHandleContextEvent extends HandleEvent {
  private static final QuerySocketHandleContextEvent PROBE = new QuerySocketHandleContextEvent();

  @Label("Context Identity")
  @Description(
      "Identity hash code of the context found, the same as in the handle's creation, or 0")
  long contextIdentity;

  @Label("Calls")
  @Description("How many calls this event stands for")
  int calls;

  private QuerySocketHandleContextEvent() {}

  /**
   * Whether these events are recorded at all.
   *
   * @return true if so
   */
  public static boolean isOn() {
    return PROBE.isEnabled();
  }

  /**
   * Begins an event, if the call that begins now is drawn.
   *
   * @return the event, or null if the call is not drawn
   */
  public static QuerySocketHandleContextEvent startIfDrawn() {
    int every = SamplingControl.every();
    if (!SamplingControl.draw(every)) {
      return null;
    }
    QuerySocketHandleContextEvent event = new QuerySocketHandleContextEvent();
    event.calls = every;
    event.begin();
    return event;
  }

  /**
   * Records a call that failed and had not been drawn.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   * @param id the owner's catalog entry id, or 0 if the handle had no owner
   * @param name the owner's protocol name, or null
   * @param s the handle
   * @param outcome how the call ended
   */
  public static void failed(long tableId, int id, String name, long s, WinsockError outcome) {
    QuerySocketHandleContextEvent event = new QuerySocketHandleContextEvent();
    event.calls = 1;
    event.set(tableId, id, name, outcome);
    event.handle = s;
    event.commit();
  }

  /**
   * Ends the event and records it. The context is not kept.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   * @param id the owner's catalog entry id, or 0 if the handle had no owner
   * @param name the owner's protocol name, or null
   * @param s the handle
   * @param context the context found, or null
   * @param outcome how the call ended
   */
  public void finish(
      long tableId, int id, String name, long s, Object context, WinsockError outcome) {
    end();
    set(tableId, id, name, outcome);
    handle = s;
    if (context == null) {
      calls = 1;
    } else {
      contextIdentity = System.identityHashCode(context);
    }
    commit();
  }

  @Name("every")
  @Label("Every")
  @Description("Record one call in N, chosen at random; 1 for all")
  @SettingDefinition
  boolean every(SamplingControl sampling) {
    // Drawn before the call; see SamplingControl.
    return true;
  }
}
