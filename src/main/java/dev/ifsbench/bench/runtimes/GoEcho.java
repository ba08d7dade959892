package dev.ifsbench.bench.runtimes;

import dev.ifsbench.spi.Ws2Def;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * As Go's {@code internal/poll} and its network poller do: each read and write is an overlapped
 * call with the program's own buffer. Packets are skipped if every TCP entry of the catalog has
 * {@code XP1_IFS_HANDLES}: one wrapping layer anywhere, and no socket of the process skips. The
 * poller takes 64 packets at once.
 *
 * @see <a href="https://github.com/golang/go/issues/77448">golang/go#77448</a>
 */
@State(Scope.Thread)
public class GoEcho extends OverlappedEcho {
  /** Constructor for JMH, which fills in the parameters. */
  public GoEcho() {}

  @Override
  int modes() {
    boolean allIfs =
        stack().winsock().catalog().enumerate().stream()
            .map(entry -> entry.info())
            .filter(info -> info.isOpenable() && info.protocol() == Ws2Def.IPPROTO_TCP)
            .allMatch(info -> info.hasIfsHandles());
    return allIfs ? SKIP_BOTH : 0;
  }

  @Override
  int batch() {
    return 64;
  }
}
