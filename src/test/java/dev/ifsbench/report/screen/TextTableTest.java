package dev.ifsbench.report.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a table, it fits on the screen and its numbers are whole. */
class TextTableTest {
  private static Screen screen(int width) {
    return new Screen(width, Glyphs.of(StandardCharsets.UTF_8), Style.PLAIN);
  }

  private static TextTable scores(Screen screen) {
    TextTable table = new TextTable(screen);
    table.add("handle", "ns/op", "difference, ns", "ratio", "verdict");
    table.add("BASE", "1234 [1200, 1270]", "", "", "");
    table.add(
        "PASS_THROUGH_INTERCEPTING",
        "1236 [1201, 1271]",
        "+1.60 [-3.21, +6.04]",
        "x1.001 [0.997, 1.005]",
        "undecided: run 7 more forks");
    return table;
  }

  @Test
  void aTableThatFitsIsOneLineARow() {
    assertThat(scores(screen(130)).lines())
        .hasSize(3)
        .last()
        .isEqualTo(
            "  PASS_THROUGH_INTERCEPTING  1236 [1201, 1271]  +1.60 [-3.21, +6.04]"
                + "  x1.001 [0.997, 1.005]  undecided: run 7 more forks");
  }

  @Test
  void theLastColumnIsBrokenBetweenWordsWhereThatIsEnough() {
    assertThat(scores(screen(115)).lines())
        .hasSize(4)
        .anyMatch(line -> line.endsWith("undecided: run 7 more"))
        .anyMatch(line -> line.isBlank() || line.strip().equals("forks"));
  }

  @Test
  void whatDoesNotFitStandsBeneathWithHeadingsOfItsOwn() {
    assertThat(scores(screen(80)).lines())
        .containsExactly(
            "  handle                     ns/op              difference, ns",
            "      ratio                  verdict",
            "  BASE                       1234 [1200, 1270]",
            "  PASS_THROUGH_INTERCEPTING  1236 [1201, 1271]  +1.60 [-3.21, +6.04]",
            "      x1.001 [0.997, 1.005]  undecided: run 7 more forks");
  }

  @Test
  void aTableIsFoldedWhereItWasAskedToBe() {
    TextTable table = scores(screen(80));
    table.foldBefore(2);

    assertThat(table.lines())
        .startsWith(
            "  handle                     ns/op",
            "      difference, ns        ratio                  verdict");
  }

  @Test
  void colouredCellsAreBrokenWithTheirColours() {
    Style style = Style.of(true, Map.of());
    TextTable table = new TextTable(new Screen(40, Glyphs.of(StandardCharsets.UTF_8), style));
    table.add("name", style.passed(false, "one two three four five six seven eight nine"));

    assertThat(table.lines())
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.matches(".*\u001b\\[31m.*\u001b\\[0m"));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 100, 120, 200})
  void noLineIsWiderThanTheScreenAndNoIntervalIsBroken(int width) {
    Random random = new Random(width);
    for (int trial = 0; trial < 200; trial++) {
      TextTable table = new TextTable(screen(width));
      int columns = 1 + random.nextInt(9);
      List<String> intervals = new ArrayList<>();
      for (int row = 0; row < 5; row++) {
        String[] cells = new String[columns];
        for (int i = 0; i < columns; i++) {
          cells[i] = cell(random);
          if (cells[i].startsWith("+")) {
            intervals.add(cells[i]);
          }
        }
        table.title("title " + "of many words ".repeat(random.nextInt(12)));
        table.add(cells);
      }
      List<String> lines = table.lines();
      assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
      assertThat(intervals).allSatisfy(each -> assertThat(String.join("\n", lines)).contains(each));
    }
  }

  private static String cell(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 ->
          String.format(Locale.ROOT, "+%d.5 [-1.2, +%d.7]", random.nextInt(90), random.nextInt(90));
      case 2 -> "word ".repeat(random.nextInt(20)).strip();
      default -> "n".repeat(1 + random.nextInt(150));
    };
  }
}
