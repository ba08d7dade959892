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

/** A recording of a gigabyte is read within 512 MB of heap. */
@Tag("slow")
class BigRecordingTest {
  private static final long GIGABYTE = 1L << 30;
  private static final int END = 1 << 16;

  /** Two events each, of some 27 bytes. */
  private static final int LIVES = 21_000_000;

  @TempDir Path folder;

  /** Fills a recording in a JVM of its own: lives of handles, until it is large enough. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      long lives = Long.parseLong(args[0]);
      for (long i = 0; i < lives; i++) {
        long handle = 4 + i % 1000;
        CreateSocketHandleEvent.start()
            .finish(
                TABLE, 1007, "layer 1 over [TCP over IPv4]", args, handle, WinsockError.NO_ERROR);
        CloseSocketHandleEvent.start()
            .finish(TABLE, 1007, "layer 1 over [TCP over IPv4]", handle, WinsockError.NO_ERROR);
      }
    }
  }

  @Test
  void aGigabyteIsReadWithinHalfOfThat() throws Exception {
    Path file = folder.resolve("big.jfr");
    java(
        "-XX:StartFlightRecording:maxsize=0,filename=" + file,
        Writer.class.getName(),
        String.valueOf(LIVES));
    assertThat(Files.size(file)).isGreaterThan(GIGABYTE);
    assertThat(java("-Xmx512m", "dev.ifsbench.cli.Main", "trace", "--summary", file.toString()))
        .contains(String.format(Locale.ROOT, "%,d events", 2 * LIVES), "No rule is broken.");
    assertThat(java("-Xmx512m", "dev.ifsbench.cli.Main", "trace", "--json", file.toString()))
        .containsPattern("\"violationCount\" *: *0\\b");
  }

  /** Runs a JVM and returns the end of what it prints. */
  private static String java(String option, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(option);
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
