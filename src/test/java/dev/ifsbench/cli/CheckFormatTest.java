package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.report.SurefireSchema;
import dev.ifsbench.track.series.JmhText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@Tag("child-jvm")
class CheckFormatTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeRuns() throws IOException {
    write("before.json", 100, 100);
    write("after.json", 110, 100);
  }

  @Test
  void theGatePrintsJsonByEitherOption() throws IOException {
    Outcome gate = gate("--format", "json");
    Outcome alias = gate("--json");

    JsonNode json = new ObjectMapper().readTree(gate.out());
    assertThat(gate.exitCode()).isEqualTo(1);
    assertThat(json.get("passed").asBoolean()).isFalse();
    assertThat(json.get("maxRegression").asDouble()).isEqualTo(0.03);
    assertThat(json.get("findings")).hasSize(2);
    JsonNode first = json.get("findings").get(0);
    assertThat(first.get("subject").asText()).isEqualTo("org.example.Sort.sort size=10 avgt");
    assertThat(first.get("outcome").asText()).isEqualTo("regressed");
    assertThat(first.get("ratio").get("low").asDouble()).isGreaterThan(1.03);
    assertThat(alias.out()).isEqualTo(gate.out());
  }

  @Test
  void theCommentHasTheChangedRowsInFrontOfTheFold() throws IOException {
    String gate = gate("--format", "markdown").out();
    String compare = compare("--format", "markdown").out();

    assertThat(gate).startsWith("### ifsbench gate: Of 2&#58; 1 regressed");
    assertThat(gate.indexOf("Sort&#46;sort")).isBetween(0, gate.indexOf("<details>"));
    assertThat(gate.indexOf("Sort&#46;merge")).isGreaterThan(gate.indexOf("<details>"));
    assertThat(compare.indexOf("**slower**")).isBetween(0, compare.indexOf("<details>"));
    assertThat(compare).contains("<summary>1 more: equal</summary>", "</details>");
  }

  @Test
  void aRegressionIsAFailedTestForWhatReadsJunit() throws Exception {
    Path file = folder.resolve("junit.xml");
    Outcome gate = gate("--format", "junit=" + file);

    assertThat(gate.exitCode()).isEqualTo(1);
    assertThat(gate.out()).as("text besides").startsWith("REGRESSED  org.example.Sort.sort");
    Document document = SurefireSchema.read(Files.readString(file));
    Element suite = document.getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("0");
    Element test = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(test.getAttribute("classname")).isEqualTo("org.example.Sort");
    assertThat(test.getAttribute("name")).isEqualTo("sort size=10 avgt");
    Element failure = (Element) test.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).startsWith("regressed: median +10.0% [");
  }

  @Test
  void aRegressionIsAnErrorOfTheWorkflowAndASlowerBenchmarkAWarning() throws IOException {
    assertThat(gate("--format", "github").out().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith(
            "::error title=regressed%3A org.example.Sort.sort size=10 avgt::org.example.Sort.sort"
                + " size=10 avgt: median +10.0%25 [");
    assertThat(compare("--format", "github").out())
        .startsWith("::warning title=slower%3A org.example.Sort.sort size=10 avgt::");
  }

  @Test
  void theBadgeSaysHowManyAreWorse() throws IOException {
    JsonNode badge = new ObjectMapper().readTree(gate("--format", "badge").out());

    assertThat(badge.get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(badge.get("label").asText()).isEqualTo("benchmarks");
    assertThat(badge.get("message").asText()).isEqualTo("1 worse");
    assertThat(badge.get("color").asText()).isEqualTo("red");
  }

  @Test
  void severalFormatsAreWrittenAtOnceButOnlyOneIsPrinted() throws IOException {
    Path comment = folder.resolve("comment.md");
    Path badge = folder.resolve("badge.json");

    Outcome both =
        gate("--format", "markdown=" + comment, "--format", "badge=" + badge, "--format", "github");
    Outcome refused = gate("--format", "markdown", "--format", "github");

    assertThat(both.out()).startsWith("::error");
    assertThat(comment).content().startsWith("### ifsbench gate");
    assertThat(badge).content().contains("1 worse");
    assertThat(refused.exitCode()).isEqualTo(64);
    assertThat(refused.errorLines()).singleElement().asString().contains("Only one format");
  }

  @Test
  void anUnknownFormatAndAFileThatCannotBeWrittenAreRefusedInOneLine() throws IOException {
    Outcome unknown = gate("--format", "junitt");
    Outcome nowhere = gate("--format", "junit=" + folder.resolve("no/such/file.xml"));

    assertThat(unknown.exitCode()).isEqualTo(64);
    assertThat(unknown.errorLines()).singleElement().asString().contains("'junitt' is not one of");
    assertThat(nowhere.exitCode()).isEqualTo(3);
    assertThat(nowhere.errorLines())
        .singleElement()
        .asString()
        .contains("cannot be written: there is no such folder");
  }

  private Outcome gate(String... options) throws IOException {
    return run(List.of("gate", "--max-regression", "3%"), options);
  }

  private Outcome compare(String... options) throws IOException {
    return run(List.of("compare"), options);
  }

  private Outcome run(List<String> command, String... options) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.add(folder.resolve("before.json").toString());
    all.add(folder.resolve("after.json").toString());
    all.addAll(List.of(options));
    return ChildJvm.run(folder, all.toArray(String[]::new));
  }

  private void write(String name, double sort, double merge) throws IOException {
    JmhText text = new JmhText();
    text.with("org.example.Sort.sort", "avgt", "ns/op", JmhText.forks(8, sort, 0.002, 1));
    text.with("org.example.Sort.merge", "avgt", "ns/op", JmhText.forks(8, merge, 0.002, 1));
    Files.writeString(folder.resolve(name), text.toString());
  }
}
