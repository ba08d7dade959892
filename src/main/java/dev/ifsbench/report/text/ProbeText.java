package dev.ifsbench.report.text;

import dev.ifsbench.bench.probe.ProbeCheck;
import dev.ifsbench.bench.probe.ProbedSocket;
import dev.ifsbench.bench.probe.ProbedSocket.Verdict;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.screen.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What probing sockets has shown, for people. */
public final class ProbeText {
  private static final String WAYS_OUT =
      "Until then: WSCSetApplicationCategory keeps a layer out of one program by its category; a"
          + " catalog in another order puts another entry first; 'netsh winsock reset' removes all"
          + " layers, whose products must be installed again.";

  private ProbeText() {}

  /**
   * Returns the outcome of each check, socket by socket.
   *
   * @param screen that it is laid out for
   * @param source what was probed, a sentence
   * @param probed the sockets
   * @return the lines
   */
  public static List<String> lines(Screen screen, String source, List<ProbedSocket> probed) {
    List<String> lines = new ArrayList<>(List.of(source));
    for (ProbedSocket socket : probed) {
      lines.add("");
      lines.add(socket.what());
      TextTable table = new TextTable(screen);
      socket.outcomes().forEach((check, outcome) -> table.add(check.label(), outcome));
      lines.addAll(table.lines());
    }
    lines.add("");
    lines.addAll(findings(probed));
    return screen.wrapped(lines);
  }

  /**
   * Returns a table with a row for each check and a column for each socket.
   *
   * @param screen that it is laid out for
   * @param source what was probed, a sentence
   * @param probed the sockets
   * @return the lines
   */
  public static List<String> matrix(Screen screen, String source, List<ProbedSocket> probed) {
    List<String> lines = new ArrayList<>(List.of(source));
    probed.forEach(socket -> lines.add(socket.what()));
    lines.add("");
    TextTable table = new TextTable(screen);
    List<String> head = new ArrayList<>(List.of("technique"));
    probed.forEach(socket -> head.add(socket.name()));
    table.add(head);
    for (ProbeCheck check : ProbeCheck.values()) {
      if (probed.stream().anyMatch(socket -> socket.outcomes().containsKey(check))) {
        List<String> row = new ArrayList<>(List.of(check.label()));
        probed.forEach(socket -> row.add(cell(screen, socket, check)));
        table.add(row);
      }
    }
    lines.addAll(table.lines());
    lines.add("");
    lines.addAll(findings(probed));
    return screen.wrapped(lines);
  }

  private static String cell(Screen screen, ProbedSocket socket, ProbeCheck check) {
    if (!socket.outcomes().containsKey(check)) {
      return "";
    }
    String verdict = socket.verdict(check).name().toLowerCase(Locale.ROOT);
    return socket.verdict(check) == Verdict.BROKEN
        ? screen.style().passed(false, verdict)
        : verdict;
  }

  /**
   * What is broken, by whom, and what to do about it.
   *
   * @param probed the sockets
   * @return sentences, at least one
   */
  public static List<String> findings(List<ProbedSocket> probed) {
    List<String> findings = new ArrayList<>();
    boolean layered = false;
    for (ProbedSocket socket : probed) {
      for (ProbeCheck check : socket.outcomes().keySet()) {
        if (socket.verdict(check) == Verdict.BROKEN) {
          ProbedSocket culprit = socket.culprit(check, probed);
          findings.add(finding(socket, check, culprit));
          layered |= culprit.layered();
        } else if (socket.verdict(check) == Verdict.UNKNOWN) {
          findings.add(
              String.format(
                  Locale.ROOT,
                  "%s: the outcome of %s is unknown: %s.",
                  socket.name(),
                  check.label(),
                  socket.outcomes().get(check)));
        }
      }
    }
    if (findings.isEmpty()) {
      return List.of("Verdict: nothing is broken.");
    }
    if (layered) {
      findings.add(WAYS_OUT);
    }
    return findings;
  }

  private static String finding(ProbedSocket socket, ProbeCheck check, ProbedSocket culprit) {
    String outcome =
        String.format(
            Locale.ROOT,
            "%s breaks %s: %s; %s.",
            socket.name(),
            check.label(),
            socket.outcomes().get(check),
            check.consequence());
    if (!culprit.name().equals(socket.name())) {
      return String.format(
          Locale.ROOT, "%s It is broken below already: %s.", outcome, culprit.name());
    }
    return culprit.layered()
        ? String.format(
            Locale.ROOT, "%s Tell the maker of %s: %s.", outcome, culprit.what(), check.remedy())
        : String.format(Locale.ROOT, "%s No layer does that: it is the base provider.", outcome);
  }
}
