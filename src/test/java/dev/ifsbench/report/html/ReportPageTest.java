package dev.ifsbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.report.SampleRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report as a browser shows it. Pictures of it are kept in target/screenshots. */
public class ReportPageTest {
  @TempDir static Path folder;
  private static Path file;
  private static Browser browser;

  @BeforeAll
  static void make() throws Exception {
    assumeTrue(
        Browser.isInstalled(), "chromium and chromedriver are not on PATH; scripts/test has them");
    file = Files.writeString(folder.resolve("report.html"), SampleRuns.everything(folder));
    browser = Browser.start(folder.resolve("profile"));
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.open(file);
  }

  @Test
  void theConsoleStaysEmptyAndNothingIsLoaded() {
    assertThat(browser.messages()).isEmpty();
    List<Object> loaded =
        browser.ask(
            "return performance.getEntriesByType('resource').map(r => r.name)"
                + ".filter(n => !n.startsWith('data:'))");
    assertThat(loaded).isEmpty();
  }

  @Test
  void everyChartIsDrawn() {
    List<Map<String, Object>> charts =
        browser.ask(
            """
            return [...document.querySelectorAll('.chart')].map(c => ({
              label: c.getAttribute('aria-label'),
              marks: c.querySelectorAll('svg path.mark').length,
              width: c.querySelector('svg').getBBox().width,
              bad: [...c.querySelectorAll('svg *')].flatMap(e => [...e.attributes])
                .filter(a => /NaN|undefined|Infinity/.test(a.value)).length}))
            """);

    assertThat(charts).hasSizeGreaterThan(10);
    assertThat(charts)
        .allSatisfy(
            chart -> {
              assertThat((Long) chart.get("marks")).isPositive();
              assertThat(((Number) chart.get("width")).doubleValue()).isGreaterThan(300);
              assertThat((Long) chart.get("bad")).isZero();
            });
  }

  @Test
  void scoresOnThePageAreThoseOfTheFile() throws IOException {
    JsonNode results =
        new ObjectMapper().readTree(folder.resolve("headline/jmh-result.json").toFile());
    for (JsonNode result : results) {
      JsonNode params = result.get("params");
      String title =
          "SendReceiveBenchmark.sendReceive, depth %s, transport %s"
              .formatted(params.get("depth").asText(), params.get("transport").asText());
      String kind = params.get("handle").asText();
      double expected = mean(result);

      assertThat(Double.parseDouble(inTable(title, kind)))
          .as("%s, %s in the table", title, kind)
          .isCloseTo(expected, within(1e-9));
      assertThat(inChart(title, kind))
          .as("%s, %s in the chart", title, kind)
          .startsWith("%s: %.1f ns/op [".formatted(kind, expected));
    }
  }

  /** Geometric. */
  private static double mean(JsonNode result) {
    return Math.exp(
        StreamSupport.stream(result.at("/primaryMetric/rawData").spliterator(), false)
            .mapToDouble(ReportPageTest::median)
            .map(Math::log)
            .average()
            .orElseThrow());
  }

  private static double median(JsonNode iterations) {
    List<Double> values = new ArrayList<>();
    iterations.forEach(value -> values.add(value.asDouble()));
    return values.stream().sorted().toList().get(1);
  }

  private static final String CARD =
      "const card = [...document.querySelectorAll('#scores article')]"
          + ".find(a => a.querySelector('h3').textContent === arguments[0]);";

  private static String inTable(String title, String kind) {
    return browser.ask(
        CARD
            + "return [...card.querySelectorAll('tbody tr')]"
            + ".find(r => r.cells[0].textContent === arguments[1]).querySelector('data').value",
        title,
        kind);
  }

  private static String inChart(String title, String kind) {
    return browser.ask(
        CARD
            + "return [...card.querySelectorAll('.chart')][0].querySelectorAll('title')"
            + "[arguments[2]].textContent",
        title,
        kind,
        SampleRuns.KINDS.indexOf(kind));
  }

