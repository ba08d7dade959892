package dev.ifsbench.cli;

import dev.ifsbench.bench.limits.Limit;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.StandardStreams;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.report.text.LimitsReport;
import dev.ifsbench.report.text.Screen;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.system.SystemSockets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries on live sockets what a layer that passes handles through cannot do. */
@Command(
    name = "limits",
    header = "Tries what a layer that passes handles through cannot do.",
    description = {
      "",
      "Opens sockets under a pass-through and under a wrapping layer, and tries on both each limit"
          + " that the documentation of WPUModifyIFSHandle names. The sockets and system calls are"
          + " real; the layers are ifsbench's own, and on Linux so is what stands for"
          + " Ws2_32.dll and the kernel's completion ports.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class LimitsCommand implements Callable<Integer> {
  @Option(
      names = "--transport",
      defaultValue = "TCP",
      paramLabel = "TRANSPORT",
      description = "What carries the data: ${COMPLETION-CANDIDATES}, but for NONE.")
  private Transport transport;

  @Override
  public Integer call() throws UserError {
    if (transport == Transport.NONE) {
      throw UserError.misuse("The limits need a system below the sockets, and NONE has none");
    }
    try {
      SystemSockets.get(Binding.JNA);
      return (print() ? ExitCode.OK : ExitCode.NOT_PASSED).code();
    } catch (WinsockException | UnsupportedOperationException e) {
      throw new UserError(e.getMessage());
    }
  }

  private boolean print() {
    Screen screen = Screen.ofStandardOutput();
    LimitsReport report = new LimitsReport(screen, transport.toString());
    for (Limit limit : Limit.values()) {
      report.add(
          limit,
          limit.observe(limit.passThrough(), transport),
          limit.observe(HandleKind.WRAPPED, transport));
    }
    StandardStreams.print(screen, report.lines());
    return report.isAsDocumented();
  }
}
