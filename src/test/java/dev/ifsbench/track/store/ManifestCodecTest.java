package dev.ifsbench.track.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.track.environment.BuildInfo;
import dev.ifsbench.track.index.HostileBlocks;
import dev.ifsbench.track.index.MemoryIndexes;
import dev.ifsbench.track.index.RunIndex;
import dev.ifsbench.track.index.RunStamp;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestCodecTest {
  private static final String NAME = "manifests";
  private static final RunStamp STAMP = new RunStamp(List.of(1L));

  private final MemoryIndexes place = new MemoryIndexes();

  @Test
  void aManifestComesBackAsItWas() {
    Manifest one = manifest("one", List.of("a.B.c", "\u00e9"), "jmh-result.json");
    Manifest other = manifest("other", List.of(), "forks/round-0001/benchmark-0001.json");
    keep(one, other);

    RunIndex<Manifest> read = new RunIndex<>(place, NAME, new ManifestCodec());

    assertThat(read.value("one", STAMP)).hasValue(one);
    assertThat(read.value("other", STAMP)).hasValue(other);
  }

  @Test
  void aManifestThatCannotBeIsNotBelieved() {
    keep(manifest("one", List.of(), "../secret"));

    assertThat(new RunIndex<>(place, NAME, new ManifestCodec()).runs()).isEmpty();
  }

  @Test
  void whateverABlockHoldsItIsReadOrLeft() {
    keep(manifest("one", List.of("a.B.c"), "jmh-result.json"));

    HostileBlocks.readAll(NAME, place, new ManifestCodec());
  }

  private void keep(Manifest... manifests) {
    RunIndex<Manifest> index = new RunIndex<>(place, NAME, new ManifestCodec());
    for (Manifest manifest : manifests) {
      index.add(manifest.id(), STAMP, manifest);
    }
    index.keep(List.of(manifests).stream().map(Manifest::id).toList());
  }

  private static Manifest manifest(String id, List<String> benchmarks, String file) {
    return new Manifest(
        Manifest.SCHEMA_VERSION,
        id,
        "track",
        RunStatus.INTERRUPTED,
        "2026-01-02T03:04:05.678Z",
        new BuildInfo("1", "abc", "dirty"),
        "0123456789ab",
        benchmarks,
        7,
        List.of("a.B.d"),
        1234,
        List.of(RunFile.of(file, new byte[] {1, 2, 3})));
  }
}
