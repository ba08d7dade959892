package dev.ifsbench.track.environment;

import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Ws2Def;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Detects sources of noise that only Windows has. What cannot be queried is not reported. */
final class WindowsNoise {
  static final List<String> POWER_PLAN = List.of("powercfg", "/getactivescheme");
  static final List<String> DEFENDER = List.of("sc", "query", "WinDefend");
  static final List<String> REAL_TIME =
      List.of(
          "reg",
          "query",
          "HKLM\\SOFTWARE\\Microsoft\\Windows Defender\\Real-Time Protection",
          "/v",
          "DisableRealtimeMonitoring");
  static final List<String> EXCLUSIONS =
      List.of("reg", "query", "HKLM\\SOFTWARE\\Microsoft\\Windows Defender\\Exclusions\\Paths");

  private static final int COMMAND_SECONDS = 5;
  private static final Pattern PLAN = Pattern.compile("([0-9a-fA-F-]{36})(?:\\s+\\((.+)\\))?");
  private static final Pattern RUNNING = Pattern.compile(":\\s*4\\s");
  private static final Pattern EXCLUSION = Pattern.compile("\\s+(\\S.*?)\\s+REG_DWORD\\s.*");

  /** High performance and ultimate performance. */
  private static final Set<String> STEADY_PLANS =
      Set.of("8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c", "e9a42b02-d5df-448d-aa00-03f14749eb61");

  private final Commands commands;
  private final Path folder;
  private final List<ProtocolInfo> entries;

  /** Runs a command of the system's. */
  @FunctionalInterface
  interface Commands {
    /**
     * Runs a command.
     *
     * @param command the program and its arguments
     * @return what it prints; empty if it fails or is not there
     */
    Optional<String> run(List<String> command);
  }

  /**
   * Creates a detector for one machine.
   *
   * @param commands of the machine
   * @param folder that results are written to
   * @param entries of the system's catalog
   */
  WindowsNoise(Commands commands, Path folder, List<ProtocolInfo> entries) {
    this.commands = commands;
    this.folder = folder;
    this.entries = entries;
  }

  /** What disturbs this machine now. */
  static List<NoiseSource> here() {
    return new WindowsNoise(
            WindowsNoise::printed,
            Path.of("").toAbsolutePath(),
            SystemSockets.get(Binding.JNA).systemEntries())
        .find();
  }

  /** Everything that is found. */
  List<NoiseSource> find() {
    return Stream.<Supplier<Optional<NoiseSource>>>of(this::powerPlan, this::scan, this::layers)
        .flatMap(check -> check.get().stream())
        .toList();
  }

  private Optional<NoiseSource> powerPlan() {
    return commands
        .run(POWER_PLAN)
        .map(PLAN::matcher)
        .filter(Matcher::find)
        .filter(plan -> !STEADY_PLANS.contains(plan.group(1).toLowerCase(Locale.ROOT)))
        .map(
            plan ->
                new NoiseSource(
                    "Power plan",
                    String.format(
                        Locale.ROOT,
                        "it is %s, so the frequency is changed while measuring",
                        plan.group(2) == null ? plan.group(1) : plan.group(2)),
                    "powercfg /setactive SCHEME_MIN, which is high performance"));
  }

  private Optional<NoiseSource> scan() {
    if (!isRunning() || isOff() || isExcluded()) {
      return Optional.empty();
    }
    return Optional.of(
        new NoiseSource(
            "Real-time scan",
            "Microsoft Defender reads every file that is written in " + folder,
            "As an administrator, in PowerShell: Add-MpPreference -ExclusionPath '"
                + folder
                + "'"));
  }

  private boolean isRunning() {
    return commands.run(DEFENDER).filter(text -> RUNNING.matcher(text).find()).isPresent();
  }

  private boolean isOff() {
    return commands.run(REAL_TIME).filter(text -> text.contains("0x1")).isPresent();
  }

  /**
   * Only an administrator may read the list of exclusions; for others the folder counts as scanned.
   */
  private boolean isExcluded() {
    String here = withSeparator(folder.toString());
    return commands.run(EXCLUSIONS).stream()
        .flatMap(String::lines)
        .map(EXCLUSION::matcher)
        .filter(Matcher::matches)
        .anyMatch(line -> here.startsWith(withSeparator(line.group(1))));
  }

  private static String withSeparator(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith("\\") ? lower : lower + "\\";
  }

  private Optional<NoiseSource> layers() {
    String names =
        entries.stream()
            .filter(info -> !info.protocolChain().isBase())
            .filter(
                info ->
                    info.protocol() == Ws2Def.IPPROTO_TCP || info.protocol() == Ws2Def.IPPROTO_UDP)
            .map(ProtocolInfo::protocolName)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NoiseSource(
                "Layers in the catalog",
                "programs that name no entry go through " + names,
                "Benchmarks go past them unless --entry is given; 'catalog' and 'probe' say what"
                    + " they do"));
  }

  private static Optional<String> printed(List<String> command) {
    Process process = null;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      // Each prints less than a pipe holds.
      if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      byte[] text = process.getInputStream().readAllBytes();
      return Optional.of(new String(text, Charset.defaultCharset()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }
}
