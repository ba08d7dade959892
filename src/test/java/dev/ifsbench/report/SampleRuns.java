package dev.ifsbench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ifsbench.bench.latency.LatencyHistograms;
import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.provider.LayerInstaller;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.report.html.HtmlReport;
import dev.ifsbench.report.html.RecordedCalls;
import dev.ifsbench.report.html.ReportContent;
import dev.ifsbench.report.html.ReportedRun;
import dev.ifsbench.report.html.Trend;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.trace.event.Settings;
import dev.ifsbench.track.changepoint.ChangePoint;
import dev.ifsbench.track.stats.Interval;
import dev.ifsbench.track.store.FileRuns;
import dev.ifsbench.track.store.UnusableRunException;
import dev.ifsbench.ws2.Winsock;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Files of runs with numbers of one's choice, and the report of them. */
public final class SampleRuns {
  /** Ends what it may stand in, in HTML, JSON and JavaScript. */
  public static final String HOSTILE =
      "</script><script>document.title='pwned'</script>\"'><img src=x onerror=alert(1)>\u2028\u2029<!--&lt;";

  public static final List<String> KINDS = List.of("BASE", "PASS_THROUGH", "WRAPPED");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double[] OF_BASE = {20.5, 22.25, 21.125};

  private SampleRuns() {}

  /** A report of everything that a report can show, some of it with hostile names. */
  public static String everything(Path folder) throws Exception {
    return HtmlReport.of(
        new ReportContent(
            List.of(
                read(headline(folder.resolve("headline"))),
                read(latency(folder.resolve("latency"))),
                read(hostile(folder.resolve("hostile.json")))),
            List.of(RecordedCalls.read(HOSTILE, recording(folder.resolve("calls.jfr")))),
            List.of(history())));
  }

  public static ReportedRun read(Path run) throws UnusableRunException {
    return ReportedRun.read(new FileRuns(Path.of("")).find(run.toString()).orElseThrow());
  }

  /** Three kinds at three depths over two transports, in three forks of three iterations. */
  public static Path headline(Path folder) throws IOException {
    Files.createDirectories(folder);
    ArrayNode results = JSON.createArrayNode();
    for (String transport : List.of("UNIX", "NONE")) {
      for (int depth = 1; depth <= 3; depth++) {
        for (String kind : KINDS) {
          Map<String, String> params =
              Map.of(
                  "handle",
                  kind,
                  "transport",
                  transport,
                  "depth",
                  Integer.toString(depth),
                  "payload",
                  "64");
          double more = KINDS.indexOf(kind) * (kind.equals("WRAPPED") ? 37.5 * depth : 0.5);
          results.add(
              result("dev.ifsbench.bench.SendReceiveBenchmark.sendReceive", "avgt", params, more));
        }
      }
    }
    JSON.writeValue(folder.resolve("jmh-result.json").toFile(), results);
    Files.writeString(
        folder.resolve("environment.json"),
        """
        {"startTime": "2026-01-02T03:04:05Z", "project": {"commit": "0123456789abcdef"},
         "machine": {"cpu": "A processor", "processors": 2}, "real": "sockets are real",
         "jdk": {"version": "17.0.1", "flags": []},
         "disturbances": [{"subject": "Load", "finding": "3.50 threads want to run",
                           "advice": "End what else runs"}],
         "run": {"command": "headline", "status": "complete", "rounds": 3, "confidence": 0.9,
                 "seed": 7}}
        """);
    return folder;
  }

  private static ObjectNode result(
      String benchmark, String mode, Map<String, String> params, double more) {
    ObjectNode result = JSON.createObjectNode();
    result.put("benchmark", benchmark).put("mode", mode).put("threads", 1);
    result.set("params", JSON.valueToTree(params));
    ObjectNode metric = result.putObject("primaryMetric");
    metric.put("scoreUnit", mode.equals("thrpt") ? "ops/s" : "ns/op");
    ArrayNode forks = metric.putArray("rawData");
    for (double base : OF_BASE) {
      // The median is in the middle neither of the list nor of the range.
      forks.addArray().add(base + more + 90).add(base + more).add(base + more - 0.25);
    }
    return result;
  }

