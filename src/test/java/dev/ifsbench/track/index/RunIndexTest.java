package dev.ifsbench.track.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RunIndexTest {
  private static final String NAME = "texts";
  private static final RunStamp STAMP = new RunStamp(List.of(1L, 2L));

  private final MemoryIndexes place = new MemoryIndexes();

  @Test
  void whatIsKeptIsKnownWhileTheFilesAreTheSame() {
    keep("run", "known");

    assertThat(open().value("run", STAMP)).hasValue("known");
    assertThat(open().value("run", new RunStamp(List.of(1L, 3L)))).isEmpty();
    assertThat(open().value("another", STAMP)).isEmpty();
  }

  @Test
  void whatIsAddedLastIsKnown() {
    keep("run", "stale");
    keep("run", "known");

    assertThat(open().value("run", STAMP)).hasValue("known");
  }

  @Test
  void howeverOftenARunIsAddedTheBlocksStayFew() {
    Set<String> all = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      String run = "run-" + i;
      all.add(run);
      RunIndex<String> index = open();
      index.add(run, STAMP, "of " + run);
      index.keep(all);
    }

    assertThat(place.read(NAME)).hasSizeLessThan(40);
    assertThat(open().runs()).hasSize(200);
    assertThat(open().value("run-7", STAMP)).hasValue("of run-7");
  }

  @Test
  void aRunThatIsReadAgainAndAgainDoesNotFillThePlace() {
    for (int i = 0; i < 100; i++) {
      keep("run", "known");
    }

    assertThat(place.read(NAME)).hasSizeLessThan(4);
  }

  @Test
  void whatAnotherBuildWroteIsNotUsedAndGivesWay() {
    IndexOutput other = new IndexOutput();
    other.writeText("another build");
    other.writeInt(0);
    place.replace(NAME, other.toBlock());

    assertThat(open().runs()).isEmpty();
    keep("run", "known");
    assertThat(place.read(NAME)).hasSize(1);
    assertThat(open().value("run", STAMP)).hasValue("known");
  }

  @Test
  void aBlockThatIsCutShortIsNotUsed() {
    keep("run", "known");
    byte[] whole = place.read(NAME).get(0).content();

    for (int length = 0; length < whole.length; length++) {
      place.replace(NAME, Arrays.copyOf(whole, length));
      assertThat(open().runs()).isEmpty();
    }
  }

  @Test
  void lengthsAreBelievedOnlyWhereThereIsThatMuch() {
    keep("run", "known");

    HostileBlocks.readAll(NAME, place, new Texts());
  }

  private void keep(String run, String value) {
    RunIndex<String> index = open();
    index.add(run, STAMP, value);
    index.keep(Set.of(run));
  }

  private RunIndex<String> open() {
    return new RunIndex<>(place, NAME, new Texts());
  }

  private static final class Texts implements IndexCodec<String> {
    @Override
    public void encode(List<String> values, IndexOutput out) {
      values.forEach(out::writeText);
    }

    @Override
    public List<String> decode(int runs, IndexInput in) throws BrokenIndexException {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        values.add(in.readText());
      }
      return values;
    }
  }
}
