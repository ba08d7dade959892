package dev.ifsbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.report.ManyRuns;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five hundred benchmarks in two hundred runs are a page that a browser opens at once. */
class LargeReportTest {
  private static final int MOST_BYTES = 5_000_000;
  private static final int MOST_ELEMENTS = 25_000;

  @ParameterizedTest
  @CsvSource({"0", "12", "125"})
  void fiveHundredBenchmarksInTwoHundredRunsStaySmall(int changed) {
    String page =
        HtmlReport.of(
            new ReportContent(List.of(), List.of(), ManyRuns.histories(500, 200, changed)));

    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
    Document document = Jsoup.parse(page);
    assertThat(document.getAllElements()).hasSizeLessThan(MOST_ELEMENTS);
    assertThat(document.select("#history .chart")).hasSize(changed);
    assertThat(document.select("#history svg.spark")).hasSize(500 - 4 * changed);
    assertThat(document.select("#history path[data-values]")).hasSize(4 * changed);
  }
}
