package dev.ifsbench.cli.option;

import dev.ifsbench.report.export.CheckAnnotations;
import dev.ifsbench.report.export.CheckBadge;
import dev.ifsbench.report.export.CheckFormat;
import dev.ifsbench.report.export.CheckJunit;
import dev.ifsbench.report.export.CheckMarkdown;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.CheckReport;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options for the formats of a command's findings and where they go. */
public final class CheckFormatOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT[=FILE]",
      converter = CheckFormatOption.TargetConverter.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "text, json, markdown (a comment of a pull request), junit (XML), github (annotations of"
              + " GitHub Actions) or badge (for shields.io). With FILE it is written there, in"
              + " addition to what is printed; may be given several times.")
  private List<Target> targets = new ArrayList<>();

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  /**
   * A format and its destination.
   *
   * @param format which
   * @param file nothing for standard output
   */
  record Target(CheckFormat format, Optional<Path> file) {}

  /** {@code markdown}, {@code junit=report.xml}. */
  static final class TargetConverter implements ITypeConverter<Target> {
    @Override
    public Target convert(String value) {
      String[] parts = value.split("=", 2);
      CheckFormat format = OptionValues.labelled(parts[0], CheckFormat.values());
      if (parts.length == 1) {
        return new Target(format, Optional.empty());
      }
      try {
        if (!parts[1].isEmpty()) {
          return new Target(format, Optional.of(Path.of(parts[1])));
        }
      } catch (InvalidPathException e) {
        // Refused below.
      }
      throw new TypeConversionException(
          String.format(Locale.ROOT, "'%s' does not name a file behind the =", value));
    }
  }

  /** The findings of a command, in the formats that each command renders itself. */
  public interface Findings {
    /**
     * Lines for people.
     *
     * @param screen that they are laid out for
     */
    List<String> text(Screen screen);

    /** One JSON object. */
    String json();

    /** The report that all other formats are rendered from. */
    CheckReport report();
  }

  /** Refuses a command line that would print two formats to standard output. */
  public void check() {
    if (printed().size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "Only one format can be printed; give the others a file, as in --format junit=FILE");
    }
  }

  private List<CheckFormat> printed() {
    List<CheckFormat> formats = new ArrayList<>();
    if (json) {
      formats.add(CheckFormat.JSON);
    }
    targets.stream()
        .filter(target -> target.file.isEmpty())
        .map(Target::format)
        .filter(format -> !formats.contains(format))
        .forEach(formats::add);
    return formats;
  }

  /**
   * Writes the findings in every format that was asked for.
   *
   * @param findings of the command
   * @throws UserError if a file cannot be written
   */
  public void write(Findings findings) throws UserError {
    for (Target target : targets) {
      if (target.file.isPresent()) {
        WholeFile.write(
            "--format", target.file.get(), in(target.format, findings, System.lineSeparator()));
      }
    }
    CheckFormat format = printed().stream().findFirst().orElse(CheckFormat.TEXT);
    if (format == CheckFormat.TEXT) {
      Screen screen = Screen.ofStandardOutput();
      StandardStreams.print(screen, findings.text(screen));
    } else {
      StandardStreams.printUtf8(in(format, findings, "\n"));
    }
  }

  private static String in(CheckFormat format, Findings findings, String lineEnd) {
    return switch (format) {
      case TEXT -> String.join(lineEnd, findings.text(Screen.ofFile())) + lineEnd;
      case JSON -> findings.json() + lineEnd;
      case MARKDOWN -> CheckMarkdown.of(findings.report());
      case JUNIT -> CheckJunit.of(findings.report());
      case GITHUB -> CheckAnnotations.of(findings.report());
      case BADGE -> CheckBadge.of(findings.report());
    };
  }
}
