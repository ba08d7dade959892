package dev.ifsbench.track.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;

final class BenchmarkIdTest {
  private static final BenchmarkId ROUND_TRIP =
      new BenchmarkId(
          "a.RoundTrip.send",
          Mode.AverageTime,
          Map.of("transport", "TCP", "payload", "64", "depth", "1", "handle", "WRAPPED"));

  @Test
  void the_full_name_has_threads_only_where_there_are_several() {
    BenchmarkId sort = new BenchmarkId("org.example.Sort.sort", Mode.Throughput, Map.of("n", "10"));

    assertThat(sort.fullName()).isEqualTo("org.example.Sort.sort n=10 thrpt");
    assertThat(sort.withThreads(4).fullName())
        .isEqualTo("org.example.Sort.sort n=10 threads=4 thrpt");
  }

  @Test
  void a_benchmark_and_the_tag_of_its_latency_log_tell_the_same_kind_of_handle() {
    BenchmarkId logged = BenchmarkId.ofLatencyTag(ROUND_TRIP.latencyLabel() + ".response");

    assertThat(ROUND_TRIP.handle()).contains("WRAPPED");
    assertThat(logged.handle()).contains("WRAPPED");
    assertThat(logged.withHandle(Optional.of("BASE")).name())
        .isEqualTo("TCP-64B-depth1-BASE.response");
    assertThat(logged.withHandle(Optional.empty()).handle()).isEmpty();
    assertThat(ROUND_TRIP.withHandle(Optional.empty())).isEqualTo(ROUND_TRIP.setting());
  }

  @Test
  void an_entry_of_the_catalog_is_named_in_a_latency_log_without_what_files_cannot_be_called() {
    assertThat(ROUND_TRIP.with(BenchmarkId.ENTRY, "1001").latencyLabel())
        .isEqualTo("TCP-64B-depth1-entry1001");
  }
}
