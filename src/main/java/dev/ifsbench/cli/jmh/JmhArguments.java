package dev.ifsbench.cli.jmh;

import dev.ifsbench.bench.profile.IfsProfiler;
import dev.ifsbench.cli.option.Nearest;
import dev.ifsbench.cli.option.OptionValues;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.provider.HostedProvider;
import dev.ifsbench.sockets.libc.Binding;
import dev.ifsbench.sockets.libc.JnaLibrary;
import dev.ifsbench.track.environment.ForkFlags;
import dev.ifsbench.track.run.BenchmarkId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.profile.ProfilerFactory;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.ProfilerConfig;

/**
 * Arguments for JMH, checked as far as possible before anything runs. JMH itself answers mistakes
 * with a stack trace, a list of all benchmarks, or nothing.
 */
public final class JmhArguments {
  private static final Pattern OPTION_IN_HELP = Pattern.compile("(?m)^\\s+(-[A-Za-z]+)\\b");

  private static final Pattern IFS_PROFILER =
      Pattern.compile(String.format(Locale.ROOT, "^%s(?=:|$)", IfsProfiler.NAME));

  /** An option with its value, or without if the value is the next argument. */
  private static final Pattern FILE_OPTION = Pattern.compile("--?(?:o|rff?)(?:=(?<value>.*))?");

  private static final String BINDING = "binding";

  private static final Pattern UNKNOWN = Pattern.compile("^(\\S+) is not a recognized option");
  private static final Pattern NO_CONSTANT = Pattern.compile("No enum constant .*?(\\w+)\\.(\\w+)");

  private static final String PROVIDER = "provider";

  private final List<String> arguments;
  private final Set<String> commandNames;
  private final CommandLineOptions options;

  /** What can be chosen, and whether it is another project's. */
  private final BenchmarkList list;

  private final boolean isForeign;

  /**
   * Parses the arguments of a command of this project.
   *
   * @param arguments for JMH
   * @throws UserError if JMH does not know an option or cannot read its value
   */
  public JmhArguments(List<String> arguments) throws UserError {
    this(arguments, Set.of());
  }

  /**
   * Parses the arguments.
   *
   * @param arguments for JMH
   * @param commandNames what a pattern that matches no benchmark may have been meant for
   * @throws UserError if JMH does not know an option or cannot read its value
   */
  JmhArguments(List<String> arguments, Set<String> commandNames) throws UserError {
    this(
        EntryArguments.complete(
            withProviderChains(withBindingNames(withFullProfilerNames(arguments)))),
        commandNames,
        BenchmarkList.defaultList(),
        false);
  }

  /**
   * Parses arguments that choose among another project's benchmarks.
   *
   * @param arguments for JMH
   * @param list those benchmarks
   * @throws UserError if JMH does not know an option or cannot read its value
   */
  public static JmhArguments ofForeign(List<String> arguments, BenchmarkList list)
      throws UserError {
    return new JmhArguments(List.copyOf(arguments), Set.of(), list, true);
  }

  private JmhArguments(
      List<String> arguments, Set<String> commandNames, BenchmarkList list, boolean isForeign)
      throws UserError {
    this.commandNames = commandNames;
    this.arguments = arguments;
    this.list = list;
    this.isForeign = isForeign;
    try {
      this.options = new CommandLineOptions(this.arguments.toArray(String[]::new));
    } catch (CommandLineOptionException | IllegalStateException e) {
      throw UserError.misuse(misreading(e.getMessage()));
    }
  }

  /** JMH has short names for its own profilers only. */
  private static List<String> withFullProfilerNames(List<String> arguments) {
    List<String> full = new ArrayList<>(arguments);
    for (int i = 1; i < full.size(); i++) {
      if (full.get(i - 1).equals("-prof")) {
        full.set(i, IFS_PROFILER.matcher(full.get(i)).replaceFirst(IfsProfiler.class.getName()));
      }
    }
    return List.copyOf(full);
  }

  /** JMH takes a constant's name as it stands; bindings are usually written in lower case. */
  private static List<String> withBindingNames(List<String> arguments) {
    List<String> full = new ArrayList<>(arguments);
    for (int i = 1; i < full.size(); i++) {
      if (full.get(i - 1).equals("-p") && full.get(i).startsWith(BINDING + "=")) {
        String values = full.get(i).substring(BINDING.length());
        full.set(i, BINDING + values.toUpperCase(Locale.ROOT));
      }
    }
    return List.copyOf(full);
  }

