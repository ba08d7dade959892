package dev.ifsbench.cli;

import dev.ifsbench.bench.floor.FloorFork;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.cli.jmh.BaseStackCheck;
import dev.ifsbench.cli.option.EqualWithinOption;
import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.RoundsOption;
import dev.ifsbench.cli.option.StatisticsOptions;
import dev.ifsbench.cli.option.StoreOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.cli.run.BlockSettings;
import dev.ifsbench.cli.run.FloorRun;
import dev.ifsbench.cli.run.FloorSettings;
import dev.ifsbench.cli.run.HostedFloorRun;
import dev.ifsbench.cli.run.RunSession;
import dev.ifsbench.provider.HostedProvider;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.dll.HostedLoop;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.NativeLayers;
import dev.ifsbench.sockets.libc.NativeLoop;
import dev.ifsbench.track.run.PairedSettings;
import dev.ifsbench.track.stats.Estimator;
import dev.ifsbench.track.stats.Pairing;
import dev.ifsbench.track.store.ResultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what the bindings and the dispatcher cost above the same system calls made by C. */
@Command(
    name = "floor",
    header = "Compares bindings and dispatcher with the same calls made by C.",
    description = {
      "",
      "One send and one receive of the same message on a pair of Unix-domain sockets: by C, by each"
          + " binding, and by the dispatcher with a pass-through layer over each binding; and by the"
          + " dispatcher, a pass-through and a wrapping layer in C and in Java, over the same sockets"
          + " and over no system call. All run in one process, in blocks of a few milliseconds in"
          + " random order; every round is a process of its own.",
      "scripts/floor compiles the part in C and runs this. Whatever interrupts it, complete rounds are"
          + " kept, and --resume goes on.",
      "",
      "On Windows, with --provider: one send and one receive over TCP through the procedure tables of"
          + " provider DLLs that need not be installed, by C and by Java.",
      ""
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class FloorCommand implements Callable<Integer> {
  private static final Duration SHORTEST_ROUND = Duration.ofMillis(500);

  @Spec private CommandSpec spec;

  @Option(
      names = "--library",
      required = true,
      paramLabel = "FILE",
      description =
          "The shared library that src/main/c/floor.c is compiled to; with --provider,"
              + " src/main/c/hosted.c.")
  private Path library;

  @Option(
      names = "--provider",
      split = ",",
      paramLabel = "DLL",
      description =
          "On Windows: the base provider's DLL, or layers and the base that they stand on, the"
              + " topmost first.")
  private List<String> providers;

  @Option(
      names = "--binding",
      split = ",",
      paramLabel = "BINDING",
      converter = OptionValues.BindingConverter.class,
      description = "How Java reaches C: jna, ffm. Default: all that this JDK has.")
  private LinkedHashSet<Binding> bindings;

  @Option(
      names = "--payload",
      paramLabel = "BYTES",
      defaultValue = "64",
      description = "Bytes per message.")
  private int payload;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "1m",
      converter = OptionValues.DurationConverter.class,
      description =
          "Time for all rounds together, a third of it to warm up. Starting the JVMs comes on top.")
  private Duration duration;

  @Mixin private RoundsOption rounds = new RoundsOption(10);

  @Mixin private StatisticsOptions statistics;

  @Mixin private EqualWithinOption equalWithin;

  @Mixin private StoreOption store;

  @Mixin private ResumeOption resume;

  @Override
  public Integer call() throws UserError, IOException {
    checkSystem();
    checkValues();
    if (providers == null) {
      checkBindings();
      checkLibrary();
    } else {
      checkProviders();
    }
    try (ResultStore opened = store.open()) {
      return run(resume.session(opened, statistics));
    }
  }

  private int run(RunSession session) throws UserError {
    checkValues();
    checkBindings();
    return providers == null
        ? new FloorRun(bindings(), settings(), session).run()
        : new HostedFloorRun(providers, settings(), session).run();
  }

  private void checkSystem() throws UserError {
    if (providers == null && HostSystem.isWindows()) {
      throw new UserError(
          "floor measures Linux's system calls on Unix-domain sockets, and does not run on Windows;"
              + " with --provider it measures a provider's DLL there");
    }
    if (providers != null && !HostSystem.isWindows()) {
      throw UserError.misuse("--provider is of provider DLLs, which only Windows can load");
    }
  }

  private void checkProviders() throws UserError {
    checkFile();
    try {
      new HostedLoop(library);
    } catch (UnsatisfiedLinkError e) {
      throw notCompiledFrom("hosted.c", e);
    }
    new BaseStackCheck()
        .check(String.join(HostedProvider.OVER, providers), Transport.TCP, HandleKind.BASE, 0);
  }

  private FloorSettings settings() {
    long round = duration.dividedBy(rounds.value()).toMillis();
    return new FloorSettings(
        library,
        payload,
        new BlockSettings(
            new PairedSettings(round / 3, round - round / 3),
            rounds.value(),
            equalWithin.method(Estimator.ofMedians(Pairing.BLOCKS, statistics.confidence())),
            statistics.seedOrDrawn()));
  }

  private void checkValues() {
    if (payload < 1 || payload > FloorFork.MAX_PAYLOAD) {
      throw misuse(
          String.format(
              Locale.ROOT,
              "--payload must be a number from 1 to %d, but is %d",
              FloorFork.MAX_PAYLOAD,
              payload));
    }
    rounds.check();
    if (duration.dividedBy(rounds.value()).compareTo(SHORTEST_ROUND) < 0) {
      throw misuse(
          String.format(
              Locale.ROOT,
              "--duration must be at least %d ms a round, which for %d rounds is %d ms",
              SHORTEST_ROUND.toMillis(),
              rounds.value(),
              SHORTEST_ROUND.multipliedBy(rounds.value()).toMillis()));
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void checkBindings() throws UserError {
    for (Binding binding : bindings()) {
      OptionValues.requireIn(binding, Runtime.version().feature());
    }
  }

  /** Those asked for, or all that this JDK has. */
  private List<Binding> bindings() {
    int jdk = Runtime.version().feature();
    return bindings == null
        ? Arrays.stream(Binding.values()).filter(binding -> binding.isIn(jdk)).toList()
        : List.copyOf(bindings);
  }

  private void checkFile() throws UserError {
    if (!Files.isRegularFile(library)) {
      throw new UserError(
          String.format(
              Locale.ROOT, "--library: there is no file '%s'; scripts/floor makes it", library));
    }
  }

  private void checkLibrary() throws UserError {
    checkFile();
    try {
      new NativeLoop(library);
      new NativeLayers(library);
    } catch (UnsatisfiedLinkError e) {
      throw notCompiledFrom("floor.c", e);
    }
  }

  private UserError notCompiledFrom(String source, UnsatisfiedLinkError error) {
    return new UserError(
        String.format(
            Locale.ROOT,
            "--library: '%s' is not what src/main/c/%s is compiled to: %s",
            library,
            source,
            error.getMessage().lines().findFirst().orElse("")));
  }
}
