package dev.ifsbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.report.SampleRuns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
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
    assertThat(run).hasSize(2);
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
  void theEmbeddedDataAreJsonThatCannotEndItsElement() throws Exception {
    String data = page.selectFirst("script#charts").data();

    assertThat(data).doesNotContain("<", ">", "\u2028", "\u2029");
    JsonNode charts = new ObjectMapper().readTree(data);
    assertThat(charts).hasSizeGreaterThan(5);
    assertThat(charts.findValuesAsText("label"))
        .anyMatch(label -> label.contains(SampleRuns.HOSTILE));
  }

  @Test
  void everyChartHasItsTextAndATableBesideIt() {
    assertThat(page.select(".chart")).hasSizeGreaterThan(10);
    for (Element chart : page.select(".chart")) {
      assertThat(chart.attr("role")).isEqualTo("img");
      assertThat(chart.attr("aria-label")).isNotBlank();
      assertThat(chart.closest("article").select("table caption")).isNotEmpty();
    }
    assertThat(page.select("thead th:not([scope=col]), tbody th:not([scope=row])")).isEmpty();
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
  void theLibrarysLicenceIsInTheFile() {
    assertThat(page.selectFirst("script#d3-licence").data())
        .contains("Copyright 2010-2023 Mike Bostock", "Permission to use, copy, modify");
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
    assertThat(rates.select("figcaption").eachText()).contains("Score in ops/s, more is better");
    assertThat(rates.select("td").eachText()).anyMatch(text -> text.startsWith("\u25b2 slower"));
  }
}
