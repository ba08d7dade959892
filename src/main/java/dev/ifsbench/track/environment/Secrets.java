package dev.ifsbench.track.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks passwords and the like in what is printed or kept. A secret is recognised by its name, as
 * in {@code -Dmy.password=P}, and in URLs by its position: {@code //user:P@host}.
 */
public final class Secrets {
  /** What stands in the place of a secret. */
  public static final String MASK = "***";

  /** A word of a name that is written with dots, dashes, underscores or capitals. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i:password|passwd|passphrase|passcode|secret|credential|apikey|privatekey|accesskey)"
              + "|(?i:(?<![a-z])(?:pwd|tokens?|keys?|authorization)(?![a-z]))"
              + "|(?<=[a-z])(?:Pwd|Token|Key)(?![a-z])");

  /** A name and the separator before its value; in JSON the name has quotes. */
  private static final Pattern TIE = Pattern.compile("([\\w.-]+)[\"']?\\s*[=:]\\s*");

  private static final Pattern VALUE =
      Pattern.compile("\"[^\"]*\"|'[^']*'|(?!//)[^\\s,;&\"'}\\])]+");

  /**
   * A user and a password before a host. A password may hold anything but blanks and quotes; the
   * last at sign ends it. A number is the port that follows a host.
   */
  private static final Pattern IN_URL =
      Pattern.compile("(//[^\\s/:@]*):(?!\\d{1,5}(?:[/?,\\s]|$))[^\\s\"'<>]*(?=@)");

  private Secrets() {}

  /**
   * Whether something of this name is to be kept secret.
   *
   * @param name of a property, an option or a parameter
   */
  static boolean isSecret(String name) {
    return NAME.matcher(name.replaceFirst("^-D", "")).find();
  }

  /**
   * Masks the secrets in a text of any kind.
   *
   * @param text what a program said, or an argument; one line or many
   */
  public static String mask(String text) {
    String inUrls = IN_URL.matcher(text).replaceAll("$1:" + Matcher.quoteReplacement(MASK));
    StringBuilder masked = new StringBuilder();
    Matcher tie = TIE.matcher(inUrls);
    int copied = 0;
    // A value may itself be such a pair, so the search continues right after the separator.
    while (tie.find()) {
      if (tie.start() < copied || !isSecret(tie.group(1))) {
        continue;
      }
      Matcher value = VALUE.matcher(inUrls).region(tie.end(), inUrls.length());
      if (value.lookingAt()) {
        String quote = inUrls.substring(tie.end(), tie.end() + 1).replaceAll("[^\"']", "");
        masked.append(inUrls, copied, tie.end()).append(quote).append(MASK).append(quote);
        copied = value.end();
      }
    }
    return masked.append(inUrls, copied, inUrls.length()).toString();
  }

  /**
   * Masks the secrets in arguments, each of which is one whole: its value may hold blanks.
   *
   * @param arguments of a program
   */
  public static List<String> mask(List<String> arguments) {
    return arguments.stream().map(Secrets::maskArgument).toList();
  }

  private static String maskArgument(String argument) {
    int equals = argument.indexOf('=');
    boolean hasOne = equals > 0 && !argument.substring(0, equals).contains(" ");
    return hasOne && isSecret(argument.substring(0, equals))
        ? argument.substring(0, equals + 1) + MASK
        : mask(argument);
  }

  /**
   * Masks the secrets in settings.
   *
   * @param settings strings, numbers, booleans, and lists and maps of these
   */
  public static Map<String, Object> mask(Map<String, Object> settings) {
    Map<String, Object> masked = new LinkedHashMap<>();
    settings.forEach((name, value) -> masked.put(name, maskValue(name, value)));
    return masked;
  }

  private static Object maskValue(String name, Object value) {
    if (value instanceof String text) {
      return isSecret(name) ? MASK : maskArgument(text);
    }
    if (value instanceof List<?> list) {
      List<Object> masked = new ArrayList<>();
      list.forEach(each -> masked.add(maskValue(name, each)));
      return masked;
    }
    return value;
  }
}
