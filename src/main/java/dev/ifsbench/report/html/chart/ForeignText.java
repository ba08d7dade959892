package dev.ifsbench.report.html.chart;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Text of other people's making, such as a benchmark's name: its direction of writing does not
 * spread to what stands beside it, and one that is too long is cut.
 */
public final class ForeignText {
  /** Characters that are shown of what is longer. */
  public static final int MOST = 160;

  private static final Pattern MAY_BREAK = Pattern.compile("(?<=\\p{L}[._])(?=\\p{L})");

  private ForeignText() {}

  /**
   * Appends a text where there is no room for more than a line. Where there is not even that, a
   * line may end between a class and its method, or between words that an underscore joins.
   *
   * @param parent what it is put into
   * @param text any
   */
  public static void addPhrase(Element parent, String text) {
    Element phrase = parent.appendElement("bdi");
    for (String part : MAY_BREAK.split(cut(text, MOST), -1)) {
      if (phrase.childNodeSize() > 0) {
        phrase.appendElement("wbr");
      }
      phrase.appendText(part);
    }
  }

  /**
   * Appends a text; all of one that is cut can be opened beneath it.
   *
   * @param parent what it is put into, not within a paragraph or a heading
   * @param text any
   */
  public static void addTo(Element parent, String text) {
    addPhrase(parent, text);
    addWhole(parent, text);
  }

  /**
   * Appends what can be opened to see all of a text; nothing if it is shown whole.
   *
   * @param parent what it is put into, not within a paragraph or a heading
   * @param text any
   */
  public static void addWhole(Element parent, String text) {
    if (!cut(text, MOST).equals(text)) {
      Element details = parent.appendElement("details").addClass("whole");
      details.appendElement("summary").text("The whole name");
      details.appendElement("bdi").text(text);
    }
  }

  /**
   * The beginning and the end of a text: of a file's path either tells more than the middle.
   *
   * @param text any
   * @param most characters, at least 8
   * @return all of it if it is not longer
   */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int beginning = most * 2 / 3;
    int end = text.length() - (most - beginning - 1);
    return text.substring(0, beginning - (isWithinCharacter(text, beginning) ? 1 : 0))
        + "\u2026"
        + text.substring(end + (isWithinCharacter(text, end) ? 1 : 0));
  }

  private static boolean isWithinCharacter(String text, int index) {
    return Character.isLowSurrogate(text.charAt(index));
  }
}
