package dev.ifsbench.cli;

import dev.ifsbench.bench.limits.Limit;
import dev.ifsbench.bench.limits.LimitObservation;
import dev.ifsbench.bench.limits.Technique;
import dev.ifsbench.bench.probe.ProbedSocket;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.cli.option.EntryOption;
import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.JsonOption;
import dev.ifsbench.cli.option.Nearest;
import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.ProbeRun;
import dev.ifsbench.provider.Quirk;
import dev.ifsbench.report.json.LimitsJson;
import dev.ifsbench.report.json.ProbeJson;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.LimitsReport;
import dev.ifsbench.report.text.ProbeText;
import dev.ifsbench.report.text.TechniqueReport;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.system.SystemSockets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries runtimes' techniques, and what a layer cannot do, on live sockets. */
@Command(
    name = "limits",
    header = "Tries what works on each kind of handle, and what a layer cannot do.",
    description = {
      "",
      "Opens sockets under a layer of each kind, and tries what runtimes do with a socket: whether it"
          + " works, bypasses the layer, or fails, and with which error. Then it tries each limit that"
          + " the documentation of WPUModifyIFSHandle names, under a pass-through and under a wrapping"
          + " layer. The sockets and system calls are real; the layers are ifsbench's own, and on"
          + " Linux so is what stands for Ws2_32.dll and the kernel's completion ports.",
      "With --entry, on Windows, what 'probe' tries is tried on entries of the system's own catalog,"
          + " and shown entry beside entry: no layer of ifsbench's is in between.",
      "The exit code is 1 if one is not as documented; with --entry it is that of 'probe'.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class LimitsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private EntryOption entry;

  @Option(
      names = "--transport",
      defaultValue = "TCP",
      paramLabel = "TRANSPORT",
      description =
          "What carries the data when limits are tried: ${COMPLETION-CANDIDATES}, but for NONE."
              + " Techniques are tried over TCP, and those of datagrams over UDP.")
  private Transport transport;

  @Option(
      names = "--quirk",
      defaultValue = "NONE",
      paramLabel = "QUIRK",
      description =
          "Try the techniques under layers that do something against their documentation, and no"
              + " limits: ${COMPLETION-CANDIDATES}.")
  private Quirk quirk;

  @Option(
      names = "--explain",
      paramLabel = "TECHNIQUE",
      description = "Try nothing; print what the documentation or a public thread says of a row.")
  private String explained;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws UserError {
    if (explained != null) {
      return explain();
    }
    if (transport == Transport.NONE) {
      throw UserError.misuse("The limits need a system below the sockets, and NONE has none");
    }
    try {
      SystemSockets.get(Binding.JNA);
      if (entry.isGiven()) {
        return triedOnEntries().code();
      }
      return (tried() ? ExitCode.OK : ExitCode.NOT_PASSED).code();
    } catch (WinsockException | UnsupportedOperationException e) {
      throw new UserError(e.getMessage());
    }
  }

  private ExitCode triedOnEntries() throws UserError {
    entry.refuse(spec, "--quirk");
    Set<String> transports = EntryOption.given(spec, "--transport", Set.of(transport.name()));
    Screen screen = Screen.ofStandardOutput();
    List<ProbedSocket> probed = new ArrayList<>();
    String source =
        new EntryProbe(new ProbeRun(json.isGiven() ? text -> {} : System.err::println))
            .probe(entry, transports, probed);
    if (json.isGiven()) {
      StandardStreams.printUtf8(ProbeJson.of(source, probed));
    } else {
      StandardStreams.print(screen, ProbeText.matrix(screen, source, probed));
    }
    return ProbeCommand.exitCode(probed);
  }

  private int explain() throws UserError {
    Technique technique = technique(explained);
    if (json.isGiven()) {
      StandardStreams.printUtf8(LimitsJson.of(technique));
    } else {
      Screen screen = Screen.ofStandardOutput();
      StandardStreams.print(screen, TechniqueReport.explanation(technique, screen));
    }
    return ExitCode.OK.code();
  }

  private static Technique technique(String label) throws UserError {
    for (Technique technique : Technique.values()) {
      if (technique.label().equals(label.toLowerCase(Locale.ROOT))) {
        return technique;
      }
    }
    List<String> labels = Arrays.stream(Technique.values()).map(Technique::label).toList();
    throw UserError.misuse(
        String.format(
            Locale.ROOT,
            "--explain: there is no row '%s'%s; the rows are %s",
            label,
            Nearest.hint(label, labels),
            String.join(", ", labels)));
  }

  private boolean tried() {
    Screen screen = Screen.ofStandardOutput();
    TechniqueReport techniqueReport = new TechniqueReport(screen, quirk);
    Map<Technique, Map<HandleKind, String>> techniques = new LinkedHashMap<>();
    for (Technique technique : Technique.here()) {
      Map<HandleKind, String> seen = new EnumMap<>(HandleKind.class);
      for (HandleKind kind : HandleKind.values()) {
        seen.put(kind, technique.observe(kind, quirk));
      }
      techniques.put(technique, seen);
      techniqueReport.add(technique, seen);
    }
    if (!json.isGiven()) {
      StandardStreams.print(screen, techniqueReport.lines());
    }
    Map<Limit, List<LimitObservation>> limits = new LinkedHashMap<>();
    LimitsReport limitsReport = new LimitsReport(screen, transport.toString());
    if (quirk == Quirk.NONE) {
      for (Limit limit : Limit.values()) {
        LimitObservation passThrough = limit.observe(limit.passThrough(), transport);
        LimitObservation wrapped = limit.observe(HandleKind.WRAPPED, transport);
        limits.put(limit, List.of(passThrough, wrapped));
        limitsReport.add(limit, passThrough, wrapped);
      }
    }
    boolean asDocumented = techniqueReport.isAsDocumented() && limitsReport.isAsDocumented();
    if (json.isGiven()) {
      StandardStreams.printUtf8(LimitsJson.of(quirk, techniques, transport, limits, asDocumented));
    } else if (!limits.isEmpty()) {
      System.out.println();
      StandardStreams.print(screen, limitsReport.lines());
    }
    return asDocumented;
  }
}
