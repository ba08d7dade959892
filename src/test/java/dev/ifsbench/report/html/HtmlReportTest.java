package dev.ifsbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.report.SampleRuns;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file as a parser sees it; {@link ReportPageTest} looks at it as a browser does. */
class HtmlReportTest {
  @TempDir static Path folder;
  private static String text;
  private static Document page;

  @BeforeAll
  static void make() throws Exception {
    text = SampleRuns.everything(folder);
    page = Jsoup.parse(text);
  }

  @Test
  void nothingInTheFileRefersToAnythingOutsideOfIt() {
    assertThat(page.select("[src], [srcset], [data], [action], [style], object, iframe, base"))
        .isEmpty();
    assertThat(page.select("[href]").eachAttr("href"))
        .allMatch(reference -> reference.startsWith("#") || reference.equals("data:,"));
    assertThat(page.select("a[href^=#]").eachAttr("href"))
        .allSatisfy(link -> assertThat(page.select(link)).hasSize(1));
    assertThat(page.selectFirst("style").data()).doesNotContain("url(", "@import");
  }

  @Test
  void thePolicyAllowsTheFilesOwnScriptsAndStyleAndNothingElse() throws Exception {
    String policy = page.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content");

    assertThat(policy).startsWith("default-src 'none';").doesNotContain("unsafe", "*", "http");
    List<Element> run = page.select("script:not([type])");
    assertThat(run).hasSize(1);
    for (Element script : run) {
      assertThat(policy).contains(hash(script.data()));
    }
    assertThat(policy).contains(hash(page.selectFirst("style").data()));
  }

  private static String hash(String inline) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  @Test
  void hostileNamesAreTextAndNothingElse() {
    assertThat(page.select("img, script:contains(pwned), [onerror]")).isEmpty();
    assertThat(page.select("h3").eachText())
        .anyMatch(title -> title.contains("</script><script>document.title='pwned'</script>"));
    assertThat(text).doesNotContain("<script>document.title");
  }

  @Test
  void theEmbeddedRunsAreJsonThatCannotEndItsElement() throws Exception {
    String data = page.selectFirst("script#runs").data();

    assertThat(data).doesNotContain("<", ">", "\u2028", "\u2029");
    assertThat(new ObjectMapper().readTree(data)).hasSize(30);
  }

  @Test
  void everyChartIsDrawnWithoutAScriptAndHasItsTextAndATableBesideIt() {
    assertThat(page.select(".chart")).hasSize(6);
    for (Element chart : page.select(".chart")) {
      assertThat(chart.attr("role")).isEqualTo("img");
      assertThat(chart.attr("aria-label")).isNotBlank();
      assertThat(chart.select("svg path")).isNotEmpty();
      assertThat(chart.closest("article").select("table caption")).isNotEmpty();
    }
    assertThat(page.select("svg *").eachAttr("d")).noneMatch(path -> path.contains("NaN"));
    assertThat(page.select("thead th:not([scope=col]), tbody th:not([scope=row])")).isEmpty();
  }

  @Test
  void noPartOfThePageHasAStyleOfItsOwn() {
    assertThat(page.select("[style], svg style")).isEmpty();
  }

  @Test
  void theRatiosOfEachTransportShareAnAxisAndTheLargestEffectComesFirst() throws Exception {
    Document reference = reference();

    assertThat(reference.select("#scores h3").eachText())
        .containsExactly("Transport TCP", "Transport UNIX", "Transport NONE");
    for (Element card : reference.select("#scores article")) {
      Element forest = card.selectFirst("table");
      assertThat(forest.select("tbody tr")).hasSize(9);
      assertThat(forest.select("tbody data").eachAttr("value"))
          .extracting(value -> Math.abs(Math.log(Double.parseDouble(value))))
          .isSortedAccordingTo(Comparator.reverseOrder());
      assertThat(card.select("td.plot .band").eachAttr("x")).hasSizeGreaterThan(9);
      assertThat(card.select("td.plot .band").eachAttr("x").stream().distinct()).hasSize(1);
      assertThat(forest.select("td.plot text")).as("labels are in columns of their own").isEmpty();
      assertThat(card.select("table").last().select("tbody tr")).hasSize(12);
    }
  }

