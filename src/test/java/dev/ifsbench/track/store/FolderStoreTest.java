package dev.ifsbench.track.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderStoreTest extends ResultStoreContract {
  @TempDir private Path folder;

  @Override
  ResultStore open() {
    return new FolderStore(folder.resolve("results"));
  }

  @Override
  void overwrite(String run, String file, byte[] content) throws IOException {
    Path path = folder.resolve("results").resolve(run).resolve(file);
    if (content == null) {
      Files.delete(path);
    } else {
      Files.write(path, content);
    }
  }

  @Test
  void aFileThatWasCutShortIsNamedInTheHistory() throws Exception {
    String damaged = addRun("content");
    String whole = addRun("content");
    overwrite(damaged, "jmh-result.json", "con".getBytes(StandardCharsets.UTF_8));

    assertThat(open().history().runs()).extracting(Manifest::id).containsExactly(whole);
    assertThat(open().history().damaged())
        .containsExactly(damaged + ": jmh-result.json has 3 bytes, but 7 were written");
  }

  @Test
  void aFolderWithoutAManifestIsNamed() throws Exception {
    Files.createDirectories(folder.resolve("results/20260102T030405Z-headline"));

    assertThat(open().history().damaged())
        .containsExactly("20260102T030405Z-headline: manifest.json is missing");
  }

  @Test
  void aStoreWithinTheStoreIsNoRunOfIt() throws Exception {
    String id = addRun("content");
    Path results = folder.resolve("results");
    Files.createDirectories(results.resolve("reference").resolve("20260102T030405Z-headline"));

    assertThat(open().history().damaged()).isEmpty();
    assertThat(open().history().runs()).extracting(Manifest::id).containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/passwd", "a/../../b", "a\\\\b", "", "."})
  void aManifestThatListsAFileOutsideItsRunIsNotBelieved(String name) throws Exception {
    String id = addRun("content");
    Path manifest = folder.resolve("results").resolve(id).resolve(Manifest.NAME);
    String json = Files.readString(manifest).replace("\"jmh-result.json\"", "\"" + name + "\"");
    overwrite(id, Manifest.NAME, json.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> open().manifest(id))
        .isInstanceOf(DamagedRunException.class)
        .hasMessageEndingWith("lists a file with an impossible name or size");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"schemaVersion\": 2}",
        "{\"schemaVersion\": \"x\"}",
        "{\"schemaVersion\": 1, \"files\": [null]}",
        "\u0000"
      })
  void whatIsNoManifestIsNamed(String json) throws Exception {
    String id = addRun("content");
    overwrite(id, Manifest.NAME, json.getBytes(StandardCharsets.UTF_8));

    assertThat(open().history().damaged()).hasSize(1).first().asString().startsWith(id + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"version\"", "\"commit\"", "\"tree\"", "\"project\"", "\"benchmarks\""})
  void aManifestThatLacksAFieldIsNamedAndTheRestIsListed(String field) throws Exception {
    String damaged = addRun("content");
    String whole = addRun("content");
    Path manifest = folder.resolve("results").resolve(damaged).resolve(Manifest.NAME);
    overwrite(
        damaged,
        Manifest.NAME,
        Files.readString(manifest).replaceFirst(field, "\"x\"").getBytes(StandardCharsets.UTF_8));

    assertThat(open().history().damaged())
        .containsExactly(damaged + ": manifest.json lacks a field");
    assertThat(open().history().runs()).extracting(Manifest::id).containsExactly(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {Manifest.NAME, "jmh-result.json"})
  @EnabledOnOs(OS.LINUX)
  void aFileThatNeverEndsIsNamedAndTheRestIsListed(String file) throws Exception {
    String damaged = addRun("content");
    String whole = addRun("content");
    Path path = folder.resolve("results").resolve(damaged).resolve(file);
    Files.delete(path);
    Files.createSymbolicLink(path, Path.of("/dev/zero"));

    assertThat(open().history().damaged())
        .containsExactly(damaged + ": " + file + " cannot be read: it is not a regular file");
    assertThat(open().history().runs()).extracting(Manifest::id).containsExactly(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {Manifest.NAME, "jmh-result.json"})
  @EnabledOnOs(OS.LINUX)
  void aFifoThatNobodyWritesToIsNamedAndTheRestIsListed(String file) throws Exception {
    String damaged = addRun("content");
    String whole = addRun("content");
    Path path = folder.resolve("results").resolve(damaged).resolve(file);
    Files.delete(path);
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();

    assertThat(open().history().damaged())
        .containsExactly(damaged + ": " + file + " cannot be read: it is not a regular file");
    assertThat(open().history().runs()).extracting(Manifest::id).containsExactly(whole);
  }

  @Test
  void aBaselineThatIsDamagedIsNamed() throws Exception {
    addRun("content");
    Files.writeString(folder.resolve("results/baseline.json"), "{");

    assertThatThrownBy(() -> open().baseline())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("set the baseline again");
  }

  @Test
  void aCompleteRunLeavesNoLockBehind() throws Exception {
    String id = addRun("content");

    assertThat(folder.resolve("results").resolve(id))
        .isDirectoryNotContaining("glob:**lock")
        .isDirectoryContaining("glob:**manifest.json");
  }
}