  @Test
  void aMarkStandsWhereTheAxisSaysItsValueIs() {
    List<Map<String, Object>> marks =
        browser.ask(
            """
            const chart = document.querySelector('#scores .chart');
            const at = e => e.getBoundingClientRect().x + e.getBoundingClientRect().width / 2;
            const ticks = [...chart.querySelectorAll('.tick')].map(t =>
              [+t.textContent.replace('\\u2212', '-'), at(t.querySelector('line'))]);
            const [v0, x0] = ticks[0], [v1, x1] = ticks[ticks.length - 1];
            return [...chart.querySelectorAll('path.mark')].map(m => ({
              value: m.parentNode.parentNode.__data__.value,
              shown: v0 + (at(m) - x0) / (x1 - x0) * (v1 - v0)}))
            """);

    assertThat(marks).hasSize(3);
    assertThat(marks)
        .allSatisfy(
            mark ->
                assertThat(((Number) mark.get("shown")).doubleValue())
                    .isCloseTo(((Number) mark.get("value")).doubleValue(), within(0.5)));
  }

  @Test
  void hostileNamesAreShownAsTheyAreAndRunNothing() {
    String title = browser.ask("return document.title");
    assertThat(title).isEqualTo("What a Winsock layer costs: ifsbench");
    long pictures = browser.<Long>ask("return document.images.length");
    assertThat(pictures).isZero();
    List<String> headings =
        browser.ask("return [...document.querySelectorAll('h3')].map(h => h.textContent)");
    assertThat(headings).anyMatch(heading -> heading.contains(SampleRuns.HOSTILE));
    List<String> drawn =
        browser.ask("return [...document.querySelectorAll('svg title')].map(t => t.textContent)");
    assertThat(drawn).anyMatch(text -> text.contains(SampleRuns.HOSTILE));
  }

