package dev.ifsbench.cli;

import dev.ifsbench.report.HtmlReport;
import dev.ifsbench.report.Printable;
import dev.ifsbench.report.RecordedCalls;
import dev.ifsbench.report.ReportContent;
import dev.ifsbench.report.ReportedRun;
import dev.ifsbench.trace.UnreadableRecordingException;
import dev.ifsbench.track.UnusableRunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
      "The file needs no network and nothing beside it. Without RUN it shows the newest complete"
          + " headline run, the newest complete latency run, and the newest recordings of trace.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the report is written",
      "1:a run is missing or damaged, or the file cannot be written",
      "2:wrong arguments"
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class ReportCommand implements Callable<Integer> {
  private static final String RECORDING = ".jfr";

  /** More would make a page that nobody reads. */
  private static final int MOST_RECORDINGS = 8;

  @Parameters(
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

  @Mixin private RunArguments arguments;

  private final List<ReportedRun> runs = new ArrayList<>();
  private final List<RecordedCalls> recordings = new ArrayList<>();
  private int recordingsLeftOut;

  @Override
  public Integer call() throws Refusal {
    try {
      if (references.isEmpty()) {
        addNewest();
      } else {
        for (String reference : references) {
          add(reference);
        }
      }
    } catch (UnusableRunException | UnreadableRecordingException e) {
      throw new Refusal(Printable.of(e.getMessage()));
    } catch (IOException e) {
      throw new Refusal(Printable.of("The runs cannot be read: " + e.getMessage()));
    }
    // The history is the store's to tell.
    write(HtmlReport.of(new ReportContent(runs, recordings, List.of())));
    if (recordingsLeftOut > 0) {
      System.err.printf(
          "Recordings left out: %d; name those to show as arguments.%n", recordingsLeftOut);
    }
    System.out.println("Written:  " + output);
    return CommandLine.ExitCode.OK;
  }

  private void addNewest() throws Refusal, IOException, UnusableRunException {
    NewestRuns newest = NewestRuns.in(arguments.results());
    if (newest.isEmpty()) {
      throw new Refusal(
          "There is no complete run in '%s'; make one by headline or latency, or name a run"
              .formatted(arguments.results()));
    }
    for (Path folder : newest.measured()) {
      addRun(folder.toString());
    }
    for (Path folder : newest.recorded()) {
      addRecordings(folder);
    }
  }

  private void add(String reference) throws Refusal, IOException, UnusableRunException {
    if (reference.endsWith(RECORDING)) {
      addRecording(Path.of(reference), reference);
      return;
    }
    addRun(reference);
    for (Path folder : List.of(Path.of(reference), arguments.results().resolve(reference))) {
      if (Files.isDirectory(folder)) {
        addRecordings(folder);
        return;
      }
    }
  }

  private void addRun(String reference) throws Refusal, UnusableRunException {
    runs.add(ReportedRun.read(arguments.files(reference)));
  }

  private void addRecordings(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(RECORDING)).sorted().toList();
    }
    for (Path file : files) {
      addRecording(file, folder.getFileName() + "/" + folder.relativize(file));
    }
  }

  private void addRecording(Path file, String name) throws UnreadableRecordingException {
    if (recordings.size() == MOST_RECORDINGS) {
      recordingsLeftOut++;
    } else {
      recordings.add(RecordedCalls.read(name, file));
    }
  }

  /** Writes beside its place and renames, so that a report is whole or not there. */
  private void write(String page) throws Refusal {
    Path place = output.toAbsolutePath();
    Path beside = place.resolveSibling(place.getFileName() + ".tmp");
    try {
      try {
        Files.writeString(beside, page, StandardCharsets.UTF_8);
        Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new Refusal("--output: '%s' cannot be written: %s".formatted(output, reason(e)));
    }
  }

  private static String reason(IOException e) {
    if (e instanceof java.nio.file.NoSuchFileException) {
      return "there is no such folder";
    }
    boolean told = e instanceof FileSystemException system && system.getReason() != null;
    return told ? ((FileSystemException) e).getReason() : e.getMessage();
  }
}
