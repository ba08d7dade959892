package dev.ifsbench.provider;

import static dev.ifsbench.fixture.Calls.error;
import static dev.ifsbench.fixture.Calls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.Descriptors;
import dev.ifsbench.fixture.Local;
import dev.ifsbench.fixture.Message;
import dev.ifsbench.fixture.Pair;
import dev.ifsbench.fixture.Stack;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.WinsockError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever is done in whatever order, a handle belongs to whom a simple model says, and what one
 * end sends comes out of the other.
 */
class HandleModelPropertyTest {
  /** What can be done. */
  enum Verb {
    OPEN,
    SEND,
    MODIFY,
    DUPLICATE,
    CLOSE
  }

  /**
   * One step.
   *
   * @param verb what to do
   * @param on to which of the handles that are open, counted round
   * @param entry through or with which of the entries, counted round
   */
  record Step(Verb verb, int on, int entry) {
    @Override
    public String toString() {
      return verb + " " + on + "/" + entry;
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(Verb.values()),
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(0, 3))
        .as(Step::new)
        .list()
        .ofMaxSize(25);
  }

  @Provide
  Arbitrary<List<LayerKind>> layers() {
    // Pass-through layers below wrapping ones: the other way round they do not stand.
    return Arbitraries.of(LayerKind.values())
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(kinds -> kinds.stream().sorted().toList());
  }

  @Property(tries = 150)
  void everyHandleIsWhereTheModelSaysItIs(
      @ForAll("layers") List<LayerKind> layers, @ForAll("steps") List<Step> steps) {
    int before = Descriptors.count();
    try (Stack stack = Stack.of(layers.toArray(LayerKind[]::new))) {
      Model model = new Model(stack);
      for (Step step : steps) {
        model.apply(step);
        model.check();
      }
    }
    Descriptors.assertCount(before);
  }

  /** One end of a connection; a handle and its duplicates are the same end. */
  private record End(int connection, boolean near) {
    End other() {
      return new End(connection, !near);
    }
  }

  /** Who owns which handle, and which end of which connection it is. */
  private static final class Model {
    private final Stack stack;
    private final List<ProtocolInfo> entries;
    private final List<Long> open = new ArrayList<>();
    private final List<Long> closed = new ArrayList<>();
    private final Map<Long, Integer> owner = new HashMap<>();
    private final Map<Long, End> ends = new HashMap<>();
    private int connections;
    private int sent;

    Model(Stack stack) {
      this.stack = stack;
      entries = stack.upwards(Local.stream());
    }

    void apply(Step step) {
      ProtocolInfo entry = entries.get(step.entry % entries.size());
      if (step.verb == Verb.OPEN) {
        Pair pair = stack.pair(Local.stream(), entry, entry);
        connections++;
        add(pair.near(), entry, new End(connections, true));
        add(pair.far(), entry, new End(connections, false));
      } else if (!open.isEmpty()) {
        long s = open.get(step.on % open.size());
        switch (step.verb) {
          case MODIFY -> modify(s, entry);
          case DUPLICATE -> duplicate(s);
          case CLOSE -> close(s);
          default -> send(s);
        }
      }
    }

    private void add(long s, ProtocolInfo entry, End end) {
      closed.remove(s);
      open.add(s);
      owner.put(s, entry.catalogEntryId());
      ends.put(s, end);
    }

    private void modify(long s, ProtocolInfo entry) {
      WinsockError error =
          error(e -> stack.winsock().upcalls().wpuModifyIfsHandle(entry.catalogEntryId(), s, e));
      // A layer keeps no context of a socket that did not come through it, so the model lets only
      // those take a handle that can answer for it: the entry that has it, and the base.
      boolean allowed = entry.hasIfsHandles() && isIfs(s);
      assertThat(error).isEqualTo(allowed ? WinsockError.NO_ERROR : WinsockError.WSAEINVAL);
      if (allowed) {
        int previous = owner.get(s);
        if (entry.protocolChain().isBase() || previous == entry.catalogEntryId()) {
          owner.put(s, entry.catalogEntryId());
        } else {
          ok(e -> stack.winsock().upcalls().wpuModifyIfsHandle(previous, s, e));
        }
      }
    }

    private boolean isIfs(long s) {
      return entries.stream()
          .filter(entry -> entry.catalogEntryId() == owner.get(s))
          .findFirst()
          .orElseThrow()
          .hasIfsHandles();
    }

    private void duplicate(long s) {
      ProtocolInfo info = stack.duplicate(s);
      assertThat(info.catalogEntryId()).isEqualTo(owner.get(s));
      long copy = stack.socket(info);
      add(copy, info, ends.get(s));
    }

    private void close(long s) {
      stack.closeSocket(s);
      open.remove(s);
      owner.remove(s);
      ends.remove(s);
      closed.add(s);
    }

    private void send(long s) {
      End far = ends.get(s).other();
      Optional<Long> receiver = open.stream().filter(o -> ends.get(o).equals(far)).findFirst();
      if (receiver.isPresent()) {
        long other = receiver.get();
        byte[] tag = Message.text("message " + sent++);
        stack.send(s, tag);
        assertThat(stack.receive(other, tag.length))
            .as("what %d sent to %d", s, other)
            .isEqualTo(tag);
      }
    }

    void check() {
      for (long s : open) {
        assertThat(stack.ownerOf(s)).as("owner of handle %d", s).isEqualTo(owner.get(s));
      }
      for (long s : closed) {
        if (!Descriptors.isOpen(s)) { // else it is a lower socket's number by now
          assertThat(error(e -> stack.tryReceive(s, e)))
              .as("closed handle %d", s)
              .isEqualTo(WinsockError.WSAENOTSOCK);
        }
      }
    }
  }
}
