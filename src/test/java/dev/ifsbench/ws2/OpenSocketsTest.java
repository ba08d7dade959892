package dev.ifsbench.ws2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.StubProvider;
import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.WspFunction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the last clean-up closes when entries change under its eyes. */
class OpenSocketsTest {
  private static final long S = 40;

  private final List<Long> closed = new ArrayList<>();
  private final HandleMap<HandleEntry> handles = new HandleMap<>();
  private final OpenSockets sockets =
      new OpenSockets(new NullSockets(), handles, new StartCount(), 1);
  private final ProcedureTable procedures =
      ProcedureTable.unsupported()
          .with(
              WspFunction.CloseSocket.class,
              (s, errno) -> {
                closed.add(s);
                return 0;
              })
          .build();

  private HandleEntry entry() {
    return HandleEntry.ifs(S, new CatalogEntry(StubProvider.entry("a"), "a"), procedures);
  }

  @Test
  void aSocketThatIsAnnouncedAgainMeanwhileIsClosedByItsNewEntry() {
    HandleEntry seen = entry().asApiSocket();
    handles.put(S, entry().asApiSocket());

    sockets.closeIfHandedOut(seen);

    assertThat(closed).containsExactly(S);
    assertThat(handles.get(S)).isNull();
  }

  @Test
  void aSocketThatWasHandedOutSinceIsClosedBeforeItIsForgotten() {
    HandleEntry handedOut = entry().asApiSocket();
    handles.put(S, handedOut);

    sockets.forget(handedOut);

    assertThat(closed).containsExactly(S);
    assertThat(handles.get(S)).isNull();
  }

  @Test
  void aSocketThatNobodyWasHandedIsForgottenAndNotClosed() {
    HandleEntry below = entry();
    handles.put(S, below);

    sockets.closeIfHandedOut(below);
    assertThat(handles.get(S)).isSameAs(below);
    sockets.forget(below);

    assertThat(closed).isEmpty();
    assertThat(handles.get(S)).isNull();
  }

  @Test
  void aSocketThatAnotherThreadIsClosingIsLeftToIt() {
    HandleEntry closing = entry().asApiSocket().closing();
    handles.put(S, closing);

    sockets.closeIfHandedOut(closing);

    assertThat(closed).isEmpty();
    assertThat(handles.get(S)).isSameAs(closing);
  }
}
