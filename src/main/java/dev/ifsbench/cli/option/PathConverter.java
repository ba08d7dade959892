package dev.ifsbench.cli.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a file; one that Java cannot take is refused with what to do about it. */
public final class PathConverter implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(refusal(e));
    }
  }

  /**
   * Says why a name was refused. With {@code LANG=C} the names of files are ASCII to Java.
   *
   * @param e the refusal
   * @return one line
   */
  public static String refusal(InvalidPathException e) {
    return String.format(
        Locale.ROOT,
        "'%s' cannot be the name of a file: %s. Names are read as %s; LC_ALL=C.UTF-8 allows all",
        e.getInput(),
        e.getReason(),
        System.getProperty("sun.jnu.encoding"));
  }
}
