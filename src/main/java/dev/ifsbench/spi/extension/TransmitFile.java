package dev.ifsbench.spi.extension;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.spi.WsaOverlapped;

/**
 * {@code TransmitFile}: sends a file, with bytes before and after it.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/mswsock/nf-mswsock-transmitfile">TransmitFile</a>
 */
@FunctionalInterface
public interface TransmitFile {
  /**
   * Sends a file.
   *
   * @param s a connected stream socket
   * @param hFile the file, or 0 for none: only the buffers are sent then
   * @param nNumberOfBytesToWrite bytes of the file, 0 for all
   * @param nNumberOfBytesPerSend bytes a send, 0 for the usual
   * @param lpOverlapped the operation's structure, or null
   * @param head what goes before the file, or null
   * @param tail what goes after it, or null
   * @param dwReserved {@code TF_*} flags
   * @param lpErrno {@code WSA_IO_PENDING} if the operation goes on
   * @return true if it has ended
   */
  boolean invoke(
      long s,
      long hFile,
      int nNumberOfBytesToWrite,
      int nNumberOfBytesPerSend,
      WsaOverlapped lpOverlapped,
      WsaBuf head,
      WsaBuf tail,
      int dwReserved,
      Errno lpErrno);
}
