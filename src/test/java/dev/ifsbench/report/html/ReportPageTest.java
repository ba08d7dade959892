package dev.ifsbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.report.SampleRuns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
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
  private static Path reference;
  private static Browser browser;

  @BeforeAll
  static void make() throws Exception {
    assumeTrue(
        Browser.isInstalled(), "chromium and chromedriver are not on PATH; scripts/test has them");
    file = Files.writeString(folder.resolve("report.html"), SampleRuns.everything(folder));
    Path run = Path.of("results", "reference", "20261129T083445Z-headline");
    assumeTrue(Files.isDirectory(run), "the current folder is not the checkout");
    reference =
        Files.writeString(
            folder.resolve("reference.html"),
            HtmlReport.of(new ReportContent(List.of(SampleRuns.read(run)), List.of(), List.of())));
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
              marks: c.querySelectorAll('svg path.mark, svg path.level').length,
              width: c.querySelector('.area').getBoundingClientRect().width,
              bad: [...c.querySelectorAll('svg *')].flatMap(e => [...e.attributes])
                .filter(a => /NaN|undefined|Infinity/.test(a.value)).length}))
            """);

    assertThat(charts).hasSize(6);
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
      String card = "Transport " + params.get("transport").asText();
      String setting = "SendReceiveBenchmark.sendReceive, depth " + params.get("depth").asText();
      String kind = params.get("handle").asText();

      assertThat(Double.parseDouble(inTable(card, setting, kind)))
          .as("%s, %s, %s in the table", card, setting, kind)
          .isCloseTo(mean(result), within(1e-9));
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

  private static String inTable(String title, String setting, String kind) {
    return browser.ask(
        CARD
            + "const table = [...card.querySelectorAll('table')].at(-1);"
            + "return [...table.querySelectorAll('tbody tr')]"
            + ".find(r => r.cells[0].textContent === arguments[1]"
            + " && r.cells[1].textContent === arguments[2]).querySelector('data').value",
        title,
        setting,
        kind);
  }

  @Test
  void aMarkStandsWhereTheAxisSaysItsRatioIs() {
    List<Map<String, Object>> marks =
        browser.ask(
            """
            const table = document.querySelector('#scores table');
            const middle = e => e.getBoundingClientRect().x + e.getBoundingClientRect().width / 2;
            const ticks = [...table.querySelectorAll('thead .plot text')].map(t =>
              [Math.log(+t.textContent.slice(1)), middle(t)]);
            const [v0, x0] = ticks[0], [v1, x1] = ticks[ticks.length - 1];
            return [...table.querySelectorAll('tbody tr')].map(row => ({
              value: Math.log(+row.querySelector('data').value),
              shown: v0 + (middle(row.querySelector('path.mark')) - x0) / (x1 - x0) * (v1 - v0)}))
            """);

    assertThat(marks).hasSize(6);
    assertThat(marks)
        .allSatisfy(
            mark ->
                assertThat(((Number) mark.get("shown")).doubleValue())
                    .isCloseTo(((Number) mark.get("value")).doubleValue(), within(0.03)));
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
    assertThat(drawn).anyMatch(text -> text.contains("</script><script>document.title="));
  }

  @ParameterizedTest
  @CsvSource({
    "light, 1440",
    "dark, 1440",
    "light, 768",
    "dark, 768",
    "light, 375",
    "dark, 375",
    "light, 320"
  })
  void thePageFitsTheScreenAndItsTextStandsOutFromTheGround(String colours, int width)
      throws IOException {
    browser.open(reference);
    browser.show(colours, width);
    browser.picture("reference-%s-%d.png".formatted(colours, width));
    browser.open(file);
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
        nodes.stream().filter(node -> Set.of("image", "slider").contains(role(node))).toList();
    long drawn = browser.<Long>ask("return document.querySelectorAll('.chart').length");
    assertThat(charts).hasSize((int) drawn);
    assertThat(charts).allSatisfy(chart -> assertThat(name(chart)).isNotBlank());
    assertThat(nodes.stream().filter(node -> role(node).equals("link")))
        .extracting(ReportPageTest::name)
        .doesNotContain("#")
        .anySatisfy(name -> assertThat(name).startsWith("Link to "));
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
    press("Tab", 9);
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
    press("Enter", 13);
    boolean open = browser.ask("return document.querySelector('#calls details').open");
    assertThat(open).isTrue();
  }

  private static void press(String key, int code) {
    String text = key.equals("Enter") ? "\r" : "";
    browser.devTools(
        "Input.dispatchKeyEvent",
        Map.of(
            "type", "keyDown",
            "key", key,
            "code", key,
            "text", text,
            "windowsVirtualKeyCode", code));
    browser.devTools("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
  }

  @Test
  void textKeepsItsSizeOnEveryScreenAndIsNeverSmallerThanTwelvePixels() {
    for (int width : new int[] {375, 1440}) {
      browser.show("light", width);
      double least =
          ((Number)
                  browser.ask(
                      """
                      return Math.min(...[...document.querySelectorAll('body *')]
                        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                        .filter(e => e.getClientRects().length)
                        .map(e => parseFloat(getComputedStyle(e).fontSize)
                          * (e.closest('svg') ? e.closest('svg').getScreenCTM().d : 1)))
                      """))
              .doubleValue();
      assertThat(least).as("pixels at %d", width).isGreaterThanOrEqualTo(12);
    }
  }

  @Test
  void onAPhoneARowIsAStackWithTheVerdictFirst() {
    browser.show("light", 375);
    List<Boolean> first =
        browser.ask(
            """
            return [...document.querySelectorAll('#scores tbody tr')]
              .filter(r => r.querySelector('td.verdict'))
              .map(r => [...r.cells].every(c => c.getBoundingClientRect().top
                >= r.querySelector('td.verdict').getBoundingClientRect().top))
            """);
    assertThat(first).hasSizeGreaterThan(6).containsOnly(true);
    long beside =
        browser.<Long>ask(
            """
            return [...document.querySelectorAll('#scores tbody tr')].filter(r =>
              new Set([...r.cells].filter(c => c.offsetHeight).map(c => c.offsetLeft)).size > 1).length
            """);
    assertThat(beside).as("rows with cells beside each other").isZero();
  }

  @Test
  void onAPhoneTheBarsOfTheMatrixStandBeneathEachOther() {
    browser.open(reference);
    browser.show("light", 375);
    List<Number> lefts =
        browser.ask(
            """
            return [...document.querySelectorAll('#glance .bar')]
              .map(b => Math.round(b.getBoundingClientRect().left))
            """);
    assertThat(lefts).hasSizeGreaterThan(20);
    assertThat(lefts.stream().distinct()).hasSize(1);
  }

  @Test
  void onAPhoneTheMatrixBeginsInTheFirstViewport() {
    browser.open(reference);
    browser.show("light", 375);
    double caption =
        ((Number)
                browser.ask(
                    "return document.querySelector('#glance caption').getBoundingClientRect().bottom"))
            .doubleValue();
    assertThat(caption).isLessThan(812);
  }

  @Test
  void onATabletEachColumnOfTheMatrixAndTheScoresIsInView() {
    browser.open(reference);
    browser.show("light", 768);
    long cut =
        browser.<Long>ask(
            """
            return [...document.querySelectorAll('#glance .scroll, #scores .scroll')]
              .filter(f => f.scrollWidth > f.clientWidth).length
            """);
    assertThat(cut).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1440", "375"})
  void theFirstViewportHoldsTheAnswerTheWorstRegressionAndTheMachine(int width) {
    browser.show("light", width);
    List<Number> bottoms =
        browser.ask(
            """
            return ['.answer', '.worst', '.source'].map(q =>
              document.querySelector('#glance ' + q).getBoundingClientRect().bottom)
            """);
    assertThat(bottoms).allSatisfy(bottom -> assertThat(bottom.doubleValue()).isLessThan(812));
    double matrix =
        ((Number)
                browser.ask(
                    "return document.querySelector('#glance tbody tr').getBoundingClientRect().top"))
            .doubleValue();
    assertThat(matrix).isLessThan(900);
  }

  /** Brings a chart near the screen, so that the script takes it on. */
  private static void reach(String chart) {
    browser.ask("document.querySelector(arguments[0]).scrollIntoView()", chart);
    boolean isTaken = false;
    for (int frames = 0; !isTaken && frames < 200; frames++) {
      browser.show("light", 1200);
      isTaken =
          browser.ask("return document.querySelector(arguments[0] + ' + output') !== null", chart);
    }
    assertThat(isTaken).as("the script has taken on %s", chart).isTrue();
  }

  @Test
  void arrowKeysGoFromValueToValueAndTellThem() {
    reach("#cost .chart");
    browser.ask("document.querySelector('#cost .chart').focus()");
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      press("ArrowRight", 39);
      told.add(browser.ask("return document.querySelector('#cost output').textContent"));
    }
    assertThat(told.get(0)).startsWith("BASE, depth 1: 21.3 [");
    assertThat(told.get(1)).startsWith("PASS_THROUGH, depth 1: 21.8 [");
    assertThat(told.get(2)).startsWith("WRAPPED, depth 1: 96.3 [");
    assertThat(told.get(3)).startsWith("BASE, depth 2: 21.3 [");
  }

  @Test
  void aScreenReaderLetsTheArrowKeysThroughToAChartAndIsToldItsValues() {
    reach("#cost .chart");
    browser.ask("document.querySelector('#cost .chart').focus()");
    assertThat(focusedChart()).startsWith("slider, chart, 0: ").contains(" values; the arrow keys");

    press("ArrowRight", 39);
    press("ArrowRight", 39);

    assertThat(focusedChart()).startsWith("slider, chart, 2: PASS_THROUGH, depth 1: 21.8 [");
  }

  /** What it is to a screen reader, its value as a number, and its value in words. */
  private static String focusedChart() {
    return browser.ask(
        """
        const get = name => document.activeElement.getAttribute(name);
        return get('role') + ', ' + get('aria-roledescription') + ', ' + get('aria-valuenow') + ': '
          + get('aria-valuetext')
        """);
  }

  @Test
  void thePointerTellsTheNearestRunOfTheHistory() {
    reach("#history .chart");
    String told =
        browser.ask(
            """
            const area = document.querySelector('#history .area');
            const box = area.getBoundingClientRect();
            area.dispatchEvent(new PointerEvent('pointermove', {bubbles: true,
              clientX: box.left + box.width * 18.5 / 30, clientY: box.top + 100}));
            return document.querySelector('#history output').textContent;
            """);
    assertThat(told)
        .isEqualTo("score, 0000000000, 2026-01-19: 108.0 [106.0, 110.0] ns/op (run-19)");
  }

  @Test
  void aSeriesCanBeSwitchedOffAndOn() {
    reach("#cost .chart");
    String visible =
        "const chart = document.querySelector('#cost .chart');"
            + "return [...chart.querySelectorAll('.area .s3')]"
            + ".filter(e => getComputedStyle(e).display !== 'none').length";
    long before = browser.<Long>ask(visible);
    String click =
        "const chart = document.querySelector('#cost .chart');"
            + "const b = chart.parentElement.querySelector('li[data-series=s3] button'); b.click();"
            + "return b.getAttribute('aria-pressed')";

    assertThat(before).isPositive();
    assertThat(browser.<String>ask(click)).isEqualTo("false");
    assertThat(browser.<Long>ask(visible)).isZero();
    assertThat(browser.<String>ask(click)).isEqualTo("true");
    assertThat(browser.<Long>ask(visible)).isGreaterThanOrEqualTo(before);
  }

  @Test
  void onAnotherScaleAMarkStandsAtTheSameNumber() {
    reach("#cost .chart");
    String shown =
        """
        const chart = document.querySelector('#cost .chart');
        const log = chart.classList.contains('flipped');
        const middle = e => e.getBoundingClientRect().y + e.getBoundingClientRect().height / 2;
        const f = log ? Math.log : v => v;
        const ticks = [...chart.querySelectorAll('.scale .tick')]
          .filter(t => getComputedStyle(t).display !== 'none')
          .map(t => [f(+t.textContent.replace(/,/g, '')), middle(t)]);
        const [v0, y0] = ticks[0], [v1, y1] = ticks[ticks.length - 1];
        const mark = [...chart.querySelectorAll('.s3 path.mark')].at(-1);
        const v = v0 + (middle(mark) - y0) / (y1 - y0) * (v1 - v0);
        return log ? Math.exp(v) : v;
        """;
    double linear = ((Number) browser.ask(shown)).doubleValue();
    browser.ask(
        "[...document.querySelectorAll('#cost .controls button')]"
            + ".find(b => b.textContent === 'Logarithmic').click()");
    double logarithmic = ((Number) browser.ask(shown)).doubleValue();

    assertThat(linear).isCloseTo(246.3, withinPercentage(2));
    assertThat(logarithmic).isCloseTo(246.3, withinPercentage(4));
  }

  @Test
  void zoomShowsAPartAndTheWholeAgain() {
    reach("#history .chart");
    String zoom =
        "[...document.querySelectorAll('#history .controls button')]"
            + ".find(b => b.textContent === arguments[0]).click();"
            + "return document.querySelector('#history .wide').getAttribute('viewBox')";

    assertThat(browser.<String>ask(zoom, "Zoom in")).isEqualTo("250 0 500 300");
    assertThat(browser.<String>ask(zoom, "Zoom in")).isEqualTo("375 0 250 300");
    assertThat(browser.<String>ask(zoom, "Whole")).isEqualTo("0 0 1000 300");
  }

  @Test
  void searchFilterAndOrderAreInTheAddressAndComeBackFromIt() {
    browser.ask(
        """
        const search = document.querySelector('input[type=search]');
        search.value = 'depth 3';
        search.dispatchEvent(new Event('input'));
        const select = [...document.querySelectorAll('.tools label')]
          .find(l => l.textContent.startsWith('transport')).querySelector('select');
        select.value = '=NONE';
        select.dispatchEvent(new Event('change'));
        """);
    String shown =
        "return [...document.querySelectorAll('#scores tbody tr')]"
            + ".filter(r => r.getClientRects().length).map(r => r.cells[0].textContent)";
    List<String> rows = browser.ask(shown);
    assertThat(rows).hasSize(6).allMatch(text -> text.contains("depth 3"));
    String address = browser.ask("return location.hash");
    assertThat(address).contains("q=depth+3", "p=transport%3DNONE");

    browser.open(file);
    browser.ask("location.hash = arguments[0]", address);
    browser.show("light", 1200);
    assertThat(browser.<List<String>>ask(shown)).isEqualTo(rows);
  }

  @Test
  void aTableIsSortedByTheColumnThatIsChosen() {
    List<String> scores =
        browser.ask(
            """
            const table = [...document.querySelector('#scores article').querySelectorAll('table')].at(-1);
            [...table.querySelectorAll('thead button')].find(b => b.textContent === 'score').click();
            return [...table.querySelectorAll('tbody tr')].map(r => r.querySelector('data').value);
            """);
    assertThat(scores).hasSize(9).extracting(Double::parseDouble).isSorted();
    assertThat(browser.<String>ask("return location.hash")).contains("s=");
  }

  @ParameterizedTest
  @CsvSource({"light, 1440", "dark, 1440", "light, 768", "dark, 768", "light, 375", "dark, 375"})
  void axeHasNoFindings(String colours, int width) throws IOException {
    String axe = axe();
    for (Path page : List.of(file, reference)) {
      browser.open(page);
      browser.show(colours, width);
      assertThat(browser.findings(axe)).as(page.getFileName().toString()).isEmpty();
    }
  }

  private static String axe() throws IOException {
    try (InputStream script =
        Objects.requireNonNull(ReportPageTest.class.getResourceAsStream("/axe.min.js"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
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
                  const heads = [...card.querySelectorAll('thead th')].map(h => h.textContent);
                  const row = [...card.querySelectorAll('tbody tr')]
                    .find(r => r.cells[0].textContent === String(arguments[2]));
                  const at = heads.findIndex(h => h.startsWith(arguments[1] + ','));
                  const told = [...card.querySelectorAll('.area title')].map(t => t.textContent)
                    .find(t => t.startsWith(arguments[1] + ', depth ' + arguments[2] + ': '));
                  return {chart: told, table: +row.cells[at].querySelector('data').value};
                  """,
              title,
              kind,
              depth);
      double expected = mean(result);
      assertThat((String) shown.get("chart"))
          .contains(String.format(Locale.ROOT, ": %.1f [", expected));
      assertThat(((Number) shown.get("table")).doubleValue()).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void historyOnThePageIsThatOfTheRuns() {
    Trend history = SampleRuns.history();
    List<String> table =
        browser.ask("return [...document.querySelectorAll('#history data')].map(d => d.value)");
    assertThat(table).hasSize(history.points().size() + history.changes().size());
    table = table.subList(history.changes().size(), table.size());
    for (int i = 0; i < table.size(); i++) {
      assertThat(Double.parseDouble(table.get(i)))
          .isEqualTo(history.points().get(i).score().estimate());
    }
    String text = browser.ask("return document.querySelector('#history article').textContent");
    assertThat(text)
        .contains("+7.9%: slower (p = 0.0001)", "+3.7%: slower, suspected (p = 0.0123)");
    List<String> marks =
        browser.ask(
            "return [...document.querySelectorAll('#history .area > text.halo')].map(t => t.textContent)");
    assertThat(marks).containsExactly("\u25b2 +7.9%", "\u25b2 +3.7%?");
  }

  /** The card with a title. */
  private static final String ANY_CARD =
      """
      const card = [...document.querySelectorAll('article')]
        .find(a => a.querySelector('h3').textContent === arguments[0]);
      """;
}