  @Test
  void everyCardHasAPlaceOfItsOwnAndALinkToIt() {
    List<Element> cards = page.select("article.card");

    assertThat(cards).hasSizeGreaterThan(8);
    assertThat(cards).extracting(Element::id).doesNotHaveDuplicates().allMatch(id -> !id.isEmpty());
    assertThat(cards)
        .allSatisfy(
            card ->
                assertThat(card.selectFirst(".anchor").attr("href")).isEqualTo("#" + card.id()));
  }

  @Test
  void aNameOfTenThousandCharactersIsCutWithTheWholeAtHand() throws Exception {
    String name = "org.example.Long." + "\u05d0b".repeat(5000);
    Path results = folder.resolve("long.json");
    Files.writeString(
        results,
        """
        [{"benchmark": "%s", "mode": "avgt", "threads": 1, "params": {"handle": "%s"},
          "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1.5], [1.6]]}}]
        """
            .formatted(name, name));
    Document longest =
        Jsoup.parse(
            HtmlReport.of(
                new ReportContent(List.of(SampleRuns.read(results)), List.of(), List.of())));

    for (Element cell : longest.select("#scores tbody th, #scores tbody td:has(.whole)")) {
      assertThat(cell.selectFirst("> bdi").text()).hasSizeLessThanOrEqualTo(160).contains("\u2026");
      assertThat(cell.selectFirst("details.whole bdi").text()).contains("\u05d0b".repeat(5000));
    }
    assertThat(longest.select("#scores details.whole")).hasSize(2);
  }

  @Test
  void timesAreInTheUnitThatFitsAndDigitsAreGrouped() throws Exception {
    Path results = folder.resolve("units.json");
    Files.writeString(
        results,
        """
        [{"benchmark": "a.B.slow", "mode": "avgt", "threads": 1, "params": {"handle": "BASE"},
          "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1234567], [1234567]]}},
         {"benchmark": "a.B.many", "mode": "thrpt", "threads": 1, "params": {"handle": "BASE"},
          "primaryMetric": {"scoreUnit": "ops/s", "rawData": [[2500000], [2500000]]}},
         {"benchmark": "a.B.bytes", "mode": "avgt", "threads": 1, "params": {"handle": "BASE"},
          "primaryMetric": {"scoreUnit": "B/op", "rawData": [[1234567], [1234567]]}}]
        """);
    Document units =
        Jsoup.parse(
            HtmlReport.of(
                new ReportContent(List.of(SampleRuns.read(results)), List.of(), List.of())));

    assertThat(units.select("#scores tbody data").eachText())
        .anyMatch(text -> text.matches("1\\.23 \\[.*] ms/op"))
        .anyMatch(text -> text.matches("2\\.50 \\[.*] million ops/s"))
        .anyMatch(text -> text.matches("1,234,567 \\[.*] B/op"));
    assertThat(units.select("#scores tbody data").eachAttr("value"))
        .as("exact, in the file's unit")
        .anyMatch(value -> Math.abs(Double.parseDouble(value) - 1234567) < 0.01);
  }

  @Test
  void theWorstRegressionIsSaidAtTheTopAndTheListOfChangesComesFirst() {
    assertThat(page.selectFirst("#glance .worst").text())
        .startsWith("Worst regression of the history: \u25b2 +7.9% slower at ");
    assertThat(
            page.selectFirst("#history .card").previousElementSiblings().select("caption").text())
        .isEqualTo("All changes of level, the worst first");
    assertThat(
            page.select("#history caption + thead + tbody").first().select(".verdict").eachText())
        .containsExactly("\u25b2 +7.9% slower", "\u25b2 +3.7% slower, suspected");
  }

  @Test
  void commitsAreLinkedWhereTheRepositorysAddressIsKnown() {
    ReportContent content =
        new ReportContent(List.of(), List.of(), List.of(SampleRuns.history()))
            .linkedTo(Optional.of(URI.create("https://example.org/owner/name/")));
    Document linked = Jsoup.parse(HtmlReport.of(content));

    assertThat(linked.select("#history a[href^=https]").eachAttr("href"))
        .contains("https://example.org/owner/name/commit/" + "%040x".formatted(0x1234567L * 19))
        .allMatch(link -> link.matches("https://example.org/owner/name/commit/[0-9a-f]{40}"));
    assertThat(page.select("a[href^=http]")).isEmpty();
  }

