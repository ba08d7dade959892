package dev.ifsbench.cli.option;

import dev.ifsbench.bench.state.Transport;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of every command that can choose what carries the data. */
public final class TransportOption {
  private static final String NAME = "--transport";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = NAME,
      split = ",",
      paramLabel = "TRANSPORT",
      description =
          "What carries the data: TCP, TCP6, UDP, UDP6, UNIX; or, where no answer has to come, NONE,"
              + " which makes no system call.")
  private Set<String> transports;

  /** Looks in a list of defaults as it would be typed. */
  private static final class Usual extends LinkedHashSet<String> {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      return String.join(",", this);
    }
  }

  /**
   * Creates the option.
   *
   * @param usual the names of those that are used unless others are given
   */
  public TransportOption(Transport... usual) {
    transports = new Usual();
    Arrays.stream(usual).map(Transport::name).forEach(transports::add);
  }

  /** The names, in the order given; whether there are such transports is not checked. */
  public Set<String> values() {
    return Collections.unmodifiableSet(transports);
  }

  /** The same if they were given, and none if they are the usual ones. */
  public Set<String> given() {
    return spec.commandLine().getParseResult().hasMatchedOption(NAME) ? values() : Set.of();
  }

  /**
   * The only transport, for commands that use one at a time.
   *
   * @throws ParameterException if there are several, or there is no such transport
   */
  public Transport value() {
    String written = String.join(",", transports);
    return Arrays.stream(Transport.values())
        .filter(transport -> transport.name().equals(written))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    String.format(
                        Locale.ROOT,
                        "Invalid value for option '%s' (TRANSPORT): expected one of %s"
                            + " (case-sensitive) but was '%s'",
                        NAME,
                        List.of(Transport.values()),
                        written)));
  }
}
