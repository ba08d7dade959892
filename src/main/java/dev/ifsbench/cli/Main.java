package dev.ifsbench.cli;

/** The command line. */
public final class Main {
  private Main() {}

  /**
   * Starts.
   *
   * @param args JMH arguments
   */
  public static void main(String[] args) throws Exception {
    org.openjdk.jmh.Main.main(args);
  }
}
