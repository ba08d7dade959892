package dev.ifsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.cli.ChildJvm.Outcome;
import dev.ifsbench.track.run.ForkStreamFilter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What JMH's forks hand over is read with limits. */
class ForkStreamTest {
  private static final int MANY = 2_000_000_000;

  /** What limits a fork. */
  private static final String OPTION =
      ForkStreamFilter.limitForks(new OptionsBuilder().build())
          .getJvmArgsPrepend()
          .get()
          .iterator()
          .next();

  @TempDir private Path folder;

  @Test
  void whatAForkSendsIsRead() throws Exception {
    BenchmarkException failure =
        new BenchmarkException("failed", List.of(new IllegalStateException("why")));

    assertThat(read(written(new TreeMap<>(Map.of("a", List.of(1.5, 2L)))))).isNotNull();
    assertThat(read(written(failure)))
        .isInstanceOfSatisfying(
            BenchmarkException.class,
            read -> assertThat(read.getSuppressed()[0]).hasMessage("why"));
  }

  @Test
  void setsThatTakeForEverAreRefused() throws IOException {
    assertRefused(written(HostileFork.nestedSets()));
  }

  @Test
  void anArrayThatIsLargerThanTheMemoryIsRefused() throws IOException {
    byte[] stream = written(new int[1]);
    ByteBuffer.wrap(stream).putInt(stream.length - 2 * Integer.BYTES, MANY);

    assertRefused(stream);
  }

  @Test
  void objectsThatNoForkHasAreRefused() throws IOException {
    assertRefused(written(new File("a")));
    assertRefused(written(new InetSocketAddress(1)));
  }

  @Test
  void aForkHasTheSameLimits() throws Exception {
    ObjectInputFilter limits =
        ObjectInputFilter.Config.createFilter(OPTION.substring(OPTION.indexOf('=') + 1));

    assertThat(read(written(new TreeMap<>(Map.of("a", List.of(1.5, 2L)))), limits)).isNotNull();
    for (Object hostile : List.of(HostileFork.nestedSets(), new File("a"))) {
      assertThatThrownBy(() -> read(written(hostile), limits))
          .isInstanceOf(InvalidClassException.class);
    }
  }

  @Test
  @Tag("child-jvm")
  @Timeout(120)
  @EnabledOnOs(OS.LINUX)
  void aHostileForkIsAFailureOfTheRun() throws IOException {
    Outcome outcome =
        ChildJvm.run(
            folder,
            "DispatcherBenchmark.dispatched$",
            "-p",
            "openHandles=1",
            "-f",
            "1",
            "-jvm",
            hostileJava().toString());

    assertThat(outcome.out()).contains("<binary link had failed");
    assertThat(outcome.errorLines())
        .contains("Benchmarks failed and lack results; JMH's output says which and why");
  }

  @Test
  @Tag("child-jvm")
  @Timeout(120)
  void aForkReadsNothingFromAHostileParent() throws Exception {
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process fork =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  OPTION,
                  "-cp",
                  System.getProperty("java.class.path"),
                  "org.openjdk.jmh.runner.ForkedMain",
                  port.getInetAddress().getHostAddress(),
                  String.valueOf(port.getLocalPort()))
              .redirectErrorStream(true)
              .start();
      try (Socket link = port.accept()) {
        ObjectOutputStream objects = new ObjectOutputStream(link.getOutputStream());
        objects.writeObject(HostileFork.nestedSets());
        objects.flush();

        assertThat(fork.inputReader().lines()).anyMatch(line -> line.contains("REJECTED"));
        assertThat(fork.onExit().join().exitValue()).isNotZero();
      } finally {
        fork.destroyForcibly();
      }
    }
  }

  @Test
  @Tag("child-jvm")
  void everyForkHasLimitsWhateverOtherOptionsItIsGiven() throws IOException {
    Outcome outcome =
        ChildJvm.run(
            folder,
            ("DispatcherBenchmark.dispatched$ -p openHandles=1 -f 1 -wi 0 -i 1 -r 10ms"
                    + " -jvmArgsPrepend -Done=1 -jvmArgs -Dtwo=2 -jvmArgsAppend -Dthree=3")
                .split(" ", -1));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("# VM options: " + OPTION + " -Done=1 -Dtwo=2 ")
        .contains("-Dthree=3")
        .doesNotContain("<failure>");
  }

  /** A JVM that runs a program of its own where JMH wants its fork. */
  private Path hostileJava() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String script =
        """
        #!/bin/sh
        for each; do
          shift
          case $each in *.ForkedMain) each=%s;; esac
          set -- "$@" "$each"
        done
        exec %s "$@"
        """;
    Path file = folder.resolve("java");
    Files.writeString(file, script.formatted(HostileFork.class.getName(), java));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static byte[] written(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  private static Object read(byte[] stream) throws IOException, ClassNotFoundException {
    return read(stream, new ForkStreamFilter());
  }

  private static Object read(byte[] stream, ObjectInputFilter limits)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stream))) {
      in.setObjectInputFilter(limits);
      return in.readObject();
    }
  }

  private static void assertRefused(byte[] stream) {
    assertThatThrownBy(() -> read(stream)).isInstanceOf(InvalidClassException.class);
  }
}
