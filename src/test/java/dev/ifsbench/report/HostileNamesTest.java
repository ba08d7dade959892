package dev.ifsbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.report.export.CheckAnnotations;
import dev.ifsbench.report.export.CheckBadge;
import dev.ifsbench.report.export.CheckJunit;
import dev.ifsbench.report.export.CheckMarkdown;
import dev.ifsbench.report.screen.Printable;
import dev.ifsbench.report.text.CheckReport;
import dev.ifsbench.report.text.CheckRow;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Benchmarks are called what their authors like; no format takes that for anything but a name. */
class HostileNamesTest {
  /** What the runner of GitHub Actions takes for a command. */
  private static final Pattern COMMAND = Pattern.compile("::(\\w+) title=([^:]*?)::(.*)");

  static List<String> names() {
    return List.of(
        "a.B.c x=</code><script>alert(1)</script>",
        "a.B.c x=| y | z \\| ` `` ```",
        "a.B.c x=@everyone #1 https://example.org www.example.org a@example.org",
        "a.B.c x=[link](javascript:alert(1)) ![i](x) **b** _i_ ~~s~~ <!-- -->",
        "a.B.c x=]]> &amp; &#0; \" ' <![CDATA[",
        "a.B.c x=%0A::error::mine,title=x::y%",
        "a.B.c x=one\n::error::two\r\n::stop-commands::three\u2028four",
        "a.B.c x=\u0000\u0007\u001b[31m\u009b\ufffe\uffff\ud800\u202e",
        "\u00e4.\u30d9\u30f3\u30c1.\ud83d\ude80");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNameIsTextInMarkdown(String name) {
    String markdown = CheckMarkdown.of(report(name));

    List<String> rows = markdown.lines().filter(line -> line.startsWith("| **worse**")).toList();
    assertThat(rows).as(markdown).hasSize(1);
    assertThat(rows.get(0)).matches("\\| [^|]* \\| [^|]* \\| [^|]* \\| [^|]* \\|");
    assertThat(rows.get(0).replaceFirst("\\*\\*worse\\*\\*", "").replaceAll("</?code>", ""))
        .as("nothing that Markdown or HTML knows is left as it was")
        .doesNotContainPattern("[<>`*_~\\[\\]()!\\\\@:/.\"']|&(?!#\\d+;)|(?<!&)#");
    Document html = Jsoup.parseBodyFragment(rows.get(0));
    assertThat(html.body().select("*")).extracting(e -> e.tagName()).containsOnly("body", "code");
    assertThat(html.body().selectFirst("code").wholeText())
        .isEqualTo(Jsoup.parse(escapedForHtml(Printable.of(name))).body().wholeText());
  }

  private static String escapedForHtml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNameIsTextInXml(String name) throws Exception {
    org.w3c.dom.Document document = SurefireSchema.read(CheckJunit.of(report(name)));

    Element test = (Element) document.getElementsByTagName("testcase").item(0);
    String expected = Printable.of(name).replaceAll("[\ufffe\uffff]", "?");
    String shown = test.getAttribute("classname") + "." + test.getAttribute("name");
    assertThat(expected).endsWith(test.getAttribute("name"));
    assertThat(shown).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNameIsTextInAnnotations(String name) {
    List<String> lines = CheckAnnotations.of(report(name)).lines().toList();

    assertThat(lines).hasSize(2);
    Matcher command = COMMAND.matcher(lines.get(0));
    assertThat(command.matches()).as(lines.get(0)).isTrue();
    assertThat(command.group(1)).isEqualTo("error");
    assertThat(asTheRunnerReads(command.group(2))).isEqualTo("worse: " + Printable.of(name));
    assertThat(asTheRunnerReads(command.group(3))).startsWith(Printable.of(name) + ": +10%, why");
  }

  private static String asTheRunnerReads(String text) {
    return text.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%25", "%");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aBadgeHasNoNames(String name) throws Exception {
    JsonNode badge = new ObjectMapper().readTree(CheckBadge.of(report(name)));

    List<String> fields = new ArrayList<>();
    badge.fieldNames().forEachRemaining(fields::add);
    assertThat(fields)
        .containsExactlyInAnyOrder("schemaVersion", "label", "message", "color", "isError");
    assertThat(badge.get("message").asText()).isEqualTo("1 worse");
  }

  @Test
  void aCommentIsNeverLongerThanGithubTakes() {
    List<CheckRow> rows =
        IntStream.range(0, 5000).mapToObj(i -> row(CheckRow.State.WORSE, "a.B.c" + i)).toList();
    String markdown =
        CheckMarkdown.of(new CheckReport("gate", true, "a", "b", "sum", rows, List.of()));

    assertThat(markdown.length()).isLessThan(65_536);
    assertThat(markdown).contains("more, for which a comment has no room");
  }

  @Test
  void whatCannotBeToldIsAnErrorOfAGateAndSkippedByAComparison() throws Exception {
    List<CheckRow> rows = List.of(row(CheckRow.State.UNDECIDED, "a.B.c"));
    CheckReport gate = new CheckReport("gate", true, "a", "b", "sum", rows, List.of("note"));
    CheckReport compare = new CheckReport("compare", false, "a", "b", "sum", rows, List.of());

    assertThat(SurefireSchema.read(CheckJunit.of(gate)).getElementsByTagName("error").getLength())
        .isEqualTo(1);
    assertThat(
            SurefireSchema.read(CheckJunit.of(compare)).getElementsByTagName("skipped").getLength())
        .isEqualTo(1);
    assertThat(CheckAnnotations.of(gate)).startsWith("::warning ");
    assertThat(CheckAnnotations.of(compare)).startsWith("::notice title=ifsbench compare");
    assertThat(CheckMarkdown.of(compare)).contains("<details>");
    assertThat(CheckMarkdown.of(gate)).doesNotContain("<details>");
  }

  private static CheckReport report(String name) {
    return new CheckReport(
        "gate", true, name, name, "1 worse", List.of(row(CheckRow.State.WORSE, name)), List.of());
  }

  private static CheckRow row(CheckRow.State state, String name) {
    return new CheckRow(state, "worse", name, "+10%", "why");
  }
}
