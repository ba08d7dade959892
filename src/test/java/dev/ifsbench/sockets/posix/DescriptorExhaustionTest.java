package dev.ifsbench.sockets.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of POSIX descriptors")
class DescriptorExhaustionTest {
  @Test
  void runningOutOfDescriptorsIsReportedAndPasses() throws Exception {
    Process child =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n 200; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-MaxFDLimit",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
    assertThat(output.lines())
        .containsExactly(
            "socket " + WinsockError.WSAEMFILE,
            "accept " + WinsockError.WSAEMFILE,
            "duplicate " + WinsockError.WSAEMFILE,
            "pair " + WinsockError.WSAEMFILE,
            "handle " + WinsockError.WSAENOBUFS,
            "event " + WinsockError.WSA_NOT_ENOUGH_MEMORY,
            "after closing some " + WinsockError.NO_ERROR);
  }

  /** Runs with few descriptors. */
  static final class Child {
    private Child() {}

    /** Uses them up. */
    public static void main(String[] args) {
      try (Rig rig = new Rig()) {
        NativeSockets sockets = rig.sockets;
        long listener = rig.listener();
        rig.connected(listener); // loads every class that is needed below
        long waiting = rig.tcp();
        rig.ok(sockets.connect(waiting, rig.name(listener), 16, rig.errno));
        rig.close(rig.track(sockets.duplicate(listener, rig.errno)));
        rig.ok(sockets.closeHandle(sockets.createHandle(rig.errno), rig.errno));
        Errno errno = new Errno();
        // A failure and its line load what the others need; class files need descriptors, too.
        sockets.bind(rig.tcp(), rig.name(listener), 16, errno);
        StringBuilder report = new StringBuilder();
        report.append(report("warm-up", errno)).setLength(0);

        long last;
        long some = Ws2Def.INVALID_SOCKET;
        while ((last = sockets.socket(Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, 0, errno)) > 0) {
          some = rig.track(last);
        }
        report.append(report("socket", errno));
        sockets.accept(listener, null, null, errno);
        report.append(report("accept", errno));
        sockets.duplicate(listener, errno);
        report.append(report("duplicate", errno));
        sockets.socketPair(new long[2], errno);
        report.append(report("pair", errno));
        sockets.createHandle(errno);
        report.append(report("handle", errno));
        sockets.createEvent(errno);
        report.append(report("event", errno));

        rig.close(some);
        rig.track(sockets.accept(listener, null, null, errno));
        report.append(report("after closing some", errno));
        System.out.print(report);
      }
    }

    private static String report(String what, Errno errno) {
      String line = what + " " + errno + "\n";
      errno.clear();
      return line;
    }
  }
}
