package dev.ifsbench.trace.event;

import dev.ifsbench.spi.WinsockError;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;

/**
 * What the events of calls have in common: whose call it was and how it ended.
 *
 * <p>Each event class has a {@code start} that returns null while the event is not recorded, so
 * that a caller does nothing more than ask, and a {@code finish} that takes the values. An event
 * object is for one call and one thread.
 */
@Category({"Winsock SPI", "Calls"})
@StackTrace(false)
public abstract class SpiEvent extends Event {
  /** The identifier of no entry; Winsock never gives it. */
  public static final int NO_ENTRY = 0;

  @Label("Handle Table")
  @Description("The handle table's number, unique in this process and most likely among all")
  long table;

  @Label("Catalog Entry Id")
  @Description("Identifier of the protocol catalog's entry that the call was made for")
  int catalogEntryId;

  @Label("Provider Name")
  @Description("Protocol name of the catalog entry, or null if the catalog has no such entry")
  String providerName;

  @Label("Error Code")
  @Description("The call's Winsock error code, or 0 if it succeeded")
  int error;

  @Label("Error")
  @Description("Name of the Winsock error code, or null if the call succeeded")
  String errorName;

  @Name("catalogEntryIds")
  @Label("Catalog Entry Ids")
  @Description("Record only calls of these catalog entries, such as 1001+1006; * for all")
  @SettingDefinition
  boolean catalogEntryIds(CatalogEntryFilter filter) {
    return filter.accepts(catalogEntryId);
  }

  final void set(long tableId, int id, String name, WinsockError outcome) {
    table = tableId;
    catalogEntryId = id;
    providerName = name;
    error = outcome.code();
    if (outcome != WinsockError.NO_ERROR) {
      errorName = outcome.name();
    }
  }
}
