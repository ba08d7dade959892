package dev.ifsbench.cli;

import dev.ifsbench.bench.probe.ProbeCheck;
import dev.ifsbench.bench.probe.ProbedSocket;
import dev.ifsbench.bench.probe.ProbedSocket.Verdict;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.cli.option.EntryOption;
import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.JsonOption;
import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.ProbeRun;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.report.json.ProbeJson;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.ProbeText;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.system.SystemSockets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which layer breaks what programs do with their sockets. */
@Command(
    name = "probe",
    header = "Tries on live sockets what programs do, and says which layer breaks what.",
    description = {
      "",
      "On Windows each entry of the system's catalog is opened, and the sockets that plain socket()"
          + " gives, with the entry that they take. Elsewhere there is no catalog of layers: ifsbench's own layers play"
          + " its part, to show what each kind does to programs.",
      "Each check has a process of its own with a deadline; one that crashes or hangs is a finding."
          + " The exit code is 1 if something is broken, and 2 if the outcome of a check is unknown.",
      ""
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class ProbeCommand implements Callable<Integer> {
  @Mixin private EntryOption entry;

  @Option(
      names = "--handle",
      split = ",",
      paramLabel = "KIND",
      description = "Not on Windows: kinds of handle of the model; all if none is given.")
  private Set<HandleKind> handles;

  @Option(
      names = "--quirk",
      defaultValue = "NONE",
      paramLabel = "QUIRK",
      description =
          "Not on Windows: what the model's layer does against its documentation:"
              + " ${COMPLETION-CANDIDATES}.")
  private Quirk quirk;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws UserError {
    Screen screen = Screen.ofStandardOutput();
    ProbeRun run = new ProbeRun(json.isGiven() ? text -> {} : System.err::println);
    List<ProbedSocket> probed = new ArrayList<>();
    String source;
    try {
      SystemSockets.get(Binding.JNA);
      if (HostSystem.isWindows()) {
        refuseModels();
        source = new EntryProbe(run).probe(entry, Set.of(), probed);
      } else {
        source =
            "This system has no catalog of layers. What is probed is ifsbench's own model: its base"
                + " provider, and a layer of each kind over it.";
        probeModel(run, probed);
      }
    } catch (UnsupportedOperationException e) {
      throw new UserError(e.getMessage());
    }
    if (json.isGiven()) {
      StandardStreams.printUtf8(ProbeJson.of(source, probed));
    } else {
      StandardStreams.print(screen, ProbeText.lines(screen, source, probed));
    }
    return exitCode(probed).code();
  }

  private void refuseModels() throws UserError {
    if (handles != null || quirk != Quirk.NONE) {
      throw UserError.misuse(
          "--handle and --quirk apply to ifsbench's own layers; on Windows the installed ones are"
              + " probed");
    }
  }

  static ExitCode exitCode(List<ProbedSocket> probed) {
    Set<Verdict> verdicts = new LinkedHashSet<>();
    probed.forEach(
        socket -> socket.outcomes().keySet().forEach(each -> verdicts.add(socket.verdict(each))));
    if (verdicts.contains(Verdict.BROKEN)) {
      return ExitCode.NOT_PASSED;
    }
    return verdicts.contains(Verdict.UNKNOWN) || verdicts.isEmpty()
        ? ExitCode.UNDECIDED
        : ExitCode.OK;
  }

  private void probeModel(ProbeRun run, List<ProbedSocket> probed) throws UserError {
    if (entry.isGiven()) {
      entry.choices(Set.of()); // refuses: there is no catalog
    }
    for (HandleKind kind : handles == null ? EnumSet.allOf(HandleKind.class) : handles) {
      if (kind.canHave(quirk)) {
        ProbedSocket socket =
            new ProbedSocket(
                kind.name(),
                kind == HandleKind.BASE
                    ? "BASE: the model's base provider"
                    : kind + ": a layer of the model",
                kind != HandleKind.BASE,
                List.of(),
                Transport.TCP,
                Map.of());
        probed.add(run.probe(socket, kind.name(), List.of(ProbeCheck.values()), quirk));
      }
    }
  }
}
