package dev.ifsbench.cli.jmh;

/**
 * The forks of a run that is over. Left alone, a fork notices only at the end of its iteration that
 * nobody listens any more, and until then disturbs whatever is measured next.
 */
public final class Survivors {
  private Survivors() {}

  /** Has them ended when this process ends, however that comes about. */
  public static void endWithThisProcess() {
    Runtime.getRuntime().addShutdownHook(new Thread(Survivors::end, "survivors"));
  }

  /** Ends all processes that this one has started, at once. */
  public static void end() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
