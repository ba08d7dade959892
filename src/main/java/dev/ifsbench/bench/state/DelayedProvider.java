package dev.ifsbench.bench.state;

import dev.ifsbench.spi.CompletionRoutine;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.ProcedureTableRef;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ServiceProvider;
import dev.ifsbench.spi.UpcallTable;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.spi.WsaThreadId;
import dev.ifsbench.spi.WspData;
import dev.ifsbench.spi.WspFunction;

/** A provider whose {@code WSPSend} takes longer than necessary; everything else is unchanged. */
final class DelayedProvider implements ServiceProvider {
  private final ServiceProvider provider;
  private final Delay delay;

  DelayedProvider(ServiceProvider provider, Delay delay) {
    this.provider = provider;
    this.delay = delay;
  }

  @Override
  public WinsockError wspStartup(
      int wVersionRequested,
      WspData lpWspData,
      ProtocolInfo lpProtocolInfo,
      UpcallTable upcallTable,
      ProcedureTableRef lpProcTable) {
    WinsockError error =
        provider.wspStartup(wVersionRequested, lpWspData, lpProtocolInfo, upcallTable, lpProcTable);
    if (error == WinsockError.NO_ERROR) {
      WspFunction.Send send = new Send(lpProcTable.value.wspSend(), delay);
      lpProcTable.value = lpProcTable.value.toBuilder().with(WspFunction.Send.class, send).build();
    }
    return error;
  }

  private record Send(WspFunction.Send send, Delay delay) implements WspFunction.Send {
    @Override
    public int invoke(
        long s,
        WsaBuf[] lpBuffers,
        int dwBufferCount,
        IntRef lpNumberOfBytesSent,
        int dwFlags,
        WsaOverlapped lpOverlapped,
        CompletionRoutine lpCompletionRoutine,
        WsaThreadId lpThreadId,
        Errno lpErrno) {
      delay.spend();
      return send.invoke(
          s,
          lpBuffers,
          dwBufferCount,
          lpNumberOfBytesSent,
          dwFlags,
          lpOverlapped,
          lpCompletionRoutine,
          lpThreadId,
          lpErrno);
    }
  }
}
