package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.fixture.SampleProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that the recipes for continuous integration share. */
@Tag("child-jvm")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a script of bash")
class CompareBuildsTest {
  private static final Path CI = Path.of("src", "site", "ci").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void aBuildThatDoesTwiceAsMuchFailsWithACommentAndATestReport() throws Exception {
    Path base = SampleProject.jar(folder, "work", 200, "base.jar");
    Path head = SampleProject.jar(folder, "work", 400, "head.jar");

    Process script =
        compare(base.toString(), head.toString(), "work", "-bm", "avgt", "-p", "times=2");
    String out = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(script.waitFor()).as(out).isEqualTo(1);
    assertThat(out).contains("REGRESSED", "Finding a change of 40% with a chance of 90%");
    assertThat(folder.resolve("performance/comment.md"))
        .content()
        .contains("**regressed**", "WorkBenchmark");
    assertThat(folder.resolve("performance/junit.xml")).content().contains("<failure");
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    Process script = compare("base.jar");
    String out = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(script.waitFor()).isEqualTo(64);
    assertThat(out).isEqualTo("compare-builds BASE.jar HEAD.jar [BENCHMARK] [JMH-ARGUMENTS]\n");
  }

  @Test
  void everyRecipeUsesTheScript() throws IOException {
    for (String recipe : List.of("github-actions.yml", "gitlab-ci.yml", "Jenkinsfile")) {
      assertThat(CI.resolve(recipe)).content().contains("ci/compare-builds");
    }
  }

  private Process compare(String... arguments) throws IOException {
    ProcessBuilder script =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of("bash", CI.resolve("compare-builds").toString()),
                        Stream.of(arguments))
                    .toList())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    script
        .environment()
        .put(
            "IFSBENCH",
            String.join(
                " ",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                absolute(System.getProperty("java.class.path")),
                Main.class.getName()));
    script.environment().put("DETECT", "40%");
    script.environment().put("BUDGET", "5m");
    return script.start();
  }

  /** It runs in another folder. */
  private static String absolute(String classPath) {
    String separator = System.getProperty("path.separator");
    return Stream.of(classPath.split(separator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((one, other) -> one + separator + other)
        .orElseThrow();
  }
}
