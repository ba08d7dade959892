package dev.ifsbench.report.text;

import dev.ifsbench.report.screen.Glyphs;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.recording.TraceEvent;
import java.util.Locale;

/**
 * What a call did to a handle, in few words. A handle is shown with its owner's catalog entry id if
 * that is known: {@code 12 [1001] -> 12 [1007]} was handle 12 of entry 1001 and is handle 12 of
 * entry 1007.
 */
public final class HandleChange {
  private final Glyphs glyphs;

  public HandleChange(Glyphs glyphs) {
    this.glyphs = glyphs;
  }

  public String of(TraceEvent event) {
    return switch (event.kind()) {
      case MODIFY ->
          handle(event.from(), event.ownerId()) + to(handle(event.to(), event.catalogEntryId()));
      case CREATE -> event.context() + to(handle(event.to(), event.catalogEntryId()));
      case SOCKET -> to(handle(event.to(), event.ownerId())).strip();
      case QUERY ->
          handle(event.from(), event.catalogEntryId())
              + to(event.context() == null ? "none" : event.context());
      case IMPORT -> handle(event.from(), 0) + to(handle(event.from(), event.catalogEntryId()));
      case CLOSE, CLOSE_SOCKET, DISPATCH, UNKNOWN_HANDLE ->
          handle(event.from(), event.catalogEntryId());
      case REDIRECTED ->
          handle(event.from(), event.catalogEntryId())
              + String.format(Locale.ROOT, ", %,d bytes", event.bytes());
      case HANDLE_TABLE -> String.format(Locale.ROOT, "table %d has %d", event.table(), event.to());
      case CLEANUP -> String.format(Locale.ROOT, "table %d", event.table());
      case STARTUP -> String.format(Locale.ROOT, "[%d]", event.catalogEntryId());
    };
  }

  private String to(String target) {
    return " " + glyphs.arrow() + " " + target;
  }

  private static String handle(long handle, int ownerId) {
    if (handle == Ws2Def.INVALID_SOCKET) {
      return "none";
    }
    return ownerId == 0 ? String.valueOf(handle) : handle + " [" + ownerId + "]";
  }
}
