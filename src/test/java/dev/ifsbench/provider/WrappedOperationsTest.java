package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Notices;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.fixture.Tables;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.ProcedureTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a wrapping layer keeps for overlapped calls ends with them. */
@Timeout(60)
class WrappedOperationsTest {
  private static Set<Thread> workers() {
    Set<Thread> workers = new HashSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("ifsbench-overlapped-")) {
        workers.add(thread);
      }
    }
    return workers;
  }

  /** Waits, until the test's time is over, for the threads that have come since. */
  private static void assertEnded(Set<Thread> before) throws InterruptedException {
    Set<Thread> since = workers();
    since.removeAll(before);
    for (Thread worker : since) {
      worker.join();
    }
  }

  @Test
  void theThreadsEndWithTheLayerAfterACallThatWasRefused() throws Exception {
    Set<Thread> before = workers();
    Stack stack = Stack.of(HandleKind.WRAPPED, 1);
    Pair pair = stack.pair(Transport.TCP);
    stack.send(pair.near(), Message.text("1"));
    Notices notices = new Notices(stack, Notices.Kind.EVENT);
    WsaOverlapped overlapped = notices.newOverlapped();
    notices.recv(pair.far(), new Message(1), overlapped);
    notices.await(overlapped);
    Set<Thread> running = workers();
    running.removeAll(before);
    assertThat(running).as("threads of the layer").isNotEmpty();
    long unconnected = stack.socket(Transport.TCP);
    for (int i = 0; i < 3; i++) {
      assertThat(notices.send(unconnected, new Message(1), overlapped))
          .isNotIn(WinsockError.NO_ERROR, WinsockError.WSA_IO_PENDING);
    }

    stack.close();

    assertEnded(before);
  }

  @Test
  void aSocketThatCannotBeAttachedToTheLayersPortHasNoOverlappedCalls() throws Exception {
    Set<Thread> before = workers();
    int descriptors = Descriptors.count();
    Stack stack = Stack.of(HandleKind.WRAPPED, 1);
    Pair pair = stack.pair(Transport.TCP);
    CompletionPort others = stack.winsock().overlapped().newPort();
    long lower = stack.baseHandle(pair.far());
    ok(e -> stack.winsock().overlapped().attach(lower, others, 1, e) ? 0 : -1);
    Notices notices = new Notices(stack, Notices.Kind.EVENT);
    WsaOverlapped overlapped = notices.newOverlapped();

    for (int i = 0; i < 2; i++) {
      assertThat(notices.recv(pair.far(), new Message(1), overlapped))
          .isEqualTo(WinsockError.WSA_INVALID_PARAMETER);
    }

    notices.assertSilence(overlapped);
    stack.assertConnected(pair.near(), pair.far());
    stack.close(pair);
    assertThat(error(e -> stack.winsock().closesocket(pair.far(), e)))
        .isEqualTo(WinsockError.WSAENOTSOCK);
    others.close();
    stack.close();
    Descriptors.assertCount(descriptors);
    assertEnded(before);
  }

  @Test
  void aRoutineOfACallThatNamesNoThreadRunsInTheThreadThatMadeIt() throws Exception {
    try (Stack stack = Stack.of(HandleKind.WRAPPED, 1)) {
      Pair pair = stack.pair(Transport.TCP);
      ProcedureTable table = Tables.of(stack.winsock(), stack.topEntry(Transport.TCP));
      List<Thread> ran = new ArrayList<>();
      WsaOverlapped overlapped = new WsaOverlapped();
      Message into = new Message(1);
      assertThat(
              error(
                  e ->
                      table
                          .wspRecv()
                          .invoke(
                              pair.near(),
                              into.buffers(),
                              1,
                              null,
                              new IntRef(),
                              overlapped,
                              (outcome, bytes, structure, flags) -> ran.add(Thread.currentThread()),
                              null,
                              e)))
          .isEqualTo(WinsockError.WSA_IO_PENDING);
      stack.send(pair.far(), new byte[1]);
      while (ran.isEmpty()) {
        stack.winsock().overlapped().sleepEx(-1);
      }
      assertThat(ran).containsExactly(Thread.currentThread());
      ok(e -> table.wspCleanup().invoke(e));
    }
  }
}
