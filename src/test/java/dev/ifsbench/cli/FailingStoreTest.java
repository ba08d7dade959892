package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.fixture.Database;
import dev.ifsbench.track.store.Manifest;
import dev.ifsbench.track.store.ResultStore;
import dev.ifsbench.track.store.RunStatus;
import dev.ifsbench.track.store.StoredRun;
import dev.ifsbench.track.store.Stores;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A store that cannot be written for a while loses nothing of a run, or the run says so. */
@Tag("child-jvm")
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class FailingStoreTest {
  private static final int ROUNDS = 7;
  private static final int FORKS_BEFORE = 3;
  private static final String SIGN = "Results cannot be written to ";

  /** The program's own part of a run: what it prints and how it ends. */
  private record Run(int exitCode, String out, String err) {}

  @TempDir private Path folder;

  @Test
  void aDiskThatFillsUpAndIsFreedLosesNoFork() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder, "rw")) {
      String store = disk.fromOutside().resolve("results").toString();
      Process process = startOn(disk);
      CompletableFuture<String> out = out(process);
      StringBuilder err = new StringBuilder();
      try (BufferedReader lines = process.errorReader()) {
        awaitForks(process, store);
        Path filler = disk.fill();
        assertThat(readUntil(lines, err, SIGN)).as(err::toString).isTrue();
        Files.delete(filler);
        readUntil(lines, err, null);
        assertKeptAsShown(store, ended(process, out, err), true);
      }
    }
  }

  @Test
  void aDiskThatStaysFullIsAnErrorAndTheRunIsNotComplete() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder, "rw")) {
      String store = disk.fromOutside().resolve("results").toString();
      Process process = startOn(disk);
      CompletableFuture<String> out = out(process);
      StringBuilder err = new StringBuilder();
      try (BufferedReader lines = process.errorReader()) {
        awaitForks(process, store);
        disk.fill();
        readUntil(lines, err, null);
        assertKeptAsShown(store, ended(process, out, err), false);
      }
    }
  }

  @Test
  void aDatabaseThatIsRestartedLosesNoFork() throws Exception {
    try (Database database = Database.start()) {
      String store = database.url();
      Process process = ChildJvm.start(folder, track(store));
      CompletableFuture<String> out = out(process);
      StringBuilder err = new StringBuilder();
      try (BufferedReader lines = process.errorReader()) {
        awaitForks(process, store);
        database.stop();
        assertThat(readUntil(lines, err, SIGN)).as(err::toString).isTrue();
        database.startAgain();
        readUntil(lines, err, null);
        assertKeptAsShown(store, ended(process, out, err), true);
      }
    }
  }

  private Process startOn(SmallDisk disk) throws IOException {
    String store = disk.folder().resolve("results").toString();
    return ChildJvm.startUnder(disk, List.of(), folder, track(store));
  }

  private static String[] track(String store) {
    return new String[] {
      "track",
      "DispatcherBenchmark.dispatched$",
      "-p",
      "openHandles=1",
      "-wi",
      "0",
      "-i",
      "1",
      "-r",
      "10ms",
      "--rounds",
      String.valueOf(ROUNDS),
      "--precision",
      "0.0001%",
      "--store",
      store
    };
  }

  private static CompletableFuture<String> out(Process process) {
    return CompletableFuture.supplyAsync(
        () -> String.join("\n", process.inputReader().lines().toList()));
  }

  private static Run ended(Process process, CompletableFuture<String> out, StringBuilder err) {
    return new Run(process.onExit().join().exitValue(), out.join(), err.toString());
  }

  /** Reads up to a line that begins with a text, or to the end. */
  private static boolean readUntil(BufferedReader lines, StringBuilder read, String beginning)
      throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      read.append(line).append('\n');
      if (beginning != null && line.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  private static void awaitForks(Process process, String store) throws Exception {
    while (forks(store) < FORKS_BEFORE) {
      assertThat(process.isAlive()).as("the run goes on").isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static int forks(String store) throws IOException {
    if (Stores.isFolder(store) && !Files.isDirectory(Path.of(store))) {
      return 0;
    }
    try (ResultStore opened = Stores.open(store)) {
      return opened.history().runs().stream().mapToInt(Manifest::forks).sum();
    }
  }

  private static void assertKeptAsShown(String store, Run run, boolean isWhole) throws Exception {
    try (ResultStore opened = Stores.open(store)) {
      Manifest manifest = opened.history().runs().get(0);
      if (isWhole) {
        assertThat(run.exitCode()).as(run.err()).isZero();
      } else {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.err().lines().reduce((first, second) -> second).orElseThrow())
            .startsWith(SIGN);
        assertThat(manifest.status()).isNotEqualTo(RunStatus.COMPLETE);
        assertThat(manifest.forks()).isGreaterThanOrEqualTo(FORKS_BEFORE);
        return;
      }
      assertThat(manifest.status()).isEqualTo(RunStatus.COMPLETE);
      assertThat(manifest.forks()).isEqualTo(ROUNDS);
      byte[] result = new StoredRun(opened, manifest).read("jmh-result.json").orElseThrow();
      JsonNode raw = new ObjectMapper().readTree(result).at("/0/primaryMetric/rawData");
      assertThat(raw).hasSize(ROUNDS);
      assertThat(run.out()).contains("the largest number of rounds, %d,".formatted(ROUNDS));
    }
  }
}
