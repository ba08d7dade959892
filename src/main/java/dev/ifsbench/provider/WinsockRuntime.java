package dev.ifsbench.provider;

import dev.ifsbench.sockets.dll.HostedRuntime;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;
import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.Winsock;
import java.util.List;

/** This project's Ws2_32.dll, as a provider DLL sees it. */
final class WinsockRuntime implements HostedRuntime {
  private final Winsock winsock;

  WinsockRuntime(Winsock winsock) {
    this.winsock = winsock;
  }

  @Override
  public List<ProtocolInfo> catalog() {
    return winsock.catalog().enumerate().stream().map(CatalogEntry::info).toList();
  }

  @Override
  public int completeOverlappedRequest(
      long s, WsaOverlapped lpOverlapped, WinsockError dwError, int cbTransferred, Errno lpErrno) {
    return winsock
        .upcalls()
        .wpuCompleteOverlappedRequest(s, lpOverlapped, dwError, cbTransferred, lpErrno);
  }
}
