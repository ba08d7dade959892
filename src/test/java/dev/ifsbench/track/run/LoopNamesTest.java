package dev.ifsbench.track.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.bench.floor.FloorTimes;
import dev.ifsbench.bench.floor.LayerTimes;
import dev.ifsbench.bench.state.TracedHandles;
import dev.ifsbench.sockets.libc.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopNamesTest {
  private static final List<Binding> BINDINGS = List.of(Binding.JNA, Binding.FFM);

  /** A fork whose loops took as many nanoseconds as their index says. */
  private static List<double[][]> numbered(int loops) {
    double[][] fork = new double[loops][];
    for (int i = 0; i < loops; i++) {
      fork[i] = new double[] {i};
    }
    return List.<double[][]>of(fork);
  }

  @Test
  void eachLoopOfTheFloorHasTheNameOfWhatItsTimesAreTakenFor() {
    List<BenchmarkId> names = LoopNames.ofFloor(BINDINGS, 64);
    List<double[][]> forks = numbered(names.size());

    List<String> taken = new ArrayList<>();
    for (FloorTimes times : FloorTimes.of(BINDINGS, forks)) {
      add(taken, times.inC(), times.binding() + " c ");
      add(taken, times.byBinding(), times.binding() + " binding ");
      add(taken, times.byDispatcher(), times.binding() + " dispatcher PASS_THROUGH");
    }
    for (LayerTimes times : LayerTimes.of(BINDINGS, forks)) {
      String binding = times.binding() == null ? "" : times.binding().name();
      times.inC().forEach((kind, of) -> add(taken, of, binding + " dispatcherInC " + kind));
      times.inJava().forEach((kind, of) -> add(taken, of, binding + " dispatcher " + kind));
    }

    List<String> named = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      BenchmarkId name = names.get(i);
      named.add(
          i
              + " "
              + name.value("binding")
              + " "
              + name.name().substring(name.name().lastIndexOf('.') + 1)
              + " "
              + name.value("handle"));
      assertThat(name.value("transport"))
          .isEqualTo(name.value("binding").isEmpty() ? "NONE" : "UNIX");
    }
    // The dispatcher over a pass-through layer is in both tables.
    assertThat(taken).hasSize(names.size() + BINDINGS.size()).containsAll(named);
    assertThat(named).containsAll(taken);
    assertThat(names).doesNotHaveDuplicates();
  }

  private static void add(List<String> taken, List<double[]> times, String name) {
    taken.add((int) times.get(0)[0] + " " + name);
  }

  @Test
  void eachUpcallHasALoopWithoutTracingBeforeTheOneWith() {
    assertThat(LoopNames.ofTracing(TracedHandles.Recorder.SAMPLED))
        .extracting(BenchmarkId::name, BenchmarkId::parameters)
        .extracting(name -> name.toList().get(1))
        .containsExactly(
            Map.of("recorder", "SAMPLED", "traced", "false"),
            Map.of("recorder", "SAMPLED", "traced", "true"),
            Map.of("recorder", "SAMPLED", "traced", "false"),
            Map.of("recorder", "SAMPLED", "traced", "true"));
  }
}
