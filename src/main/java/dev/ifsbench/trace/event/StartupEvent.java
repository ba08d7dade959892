package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/**
 * A call of {@code WSPStartup}. A layer starts the provider below it within its own start, so such
 * events lie within each other.
 */
@Name(EventNames.STARTUP)
@Label("WSPStartup")
@Description("A provider was started")
public final class StartupEvent extends SpiEvent {
  private static final StartupEvent PROBE = new StartupEvent();

  @Label("Provider Path")
  @Description("The path that the provider was loaded from")
  String providerPath;

  private StartupEvent() {}

  /**
   * Begins an event.
   *
   * @return the event of a call that begins now, or null if it is not recorded
   */
  public static StartupEvent start() {
    if (!PROBE.isEnabled()) {
      return null;
    }
    StartupEvent event = new StartupEvent();
    event.begin();
    return event;
  }

  /**
   * Ends the event and records it.
   *
   * @param tableId the handle table, from {@link HandleTables#newTable}
   * @param id catalog entry id of {@code lpProtocolInfo}
   * @param name its protocol name
   * @param path where the provider was loaded from
   * @param outcome how the call ended
   */
  public void finish(long tableId, int id, String name, String path, WinsockError outcome) {
    end();
    set(tableId, id, name, outcome);
    providerPath = path;
    commit();
  }
}