  @Test
  void everySettingIsAtAGlanceAndTheLargestEffectComesFirst() throws Exception {
    Document reference = reference();

    assertThat(reference.select("#glance .answer").eachText())
        .containsExactly(
            "PASS_THROUGH against BASE: equal within \u00b11% in 1 of 9, undecided in 8;"
                + " \u00d70.997 to \u00d71.006.",
            "PASS_THROUGH_INTERCEPTING against BASE: \u25b2 slower in 3 of 9,"
                + " equal within \u00b11% in 1, undecided in 5; \u00d71.001 to \u00d72.162.",
            "WRAPPED against BASE: \u25b2 slower in 8 of 9, undecided in 1;"
                + " \u00d71.006 to \u00d74.475.");
    assertThat(reference.select("#glance tbody tr")).hasSize(9);
    assertThat(reference.select("#glance tbody tr td:last-child .verdict + svg + span").eachText())
        .extracting(text -> Double.parseDouble(text.substring(1, text.indexOf(' '))))
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(reference.select("#glance tbody svg .point")).hasSize(27);
  }

  @Test
  void whatDisturbedTheMachineIsSaidBeforeTheFigures() throws Exception {
    assertThat(reference().select("#glance .warning").eachText())
        .singleElement()
        .asString()
        .contains("Steal", "Virtual machine");
  }

  private static Document reference() throws Exception {
    Path run = Path.of("results", "reference", "20261129T083445Z-headline");
    assumeTrue(Files.isDirectory(run), "the current folder is not the checkout");
    return Jsoup.parse(
        HtmlReport.of(new ReportContent(List.of(SampleRuns.read(run)), List.of(), List.of())));
  }

  @Test
  void aRunWithoutAnEnvironmentSaysWhatItsResultsTell() throws Exception {
    ReportedRun run = SampleRuns.read(SampleRuns.hostile(folder.resolve("foreign.json")));

    assertThat(run.method().estimator().confidence()).isEqualTo(0.95);
    Document foreign =
        Jsoup.parse(HtmlReport.of(new ReportContent(List.of(run), List.of(), List.of())));
    assertThat(foreign.select("section").eachAttr("id"))
        .contains("scores", "environment", "method")
        .doesNotContain("latency", "calls", "history", "cost");
    assertThat(foreign.select("h3").eachText()).contains("Benchmarks in ns/op");
  }

  @Test
  void theMethodSaysHowTheKindsOfARunSharedJvms() throws Exception {
    assertThat(method(", \"paired\": true")).contains("took turns of 10 ms in one JVM");
    assertThat(method(", \"paired\": false"))
        .contains("each kind of handle had a JVM of its own")
        .doesNotContain("turns of 10 ms");
    assertThat(method("")).doesNotContain("turns of 10 ms", "a JVM of its own");
  }

  private static String method(String setting) throws Exception {
    Path run = SampleRuns.headline(folder.resolve("method"));
    Path environment = run.resolve("environment.json");
    Files.writeString(
        environment, Files.readString(environment).replace("\"seed\": 7", "\"seed\": 7" + setting));
    ReportContent content = new ReportContent(List.of(SampleRuns.read(run)), List.of(), List.of());
    return Jsoup.parse(HtmlReport.of(content)).select("#method").text();
  }

  @Test
  void whatDisturbedARunStandsLineByLineWithItsAdvice() throws Exception {
    Element line = page.selectFirst("#environment .disturbances li");

    assertThat(line.text()).isEqualTo("Load: 3.50 threads want to run. End what else runs.");
    assertThat(page.select("#environment td").eachText()).noneMatch(cell -> cell.contains("{"));
  }

  @Test
  void ofRatesTheLargerOneIsFaster() throws Exception {
    ReportedRun run = SampleRuns.read(SampleRuns.hostile(folder.resolve("rates.json")));

    Document rates =
        Jsoup.parse(HtmlReport.of(new ReportContent(List.of(run), List.of(), List.of())));
    assertThat(rates.select("td[data-label=better]").eachText()).contains("more");
    assertThat(rates.select("td").eachText()).anyMatch(text -> text.startsWith("\u25b2 slower"));
  }
}
