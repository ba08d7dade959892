package dev.ifsbench.report.html;

import dev.ifsbench.report.html.chart.ForeignText;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Commits, with a link to each where the repository's address is known. */
final class CommitLinks {
  private static final int SHORT = 10;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,64}");

  private final Optional<URI> repository;

  CommitLinks(Optional<URI> repository) {
    this.repository = repository;
  }

  /**
   * Appends a commit.
   *
   * @param parent what it is put into
   * @param commit its hash, or what else a run says it is of
   */
  void addTo(Element parent, String commit) {
    if (repository.isPresent() && HASH.matcher(commit).matches()) {
      String address = repository.get().toString().replaceFirst("/+$", "");
      parent
          .appendElement("a")
          .attr("href", address + "/commit/" + commit)
          .attr("rel", "noreferrer")
          .text(shortened(commit));
    } else {
      ForeignText.addPhrase(parent, shortened(commit));
    }
  }

  /** Ten characters, which tell commits apart. */
  static String shortened(String commit) {
    return commit.length() > SHORT ? commit.substring(0, SHORT) : commit;
  }
}