  // JMH would take the DLLs of a chain for values to be measured one after the other.
  private static List<String> withProviderChains(List<String> arguments) {
    List<String> full = new ArrayList<>(arguments);
    for (int i = 1; i < full.size(); i++) {
      if (full.get(i - 1).equals("-p") && full.get(i).startsWith(PROVIDER + "=")) {
        full.set(i, full.get(i).replace(",", HostedProvider.OVER));
      }
    }
    return List.copyOf(full);
  }

  /** The arguments for JMH. */
  public List<String> arguments() {
    return arguments;
  }

  /** The arguments as JMH reads them. */
  public CommandLineOptions options() {
    return options;
  }

  /** Whether JMH is only asked for help or a list. */
  boolean measuresNothing() {
    return options.shouldHelp()
        || options.shouldList()
        || options.shouldListWithParams()
        || options.shouldListProfilers()
        || options.shouldListResultFormats();
  }

  /**
   * The arguments as JMH reads them, without the files that JMH is to write into and their format.
   *
   * @param prepended JVM options to put in front of all others
   * @throws UserError if it cannot be told which arguments name the files
   */
  public CommandLineOptions withoutFiles(List<String> prepended) throws UserError {
    List<String> fewer = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Matcher file = FILE_OPTION.matcher(arguments.get(i));
      if (!file.matches()) {
        fewer.add(arguments.get(i));
      } else if (file.group("value") == null) {
        i++;
      }
    }
    if (!prepended.isEmpty()) {
      fewer.addAll(List.of("-jvmArgsPrepend", String.join(" ", prepended)));
    }
    try {
      CommandLineOptions read = new CommandLineOptions(fewer.toArray(String[]::new));
      if (read.getOutput().hasValue()
          || read.getResult().hasValue()
          || read.getResultFormat().hasValue()) {
        throw UserError.misuse("-o, -rf and -rff take their values as arguments of their own");
      }
      return read;
    } catch (CommandLineOptionException e) {
      throw new IllegalStateException("JMH has read these arguments before", e);
    }
  }

  /**
   * Checks what can be checked without running anything.
   *
   * @throws UserError if the run could not do what is asked
   */
  public void check() throws UserError {
    if (measuresNothing()) {
      return;
    }
    JmhLock.check();
    checkParameters(matchingBenchmarks());
    if (isForeign) {
      return; // The rest is known to the JMH and the JVM of the other project's forks.
    }
    checkProfilers();
    if (options.getJvm().hasValue() && !Files.isExecutable(Path.of(options.getJvm().get()))) {
      throw UserError.misuse(
          String.format(Locale.ROOT, "-jvm: '%s' cannot be executed", options.getJvm().get()));
    }
    checkBindings();
    checkNatives();
    checkBaseStacks();
    checkWritable("-o", options.getOutput().orElse(""));
    checkWritable("-rff", options.getResult().orElse(""));
  }

  /**
   * The names of the benchmarks that are chosen.
   *
   * @throws UserError if there is none
   */
  public List<String> benchmarks() throws UserError {
    return matchingBenchmarks().stream()
        .map(BenchmarkListEntry::getUsername)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The bindings that are asked for.
   *
   * @return JNA if none is
   */
  List<Binding> bindings() {
    return options.getParameter(BINDING).orElse(List.of(Binding.JNA.name())).stream()
        .map(Binding::valueOf)
        .distinct()
        .toList();
  }

  /**
   * All combinations of parameters and modes of the benchmarks that are chosen, as JMH would
   * measure them.
   *
   * @throws UserError if there is none
   */
  public List<BenchmarkId> combinations() throws UserError {
    Set<BenchmarkId> combinations = new LinkedHashSet<>();
    for (BenchmarkListEntry benchmark : matchingBenchmarks()) {
      for (Mode mode : modes(benchmark)) {
        for (Map<String, String> values : parameterValues(benchmark)) {
          combinations.add(new BenchmarkId(benchmark.getUsername(), mode, values));
        }
      }
    }
    return List.copyOf(combinations);
  }

  /**
   * The time of all iterations of a fork, on the average.
   *
   * @param combinations some of {@link #combinations}
   */
  public Duration iterations(List<BenchmarkId> combinations) {
    Map<String, BenchmarkListEntry> entries =
        Benchmarks.matching(list, List.of(), List.of()).stream()
            .collect(
                Collectors.toMap(
                    BenchmarkListEntry::getUsername, entry -> entry, (one, other) -> one));
    long nanos =
        combinations.stream().mapToLong(each -> nanos(entries.get(each.name()), each.mode())).sum();
    return Duration.ofNanos(nanos / combinations.size());
  }

  /** A single shot has no time of its own. */
  private long nanos(BenchmarkListEntry benchmark, Mode mode) {
    if (mode == Mode.SingleShotTime) {
      return 0;
    }
    return options
                .getWarmupIterations()
                .orElse(benchmark.getWarmupIterations().orElse(Defaults.WARMUP_ITERATIONS))
            * options
                .getWarmupTime()
                .orElse(benchmark.getWarmupTime().orElse(Defaults.WARMUP_TIME))
                .convertTo(TimeUnit.NANOSECONDS)
        + options
                .getMeasurementIterations()
                .orElse(
                    benchmark.getMeasurementIterations().orElse(Defaults.MEASUREMENT_ITERATIONS))
            * options
                .getMeasurementTime()
                .orElse(benchmark.getMeasurementTime().orElse(Defaults.MEASUREMENT_TIME))
                .convertTo(TimeUnit.NANOSECONDS);
  }

  private Collection<Mode> modes(BenchmarkListEntry benchmark) {
    Collection<Mode> asked =
        options.getBenchModes().isEmpty() ? List.of(benchmark.getMode()) : options.getBenchModes();
    return asked.contains(Mode.All)
        ? EnumSet.complementOf(EnumSet.of(Mode.All))
        : new LinkedHashSet<>(asked);
  }

  private List<Map<String, String>> parameterValues(BenchmarkListEntry benchmark) {
    List<Map<String, String>> combinations = List.of(Map.of());
    Map<String, String[]> parameters =
        new TreeMap<>(benchmark.getParams().orElse(Map.<String, String[]>of()));
    for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
      Collection<String> values =
          options.getParameter(parameter.getKey()).orElse(List.of(parameter.getValue()));
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String value : values) {
          Map<String, String> more = new TreeMap<>(combination);
          more.put(parameter.getKey(), value);
          longer.add(more);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  /**
   * The benchmarks that are chosen, as JMH lists them.
   *
   * @throws UserError if there is none
   */
  public Set<BenchmarkListEntry> entries() throws UserError {
    return matchingBenchmarks();
  }

  private Set<BenchmarkListEntry> matchingBenchmarks() throws UserError {
    List<String> includes = options.getIncludes();
    for (String regex :
        Stream.of(includes, options.getExcludes(), options.getWarmupIncludes())
            .flatMap(Collection::stream)
            .toList()) {
      try {
        Pattern.compile(regex);
      } catch (PatternSyntaxException e) {
        throw UserError.misuse(
            String.format(
                Locale.ROOT, "'%s' is not a regular expression: %s", regex, e.getDescription()));
      }
    }
    for (String include : includes) {
      // JMH would run what the others match: everything with an a of "compar a b".
      if (Benchmarks.matching(list, List.of(include), List.of()).isEmpty()) {
        throw UserError.misuse(noMatch(include, List.of()));
      }
    }
    Set<BenchmarkListEntry> matching = Benchmarks.matching(list, includes, options.getExcludes());
    if (matching.isEmpty()) {
      throw UserError.misuse(noMatch(String.join(" ", includes), options.getExcludes()));
    }
    return matching;
  }

  private String noMatch(String asked, List<String> excludes) {
    String message = String.format(Locale.ROOT, "No benchmark matches '%s'", asked);
    if (!excludes.isEmpty()) {
      message += String.format(Locale.ROOT, " without '%s'", String.join(" ", excludes));
    }
    Set<String> names = new TreeSet<>(commandNames);
    for (BenchmarkListEntry entry : Benchmarks.matching(list, List.of(), List.of())) {
      String name = entry.getUsername();
      String[] parts = name.split("\\.", -1);
      names.add(parts[parts.length - 1]);
      names.add(parts[parts.length - 2]);
      names.add(parts[parts.length - 2] + "." + parts[parts.length - 1]);
    }
    return message + Nearest.hint(asked, names) + (isForeign ? "" : "; -l lists them");
  }

  private void checkParameters(Set<BenchmarkListEntry> benchmarks) throws UserError {
    Set<String> known = new TreeSet<>();
    for (BenchmarkListEntry benchmark : benchmarks) {
      if (!isForeign) {
        ParameterValues.checkSystem(benchmark);
      }
      if (!benchmark.getParams().hasValue()) {
        continue;
      }
      for (String name : benchmark.getParams().get().keySet()) {
        known.add(name);
        if (!isForeign && options.getParameter(name).hasValue()) {
          ParameterValues.check(benchmark, name, options.getParameter(name).get());
        }
      }
    }
    for (String name : namedParameters()) {
      if (!known.contains(name)) {
        throw UserError.misuse(
            String.format(
                Locale.ROOT,
                "No selected benchmark has a parameter '%s'%s%s",
                name,
                Nearest.hint(name, known),
                isForeign ? "" : "; -lp lists them"));
      }
    }
  }

  /** JMH keeps the names to itself and ignores those that no benchmark has. */
  private List<String> namedParameters() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      int equals = arguments.get(i).indexOf('=');
      if (arguments.get(i - 1).equals("-p") && equals > 0) {
        names.add(arguments.get(i).substring(0, equals));
      }
    }
    return names;
  }

  private void checkProfilers() throws UserError {
    for (ProfilerConfig profiler : options.getProfilers()) {
      try {
        ProfilerFactory.getProfilerOrException(profiler);
      } catch (ProfilerException e) {
        String reason = oneLine(e).replaceFirst("^.*ClassNotFoundException.*$", "no such profiler");
        throw UserError.misuse(
            String.format(
                Locale.ROOT, "-prof %s: %s; -lprof lists them", profiler.getKlass(), reason));
      }
    }
  }

  /** What the JVM of the forks does not have, if its version can be told. */
  private void checkBindings() throws UserError {
    OptionalInt jdk =
        options.getJvm().hasValue()
            ? ForkFlags.featureVersion(Path.of(options.getJvm().get()))
            : OptionalInt.of(Runtime.version().feature());
    if (jdk.isPresent() && options.getParameter(BINDING).hasValue()) {
      for (String name : options.getParameter(BINDING).get()) {
        OptionValues.requireIn(Binding.valueOf(name), jdk.getAsInt());
      }
    }
  }

  private void checkNatives() throws UserError {
    if (!options.getJvm().hasValue() && bindings().contains(Binding.JNA)) {
      try {
        JnaLibrary.require();
      } catch (UnsupportedOperationException e) {
        throw new UserError(e.getMessage());
      }
    }
  }

  private void checkBaseStacks() throws UserError {
    BaseStackCheck foundations = new BaseStackCheck();
    for (BenchmarkId combination : combinations()) {
      foundations.check(combination.parameters());
    }
  }

  private static void checkWritable(String option, String file) throws UserError {
    if (file.isEmpty()) {
      return;
    }
    Path path = Path.of(file).toAbsolutePath();
    boolean writable =
        Files.exists(path)
            ? Files.isWritable(path) && !Files.isDirectory(path)
            : Files.isDirectory(path.getParent()) && Files.isWritable(path.getParent());
    if (!writable) {
      throw UserError.misuse(
          String.format(Locale.ROOT, "%s: '%s' cannot be written", option, file));
    }
  }

  /** JMH says what it could not read; its help says what it would have read. */
  private String misreading(String message) {
    Matcher unknown = UNKNOWN.matcher(message);
    if (!unknown.find()) {
      Matcher value = NO_CONSTANT.matcher(message);
      return value.matches()
          ? String.format(
              Locale.ROOT, "There is no %s '%s'; see -h", value.group(1), value.group(2))
          : String.join(". ", message.lines().toList());
    }
    String name = unknown.group(1);
    String typed =
        arguments.stream()
            .filter(argument -> argument.startsWith("-"))
            .filter(argument -> argument.replaceFirst("^-+", "").startsWith(name))
            .findFirst()
            .orElse("-" + name);
    return String.format(
        Locale.ROOT,
        "Unknown option '%s'%s; -h lists JMH's, --help this project's",
        typed,
        Nearest.hint(typed, knownOptions()));
  }

  private static Set<String> knownOptions() {
    PrintStream standardOut = System.out;
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    // JMH prints its help to standard output only.
    System.setOut(new PrintStream(help, true, StandardCharsets.UTF_8));
    try {
      new CommandLineOptions().showHelp();
    } catch (CommandLineOptionException | IOException e) {
      return Set.of();
    } finally {
      System.setOut(standardOut);
    }
    Matcher option = OPTION_IN_HELP.matcher(help.toString(StandardCharsets.UTF_8));
    return option
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String oneLine(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("").strip();
  }
}
