package dev.ifsbench.cli.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ifsbench.cli.ChildJvm;
import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.cli.FloorLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("child-jvm")
class JmhLockTest {
  @TempDir private Path folder;

  /** Takes the lock, collects garbage, says so, and stays until its standard input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      JmhLock.take();
      for (int i = 0; i < 5; i++) {
        System.gc();
        Thread.sleep(50);
      }
      System.out.println("collected");
      int ended = System.in.read();
      System.exit(ended);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headline --rounds 1",
        "headline --apart --rounds 1",
        "latency --rounds 1 --duration 1s",
        "overhead --rounds 1",
        "calibrate --trials 1",
        "track SendBenchmark",
        "trace SendBenchmark",
        "SendBenchmark"
      })
  void aGarbageCollectionLetsNoSecondRunBegin(String command) throws IOException {
    assertNoSecondRunBegins(command.split(" "));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aGarbageCollectionLetsNoSecondRunOfFloorBegin() throws Exception {
    assertNoSecondRunBegins("floor", "--library", FloorLibrary.compile(folder).toString());
  }

  private void assertNoSecondRunBegins(String... command) throws IOException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("collected");

      Outcome second = ChildJvm.run(folder, command);

      assertThat(second.errorLines())
          .singleElement()
          .asString()
          .startsWith("Another JMH run holds ");
      assertThat(second.exitCode()).isEqualTo(3);
    } finally {
      holder.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"headline --rounds 1", "track SendBenchmark", "SendBenchmark"})
  void aLockFileThatCannotBeUsedIsToldBeforeAnythingIsMeasured(String command) throws IOException {
    // Even root cannot write this.
    Path lock = Files.createDirectory(folder.resolve("jmh.lock"));

    assertTold(ChildJvm.run(folder, command.split(" ")), lock, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headline --rounds 1",
        "latency --rounds 1 --duration 1s",
        "overhead --rounds 1",
        "calibrate --trials 1",
        "track SendBenchmark",
        "trace SendBenchmark",
        "SendBenchmark"
      })
  @EnabledOnOs(OS.LINUX)
  void aLockFileThatAnotherUserLeftIsToldBeforeAnythingIsMeasured(String command) throws Exception {
    Path lock = otherUsersLock();

    Outcome outcome = ChildJvm.runBy(withoutPrivileges(), folder, command.split(" "));

    assertTold(outcome, lock, "it cannot be written, perhaps because it is another user's");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLockFileThatAnotherUserLeftIsToldByFloor() throws Exception {
    Path library = FloorLibrary.compile(folder);
    Path lock = otherUsersLock();

    Outcome outcome =
        ChildJvm.runBy(withoutPrivileges(), folder, "floor", "--library", library.toString());

    assertTold(outcome, lock, "it cannot be written, perhaps because it is another user's");
  }

  /** A file that nobody can write but a user who may do everything. */
  private Path otherUsersLock() throws IOException {
    Path lock = Files.createFile(folder.resolve("jmh.lock"));
    return Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("r--r--r--"));
  }

  /** Starts a program for which permissions count, whoever runs this. */
  private static List<String> withoutPrivileges() throws Exception {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    List<String> launcher = List.of("setpriv", "--bounding-set", "-all", "--inh-caps", "-all");
    List<String> trial = Stream.concat(launcher.stream(), Stream.of("true")).toList();
    boolean works;
    try {
      works = new ProcessBuilder(trial).start().waitFor() == 0;
    } catch (IOException e) {
      works = false;
    }
    assumeTrue(works, "root cannot give its privileges up here: setpriv (util-linux) is missing");
    return launcher;
  }

  private static void assertTold(Outcome outcome, Path lock, String reason) {
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errorLines())
        .singleElement()
        .asString()
        .startsWith("JMH's lock file " + lock + " cannot be used: " + reason)
        .contains("-Djava.io.tmpdir");
    assertThat(outcome.exitCode()).isEqualTo(3);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theLockFileThatARunLeavesIsForEveryUser() throws IOException {
    ChildJvm.run(folder, ("track NoSuchBenchmark --store " + folder).split(" "));
    Path lock = folder.resolve("jmh.lock");

    assertThat(Files.getPosixFilePermissions(lock)).contains(PosixFilePermission.OTHERS_WRITE);
  }

  @Test
  void theLockIsFreeAgainAfterARun() throws IOException {
    String[] once = "DispatcherBenchmark -f 0 -bm ss -wi 0 -i 1 -p openHandles=2".split(" ");

    assertThat(ChildJvm.run(folder, once).exitCode()).isZero();
    assertThat(ChildJvm.run(folder, once).exitCode()).isZero();
  }
}
