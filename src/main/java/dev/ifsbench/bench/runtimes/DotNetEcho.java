package dev.ifsbench.bench.runtimes;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * As .NET's {@code System.Net.Sockets} does: each asynchronous receive and send is an overlapped
 * call with the program's own buffer. It asks the handle itself to skip packets, and believes it
 * when that succeeds; it does not look at the catalog. What a handle of a layer's own promises
 * there, the layer need not keep.
 */
@State(Scope.Thread)
public class DotNetEcho extends OverlappedEcho {
  /** Constructor for JMH, which fills in the parameters. */
  public DotNetEcho() {}

  @Override
  int modes() {
    return SKIP_BOTH;
  }

  @Override
  int batch() {
    return 1024;
  }
}