  @ParameterizedTest
  @CsvSource({"light, 1200", "dark, 1200", "light, 360", "dark, 360"})
  void thePageFitsTheScreenAndItsTextStandsOutFromTheGround(String colours, int width)
      throws IOException {
    browser.show(colours, width);

    browser.picture("report-%s-%d.png".formatted(colours, width));
    long scrolled =
        browser.<Long>ask(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(scrolled).as("pixels beyond the right edge").isZero();
    double contrast = ((Number) browser.ask(LEAST_CONTRAST)).doubleValue();
    assertThat(contrast).as("WCAG's contrast of the faintest text").isGreaterThanOrEqualTo(4.5);
  }

  /** Of all elements that hold text: its luminance against that of the nearest opaque ground. */
  private static final String LEAST_CONTRAST =
      """
      const rgb = c => c.match(/[\\d.]+/g).map(Number);
      const part = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
      const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
      const ground = e => {
        for (; e; e = e.parentElement) {
          const c = rgb(getComputedStyle(e).backgroundColor);
          if (c.length === 3 || c[3] === 1) return c;
        }
        return [255, 255, 255];
      };
      const ofText = e => e.closest('svg') ? getComputedStyle(e).fill : getComputedStyle(e).color;
      return Math.min(...[...document.querySelectorAll('body *:not(script)')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .filter(e => !e.closest('svg') || e.tagName === 'text')
        .map(e => [light(rgb(ofText(e))), light(ground(e))])
        .map(([a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)));
      """;

  @Test
  void aScreenReaderFindsLandmarksHeadingsAndTheTextOfCharts() {
    List<Map<String, Object>> nodes = accessibilityTree();

    assertThat(nodes.stream().map(ReportPageTest::role))
        .contains(
            "banner", "navigation", "main", "contentinfo", "heading", "table", "columnheader");
    List<Map<String, Object>> charts =
        nodes.stream().filter(node -> role(node).equals("image")).toList();
    long drawn = browser.<Long>ask("return document.querySelectorAll('.chart').length");
    assertThat(charts).hasSize((int) drawn);
    assertThat(charts).allSatisfy(chart -> assertThat(name(chart)).isNotBlank());
    List<Object> levels =
        browser.ask("return [...document.querySelectorAll('h1, h2, h3')].map(h => h.tagName)");
    assertThat(levels.get(0)).isEqualTo("H1");
    assertThat(levels.get(1)).isEqualTo("H2");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> accessibilityTree() {
    browser.devTools("Accessibility.enable", Map.of());
    List<Map<String, Object>> nodes =
        (List<Map<String, Object>>)
            browser.devTools("Accessibility.getFullAXTree", Map.of()).get("nodes");
    return nodes.stream().filter(node -> Boolean.FALSE.equals(node.get("ignored"))).toList();
  }

  private static String role(Map<String, Object> node) {
    return String.valueOf(((Map<?, ?>) node.get("role")).get("value"));
  }

  private static String name(Map<String, Object> node) {
    return String.valueOf(((Map<?, ?>) node.get("name")).get("value"));
  }

  @Test
  void theKeyboardReachesLinksTablesAndWhatCanBeOpened() {
    press("Tab");
    String first = browser.ask("return document.activeElement.className");
    assertThat(first).isEqualTo("skip");
    long hidden =
        browser.<Long>ask("return document.activeElement.getBoundingClientRect().x < 0 ? 1 : 0");
    assertThat(hidden).as("the focused link is out of sight").isZero();
    long unreachable =
        browser.<Long>ask(
            "return [...document.querySelectorAll('.scroll')].filter(e => e.tabIndex !== 0).length");
    assertThat(unreachable).isZero();
    browser.ask("document.querySelector('#calls summary').focus()");
    press("Enter");
    boolean open = browser.ask("return document.querySelector('#calls details').open");
    assertThat(open).isTrue();
  }

  private static void press(String key) {
    String text = key.equals("Enter") ? "\r" : "";
    browser.devTools(
        "Input.dispatchKeyEvent",
        Map.of(
            "type", "keyDown",
            "key", key,
            "code", key,
            "text", text,
            "windowsVirtualKeyCode", key.equals("Tab") ? 9 : 13));
    browser.devTools("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
  }

  @Test
  void chartsAreDrawnToTheWidthThatTheyHave() {
    browser.show("light", 360);

    long narrow =
        browser.<Long>ask("return document.querySelector('.chart svg').viewBox.baseVal.width");
    long room = browser.<Long>ask("return document.querySelector('.chart').clientWidth");
    assertThat(narrow).isEqualTo(room).isLessThan(360);
  }

  @Test
  void itPrintsInSeveralPagesWithEverythingOpen() throws IOException {
    // Asked after the page's own listener, which was added first.
    browser.ask(
        """
        addEventListener('beforeprint', () => {
          window.closedOnPaper = document.querySelectorAll('details:not([open])').length;
          window.emptyOnPaper = [...document.querySelectorAll('details table')]
            .filter(t => t.getBoundingClientRect().height === 0).length;
        })
        """);
    int whole = pages(browser.print("report.pdf"));

    assertThat(browser.<Long>ask("return window.closedOnPaper")).isZero();
    assertThat(browser.<Long>ask("return window.emptyOnPaper")).isZero();
    boolean stillOpen = browser.ask("return !!document.querySelector('details[open]')");
    assertThat(stillOpen).as("what was opened for the printer is closed again").isFalse();
    assertThat(whole).isGreaterThan(1);
    browser.ask(
        """
        const tall = document.createElement('div');
        tall.style.height = '4000px';
        document.querySelector('details').append(tall);
        """);
    assertThat(pages(browser.print("report-longer.pdf")))
        .as("pages, with a closed part that is several pages high")
        .isGreaterThanOrEqualTo(whole + 2);
  }

  private static int pages(Path pdf) throws IOException {
    String text = Files.readString(pdf, StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("%PDF");
    return (int) Pattern.compile("/Type\\s*/Page\\b").matcher(text).results().count();
  }

  @Test
  void percentilesOnThePageAreThoseOfTheLog() throws IOException {
    Map<String, Histogram> totals = new TreeMap<>();
    try (HistogramLogReader log =
        new HistogramLogReader(folder.resolve("latency/latency.hlog").toFile())) {
      for (EncodableHistogram next = log.nextIntervalHistogram();
          next != null;
          next = log.nextIntervalHistogram()) {
        totals.merge(
            next.getTag(),
            (Histogram) next,
            (sum, more) -> {
              sum.add(more);
              return sum;
            });
      }
    }
    assertThat(totals).hasSize(4);
    totals.forEach(
        (tag, total) -> {
          String kind = tag.contains("WRAPPED") ? "WRAPPED" : "BASE";
          String title =
              "UNIX, 64B, depth1: "
                  + (tag.endsWith(".response") ? "response" : "service")
                  + " time";
          List<List<Object>> curve =
              browser.ask(
                  ANY_CARD + "return dataOf(card).lines.find(l => l.label === arguments[1]).points",
                  title,
                  kind);
          assertThat(curve).hasSizeGreaterThan(20);
          for (List<Object> point : curve) {
            double oneIn = ((Number) point.get(0)).doubleValue();
            double expected = total.getValueAtPercentile(100 - 100 / oneIn) / 1000.0;
            assertThat(((Number) point.get(1)).doubleValue())
                .as("%s, one in %s", tag, oneIn)
                .isCloseTo(expected, withinPercentage(1));
          }
          String max =
              browser.ask(
                  ANY_CARD
                      + "const row = [...card.querySelectorAll('tbody tr')]"
                      + ".find(r => r.cells[0].textContent === arguments[1]);"
                      + "return [...row.querySelectorAll('data')].at(-2).value",
                  title,
                  kind);
          assertThat(Double.parseDouble(max)).isCloseTo(total.getMaxValue() / 1000.0, within(1e-9));
        });
  }

  @Test
  void costByDepthOnThePageIsThatOfTheFile() throws IOException {
    JsonNode results =
        new ObjectMapper().readTree(folder.resolve("headline/jmh-result.json").toFile());
    for (JsonNode result : results) {
      JsonNode params = result.get("params");
      String kind = params.get("handle").asText();
      int depth = params.get("depth").asInt();
      String title =
          "By depth: SendReceiveBenchmark.sendReceive, transport "
              + params.get("transport").asText();
      Map<String, Object> shown =
          browser.ask(
              ANY_CARD
                  + """
                  const line = dataOf(card).lines.find(l => l.label === arguments[1]);
                  const heads = [...card.querySelectorAll('thead th')].map(h => h.textContent);
                  const row = [...card.querySelectorAll('tbody tr')]
                    .find(r => r.cells[0].textContent === String(arguments[2]));
                  const at = heads.findIndex(h => h.startsWith(arguments[1] + ','));
                  return {chart: line.points.find(p => p.x === arguments[2]).value,
                    table: +row.cells[at].querySelector('data').value};
                  """,
              title,
              kind,
              depth);
      double expected = mean(result);
      assertThat(((Number) shown.get("chart")).doubleValue()).isCloseTo(expected, within(1e-9));
      assertThat(((Number) shown.get("table")).doubleValue()).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void historyOnThePageIsThatOfTheRuns() {
    Trend history = SampleRuns.history();
    List<String> table =
        browser.ask("return [...document.querySelectorAll('#history data')].map(d => d.value)");
    List<String> drawn =
        browser.ask(
            "return [...document.querySelectorAll('#history svg g > title')].map(t => t.textContent)");
    assertThat(table).hasSameSizeAs(history.points());
    assertThat(drawn).hasSameSizeAs(history.points());
    for (int i = 0; i < table.size(); i++) {
      double score = history.points().get(i).score().estimate();
      assertThat(Double.parseDouble(table.get(i))).isEqualTo(score);
      assertThat(drawn.get(i)).contains(": %.1f ns/op [".formatted(score));
    }
    String text = browser.ask("return document.querySelector('#history article').textContent");
    assertThat(text)
        .contains("+7.9%: slower (p = 0.0001)", "+3.7%: slower, suspected (p = 0.0123)");
    List<String> marks =
        browser.ask(
            "return [...document.querySelectorAll('#history svg > text.halo')].map(t => t.textContent)");
    assertThat(marks).containsExactly("\u25b2 +7.9%", "\u25b2 +3.7%?");
  }

  /** The card with a title, and what its first chart was given. */
  private static final String ANY_CARD =
      """
      const card = [...document.querySelectorAll('article')]
        .find(a => a.querySelector('h3').textContent === arguments[0]);
      const dataOf = c => JSON.parse(document.getElementById('charts').textContent)
        .find(d => d.id === c.querySelector('.chart').id);
      """;
}
