package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.sockets.SocketNames;
import dev.ifsbench.track.environment.Environment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("child-jvm")
class DoctorCommandTest {
  /** What can come and go between two looks at the same machine. */
  private static final Set<String> PASSING = Set.of("Load", "Steal", "Timer");

  @TempDir private Path folder;

  @Test
  void everyFindingHasSomethingToDo() throws Exception {
    List<String> lines = ChildJvm.run(folder, "doctor").out().lines().toList();

    if (lines.size() == 1) {
      assertThat(lines).containsExactly("Nothing was found that disturbs measurement.");
      return;
    }
    assertThat(lines.size() % 2).as("a finding and its advice").isZero();
    for (int i = 0; i < lines.size(); i += 2) {
      assertThat(lines.get(i)).matches("[A-Z][^:]+: .+\\.");
      assertThat(lines.get(i + 1)).matches(" {4}\\S.+\\.");
    }
  }

  @Test
  void theSameStandsInTheEnvironmentOfAResult() throws Exception {
    Outcome doctor = ChildJvm.run(folder, "doctor", "--json");
    assertThat(doctor.exitCode()).as(doctor.err()).isZero();

    JsonNode result =
        new ObjectMapper()
            .readTree(Environment.current(Instant.EPOCH, SocketNames.NONE, Map.of()).toJson());

    assertThat(lasting(result.get("disturbances")))
        .isEqualTo(lasting(new ObjectMapper().readTree(doctor.out())));
  }

  private static Set<String> lasting(JsonNode disturbances) {
    Set<String> lasting = new TreeSet<>();
    for (JsonNode each : disturbances) {
      assertThat(each.path("advice").asText()).isNotBlank();
      if (!PASSING.contains(each.path("subject").asText())) {
        // The finding holds numbers that change, such as what is swapped out.
        lasting.add(each.path("subject").asText() + ": " + each.path("advice").asText());
      }
    }
    return lasting;
  }
}
