package dev.ifsbench.report.export;

/** The formats in which {@code gate} and {@code compare} say what they found. */
public enum CheckFormat {
  /** For people, in a terminal. */
  TEXT("text"),
  /** One JSON object, for programs. */
  JSON("json"),
  /** GitHub-flavoured Markdown, for a comment of a pull request. */
  MARKDOWN("markdown"),
  /** JUnit's XML as Surefire writes it, for what shows tests. */
  JUNIT("junit"),
  /** Workflow commands that GitHub Actions shows as annotations. */
  GITHUB("github"),
  /** The JSON of shields.io's endpoint badge. */
  BADGE("badge");

  private final String label;

  CheckFormat(String label) {
    this.label = label;
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return label;
  }
}
