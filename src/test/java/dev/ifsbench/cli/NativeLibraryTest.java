package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.track.environment.ForkFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JNA unpacks a library and loads it, which not every folder allows; FFM needs nothing of it. */
@Tag("child-jvm")
@EnabledOnOs(OS.LINUX)
class NativeLibraryTest {
  private static final int FIRST_JDK_WITH_FFM = 22;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SendBenchmark -p handle=BASE -p transport=UNIX -f 1 -wi 0 -i 1 -r 10ms",
        "headline --handle BASE --operation send --transport UNIX --rounds 1",
        "latency --handle BASE --transport UNIX --rounds 1 --duration 1s",
        "track SendBenchmark -p handle=BASE -p transport=UNIX",
        "trace SendBenchmark -p handle=BASE -p transport=UNIX",
        "limits --transport UNIX"
      })
  void aHomeWhereNothingMayRunIsOneLineThatNamesAnotherFolder(String command) throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder, "noexec")) {
      List<String> options = List.of("-Duser.home=" + disk.folder());

      assertRefused(ChildJvm.runUnder(disk, options, disk.folder(), command.split(" ", -1)));
    }
  }

  @Test
  void aFolderThatIsNoneIsOneLineThatNamesAnother() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertRefused(
        ChildJvm.runWith(
            List.of("-Djna.tmpdir=" + file),
            folder,
            "headline",
            "--handle=BASE",
            "--operation=send",
            "--transport=UNIX"));
  }

  private static void assertRefused(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
    assertThat(outcome.errorLines())
        .singleElement()
        .asString()
        .startsWith("JNA's native library cannot be loaded (")
        .endsWith("java -Djna.tmpdir=FOLDER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SendBenchmark -p binding=FFM -p handle=BASE,WRAPPED -p transport=UNIX -f 1 -wi 0 -i 1"
            + " -r 10ms",
        "headline --binding FFM --handle BASE,WRAPPED --operation send --transport UNIX --rounds 1"
            + " --store STORE",
        "track SendBenchmark -p binding=FFM -p handle=BASE -p transport=UNIX -wi 0 -i 1 -r 10ms"
            + " --rounds 3 --store STORE",
        "trace SendBenchmark -p binding=FFM -p handle=BASE -p transport=UNIX -wi 0 -i 1 -r 10ms"
            + " --store STORE",
        "overhead --rounds 1",
        "doctor"
      })
  @Tag("slow")
  void nothingOfJnaIsLoadedWhereTheJdkReachesCByItself(String command) throws Exception {
    String store = folder.resolve("results").toString();

    assertLoadsNothingOfJna(command.replace("STORE", store).split(" ", -1));
  }

  @Test
  @Tag("slow")
  void theFloorOfFfmLoadsNothingOfJna() throws Exception {
    Path library = FloorLibrary.compile(folder);

    assertLoadsNothingOfJna(
        "floor", "--library=" + library, "--binding=FFM", "--duration=1s", "--rounds=2");
  }

  /** Of a run and of all forks of it. */
  private void assertLoadsNothingOfJna(String... arguments) throws Exception {
    Path logs = Files.createDirectory(folder.resolve("loaded"));
    List<String> command = new ArrayList<>();
    command.add(javaWithFfm().toString());
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(ForkFlags.of(javaWithFfm()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + logs + "/%p.log");

    int exitCode = builder.start().waitFor();

    assertThat(exitCode).as(Files.readString(folder.resolve("out"))).isZero();
    try (Stream<Path> files = Files.list(logs)) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.readAllLines(file))
                      .noneMatch(line -> line.contains(" com.sun.jna.")));
    }
  }

  /** This JVM's, or one that is installed beside it; without any the test is skipped. */
  private static Path javaWithFfm() throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    try (Stream<Path> beside = Files.list(home.toAbsolutePath().getParent())) {
      List<Path> found =
          Stream.concat(Stream.of(home), beside)
              .map(each -> each.resolve("bin/java"))
              .filter(Files::isExecutable)
              .filter(NativeLibraryTest::hasFfm)
              .toList();
      assumeTrue(!found.isEmpty(), "no JDK with FFM");
      return found.get(0);
    }
  }

  private static boolean hasFfm(Path java) {
    return ForkFlags.featureVersion(java).orElse(0) >= FIRST_JDK_WITH_FFM;
  }
}
