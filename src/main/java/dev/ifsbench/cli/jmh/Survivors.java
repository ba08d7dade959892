package dev.ifsbench.cli.jmh;

/**
 * Ends forks that outlive a run. A fork notices only at the end of its iteration that its parent is
 * gone, and disturbs the next measurement until then.
 */
public final class Survivors {
  private Survivors() {}

  /** Ends all forks when this process ends, however it ends. */
  public static void endWithThisProcess() {
    Runtime.getRuntime().addShutdownHook(new Thread(Survivors::end, "survivors"));
  }

  /** Ends all processes that this one has started, at once. */
  public static void end() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
