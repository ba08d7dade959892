package dev.ifsbench.trace;

import static dev.ifsbench.trace.TestRecording.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.trace.event.CloseSocketHandleEvent;
import dev.ifsbench.trace.event.CreateSocketHandleEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recording is read within a heap that is smaller than it is. */
@Tag("slow")
class BigRecordingTest {
  private static final int END = 1 << 16;

  /** So many lives are made in a row; then Flight Recorder gets the time to write them. */
  private static final int BURST = 20_000;

  @TempDir Path folder;

  /** Fills a recording in a JVM of its own: lives of handles, until it is large enough. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws InterruptedException {
      long lives = Long.parseLong(args[0]);
      for (long i = 0; i < lives; i++) {
        if (i % BURST == 0) {
          Thread.sleep(10);
        }
        long handle = 4 + i % 1000;
        CreateSocketHandleEvent.start()
            .finish(
                TABLE, 1007, "layer 1 over [TCP over IPv4]", args, handle, WinsockError.NO_ERROR);
        CloseSocketHandleEvent.start()
            .finish(TABLE, 1007, "layer 1 over [TCP over IPv4]", handle, WinsockError.NO_ERROR);
      }
    }
  }

  /** A life is two events, of some 27 bytes each. */
  private Path recorded(int lives, int megabytes) throws IOException {
    Path file = folder.resolve("big.jfr");
    java(
        List.of(
            "-XX:StartFlightRecording:maxsize=0,filename=" + file,
            "-XX:FlightRecorderOptions:memorysize=256m,globalbuffersize=8m,threadbuffersize=512k"),
        Writer.class.getName(),
        String.valueOf(lives));
    assertThat(Files.size(file)).isGreaterThan((long) megabytes << 20);
    return file;
  }

  private static String trace(int heapMegabytes, String option, Path file) throws IOException {
    return java(
        List.of("-Xmx" + heapMegabytes + "m"),
        "dev.ifsbench.cli.Main",
        "trace",
        option,
        file.toString());
  }

  @ParameterizedTest
  @CsvSource({"6500000, 300, 256", "21000000, 1024, 512"})
  void aRecordingIsJudgedWithinLessHeapThanItsSize(int lives, int megabytes, int heapMegabytes)
      throws Exception {
    assertThat(trace(heapMegabytes, "--summary", recorded(lives, megabytes)))
        .contains(String.format(Locale.ROOT, "%,d events", 2 * lives), "No rule is broken.");
  }

  @Test
  void itsEventsAreShownWithinThatHeapToo() throws Exception {
    assertThat(trace(256, "--json", recorded(6_500_000, 300)))
        .containsPattern("\"violationCount\" *: *0\\b");
  }

  /** Runs a JVM and returns the end of what it prints. */
  private static String java(List<String> options, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = end(process.getInputStream());
    assertThat(process.onExit().join().exitValue()).as(out).isZero();
    return out;
  }

  private static String end(InputStream in) throws IOException {
    byte[] last = new byte[0];
    byte[] read = in.readNBytes(END);
    while (read.length == END) {
      last = read;
      read = in.readNBytes(END);
    }
    return new String(last, StandardCharsets.UTF_8) + new String(read, StandardCharsets.UTF_8);
  }
}