  /** What is hostile is the benchmark's name, a parameter's name and value, and the kind. */
  public static Path hostile(Path file) throws IOException {
    ArrayNode results = JSON.createArrayNode();
    results.add(
        result(HOSTILE, "thrpt", Map.of("handle", HOSTILE, HOSTILE, HOSTILE, "size", "1"), 0));
    results.add(
        result(HOSTILE, "thrpt", Map.of("handle", "BASE", HOSTILE, HOSTILE, "size", "1"), 5));
    results.add(result("org.example.Plain.run", "avgt", Map.of(), 3));
    JSON.writeValue(file.toFile(), results);
    return file;
  }

  /** Two forks of each of two kinds, with a seldom stall. */
  public static Path latency(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (PrintStream out =
        new PrintStream(folder.resolve("latency.hlog").toFile(), StandardCharsets.UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(out);
      log.outputLogFormatVersion();
      log.outputLegend();
      SplittableRandom random = new SplittableRandom(3);
      long start = 1_000_000;
      for (String kind : List.of("WRAPPED", "BASE", "WRAPPED", "BASE")) {
        for (String measure : List.of("response", "service")) {
          Histogram histogram = LatencyHistograms.newTotal();
          for (int i = 0; i < 20_000; i++) {
            long nanos = 10_000L + random.nextInt(kind.equals("BASE") ? 5000 : 9000);
            histogram.recordValue(random.nextInt(500) == 0 ? nanos * 40 : nanos);
          }
          histogram.setTag("UNIX-64B-depth1-" + kind + "." + measure);
          histogram.setStartTimeStamp(start);
          histogram.setEndTimeStamp(start + 1000);
          log.outputIntervalHistogram(histogram);
        }
        start += 5000;
      }
      log.close();
    }
    return folder;
  }

  /** A wrapped socket's life, with a layer of a hostile name. */
  static Path recording(Path file) throws Exception {
    NullSockets sockets = new NullSockets();
    Winsock winsock = new Winsock(sockets);
    BaseProvider.install(winsock, sockets);
    LayerInstaller.install(winsock, LayerKind.WRAPPED, HOSTILE);
    ProtocolInfo layer = winsock.catalog().enumerate().get(0).info();
    Errno errno = new Errno();
    Configuration settings =
        Configuration.create(new StringReader(new String(Settings.read(), StandardCharsets.UTF_8)));
    try (Recording recording = new Recording(settings)) {
      recording.start();
      winsock.wsaStartup(Ws2Def.VERSION_2_2);
      long socket = winsock.socket(0, 0, 0, layer, 0, 0, errno);
      winsock.closesocket(socket, errno);
      winsock.wsaCleanup(errno);
      recording.stop();
      recording.dump(file);
    }
    return file;
  }

  /** With a change that is sure, and one that is suspected. */
  public static Trend history() {
    List<Trend.Point> points = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double score = (i < 18 ? 100 : i < 27 ? 108 : 112) + i % 3;
      points.add(
          new Trend.Point(
              new Trend.Run(
                  "2026-01-%02dT00:00:00Z".formatted(i + 1),
                  "run-%d".formatted(i + 1),
                  i == 0 ? HOSTILE : "%040x".formatted(0x1234567L * (i + 1))),
              new Interval(score, score - 2, score + 2)));
    }
    return new Trend(
        HOSTILE,
        "",
        Map.of(),
        "abc123",
        "ns/op",
        false,
        points,
        List.of(
            new ChangePoint(18, 18, 18, 23, true, 0.0001, 101, 109),
            new ChangePoint(27, 26, 28, 29, false, 0.0123, 109, 113)),
        List.of(List.of("kernel release is '6.8.0' and was '6.1.0'"), List.of()));
  }
}
