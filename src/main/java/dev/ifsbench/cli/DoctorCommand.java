package dev.ifsbench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.JsonOption;
import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.report.json.PrintedJson;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.DoctorReport;
import dev.ifsbench.track.environment.NoiseSource;
import dev.ifsbench.track.environment.NoiseSources;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what disturbs measurements on this machine. */
@Command(
    name = "doctor",
    header = "Lists what disturbs measurement on this machine, and what to do about it.",
    description = {
      "",
      "Checks the frequency governor, turbo, load, virtualisation, hardware counters, clock and"
          + " timer, processors and their siblings, swap, and a container's quota. Each result"
          + " has the same findings in its environment.json.",
      ""
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private JsonOption json;

  @Override
  public Integer call() throws JsonProcessingException {
    List<NoiseSource> found = NoiseSources.here();
    if (json.isGiven()) {
      System.out.println(PrintedJson.of(found));
    } else {
      Screen screen = Screen.ofStandardOutput();
      StandardStreams.print(screen, screen.wrapped(DoctorReport.lines(found)));
    }
    return ExitCode.OK.code();
  }
}
