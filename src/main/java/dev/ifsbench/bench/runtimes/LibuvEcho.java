package dev.ifsbench.bench.runtimes;

import dev.ifsbench.bench.state.Batch;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.ServiceFlags;
import dev.ifsbench.spi.Ws2Def;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * As libuv does: it waits for data by an overlapped {@code WSARecv} of no bytes, then receives by
 * calls that do not wait until one gives less than the buffer holds, and answers by an overlapped
 * {@code WSASend}. Packets are skipped if {@code SO_PROTOCOL_INFOW} of a socket of the family says
 * {@code XP1_IFS_HANDLES}. The loop takes 128 packets at once.
 *
 * @see <a href="https://github.com/libuv/libuv/pull/2600">libuv/libuv#2600</a>
 */
@State(Scope.Thread)
public class LibuvEcho extends OverlappedEcho {
  /** Constructor for JMH, which fills in the parameters. */
  public LibuvEcho() {}

  @Override
  void open() {
    setNonBlocking();
    super.open();
  }

  @Override
  int modes() {
    ProtocolInfoLayout layout = ProtocolInfoLayout.of(Ws2Def.SO_PROTOCOL_INFOW);
    NativeMemory info = new NativeMemory(layout.size());
    int result =
        stack()
            .winsock()
            .getsockopt(
                socket(),
                Ws2Def.SOL_SOCKET,
                Ws2Def.SO_PROTOCOL_INFOW,
                info,
                new IntRef(info.size()),
                errno());
    if (result != 0) {
      throw new WinsockException("SO_PROTOCOL_INFOW", errno());
    }
    boolean ifs = (info.getInt(0) & ServiceFlags.XP1_IFS_HANDLES) != 0; // dwServiceFlags1
    return ifs ? SKIP_BOTH : 0;
  }

  @Override
  int batch() {
    return 128;
  }

  @Override
  int bytesLent() {
    return 0;
  }

  @Override
  int serve() {
    await();
    int echoed = 0;
    while (receive(Batch.MAX_BYTES, null)) {
      int received = some(transferred());
      echoed += answer(received);
      if (received < Batch.MAX_BYTES) {
        break;
      }
    }
    return echoed;
  }
}
