package dev.ifsbench.bench.floor;

import dev.ifsbench.bench.paired.Loop;
import dev.ifsbench.bench.state.SocketPair;
import dev.ifsbench.bench.state.WinsockException;
import dev.ifsbench.sockets.dll.HostedLoop;
import dev.ifsbench.sockets.dll.TransferFunctions;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;

/** {@link Loop} in C through a provider's own table, with nothing of Java's in the loop. */
final class HostedInC implements Loop {
  private final HostedLoop loop;
  private final TransferFunctions functions;
  private final SocketPair pair;
  private final NativeMemory message;

  HostedInC(HostedLoop loop, TransferFunctions functions, SocketPair pair, int payload) {
    this.loop = loop;
    this.functions = functions;
    this.pair = pair;
    message = new NativeMemory(payload);
  }

  @Override
  public void run(int times) {
    int error =
        loop.sendReceive(
            functions,
            pair.near().socket(),
            pair.far().socket(),
            message.address(),
            message.size(),
            times);
    if (error != 0) {
      throw new WinsockException(
          "a send or receive of the provider in C failed: " + WinsockError.fromCode(error));
    }
  }
}
