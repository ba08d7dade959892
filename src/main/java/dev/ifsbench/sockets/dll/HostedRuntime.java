package dev.ifsbench.sockets.dll;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.List;

/** What a provider DLL asks of Ws2_32.dll by its exports: this project's catalog and runtime. */
public interface HostedRuntime {
  /**
   * The catalog, as {@code WSCEnumProtocols} lists it.
   *
   * @return every entry in catalog order, hidden ones included
   */
  List<ProtocolInfo> catalog();

  /**
   * {@code WPUCompleteOverlappedRequest}.
   *
   * @param s a handle made by {@code WPUCreateSocketHandle}
   * @param lpOverlapped the operation's structure
   * @param dwError how it ended
   * @param cbTransferred bytes transferred
   * @param lpErrno where the error goes
   * @return 0, or {@code SOCKET_ERROR}
   */
  int completeOverlappedRequest(
      long s, WsaOverlapped lpOverlapped, WinsockError dwError, int cbTransferred, Errno lpErrno);
}
