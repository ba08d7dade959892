package dev.ifsbench.cli;

import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.RunArguments;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.option.WholeFile;
import dev.ifsbench.report.html.HtmlReport;
import dev.ifsbench.report.html.ReportContent;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.trace.recording.UnreadableRecordingException;
import dev.ifsbench.track.store.IoReason;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.UnusableRunException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a report as one HTML file. */
@Command(
    name = "report",
    header = "Writes runs as one HTML file: charts, tables, environment, method.",
    description = {
      "",
      "The file is self-contained and needs no network. Without RUN it shows the newest complete"
          + " runs of headline, latency and track, the one added last, and the newest recordings of"
          + " trace; a run that is damaged is named on standard error and left out. The history is"
          + " of the runs in STORE that measured the same in the same environment, without RUN of"
          + " all benchmarks.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      arity = "0..*",
      paramLabel = "RUN",
      description =
          "Runs' ids or folders, files of JMH's JSON (-rf json) or of HdrHistogram's log, and"
              + " recordings (.jfr).")
  private List<String> references = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "report.html",
      description = "The file to write.")
  private Path output;

  @Option(
      names = "--repository",
      paramLabel = "URL",
      description =
          "Page of the repository, https or http; each commit is a link to URL/commit/HASH.")
  private URI repository;

  @Mixin private RunArguments arguments;

  @Override
  public Integer call() throws UserError, IOException {
    if (repository != null
        && (repository.getHost() == null
            || !List.of("https", "http").contains(repository.getScheme()))) {
      throw new UserError("--repository must be an address that begins with https:// or http://");
    }
    try (ResultStore store = arguments.open()) {
      ReportInput runs = gather(store);
      ReportContent content =
          runs.content(references.isEmpty()).linkedTo(Optional.ofNullable(repository));
      runs.skipped().forEach(flaw -> System.err.println(Printable.of("Skipped " + flaw)));
      if (runs.isEmpty()) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "There is no complete run in '%s'; make one by headline or latency, or name a run",
                store.location()));
      }
      WholeFile.write("--output", output, HtmlReport.of(content));
      if (runs.recordingsLeftOut() > 0) {
        System.err.printf(
            Locale.ROOT,
            "Recordings left out: %d; name those to show as arguments.%n",
            runs.recordingsLeftOut());
      }
    }
    System.out.println("Written:  " + output);
    return ExitCode.OK.code();
  }

  private ReportInput gather(ResultStore store) throws UserError {
    try {
      ReportInput runs = new ReportInput(store);
      if (references.isEmpty()) {
        runs.addNewest();
      }
      for (String reference : references) {
        if (reference.endsWith(ReportInput.RECORDING)) {
          runs.addRecording(Path.of(reference));
        } else {
          runs.add(arguments.files(reference));
        }
      }
      return runs;
    } catch (UnusableRunException | UnreadableRecordingException e) {
      throw new UserError(Printable.of(e.getMessage()));
    } catch (IOException e) {
      throw new UserError(Printable.of("The runs cannot be read: " + IoReason.of(e)));
    }
  }
}
