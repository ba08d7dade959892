package dev.ifsbench.sockets.winsock;

import static dev.ifsbench.sockets.winsock.WindowsDlls.KERNEL32;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;
import java.lang.ref.Cleaner;

/**
 * {@code ReadFile} and {@code WriteFile} that return when the operation has ended. A socket that
 * can do overlapped I/O wants an {@code OVERLAPPED} for each; this one's event has its low bit set,
 * which keeps the operation from the handle's completion port. For one thread.
 */
final class SynchronousFile {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final long NOT_AT_PORT = 1;

  private static final ThreadLocal<SynchronousFile> OF_THREAD =
      ThreadLocal.withInitial(SynchronousFile::new);

  private final WsaOverlapped overlapped = new WsaOverlapped();

  private SynchronousFile() {
    long event = KERNEL32.CreateEventW(0, 1, 0, 0);
    overlapped.setEvent(event | NOT_AT_PORT);
    CLEANER.register(this, () -> KERNEL32.CloseHandle(event));
  }

  /** The calling thread's. */
  static SynchronousFile get() {
    return OF_THREAD.get();
  }

  /** Reads; 0 at the end of a stream. */
  int read(long handle, long address, int length, Errno errno) {
    if (isNoBuffer(address, length)) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    clear();
    int done = KERNEL32.ReadFile(handle, address, length, 0, overlapped.address());
    return finish(done, handle, true, errno);
  }

  /** Writes, and returns the number of bytes written. */
  int write(long handle, long address, int length, Errno errno) {
    if (isNoBuffer(address, length)) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    clear();
    int done = KERNEL32.WriteFile(handle, address, length, 0, overlapped.address());
    return finish(done, handle, false, errno);
  }

  private static boolean isNoBuffer(long address, int length) {
    return length < 0 || (address == 0 && length > 0);
  }

  private void clear() {
    overlapped.setInternal(0);
    overlapped.setInternalHigh(0);
    overlapped.setOffset(0);
    overlapped.setOffsetHigh(0);
  }

  private int finish(int done, long handle, boolean reads, Errno errno) {
    if (done == 0 && WindowsDlls.lastError() != WinsockError.WSA_IO_PENDING.code()) {
      return failed(reads, errno);
    }
    WinsockScratch scratch = WinsockScratch.get();
    long count = scratch.first(0);
    return KERNEL32.GetOverlappedResult(handle, overlapped.address(), count, 1) == 0
        ? failed(reads, errno)
        : scratch.getFirst();
  }

  // kernel32.dll speaks of files: what it says of a socket has other names in Winsock.
  private int failed(boolean reads, Errno errno) {
    int error = WindowsDlls.lastError();
    if (NtStatus.isAborted((int) overlapped.internal())) {
      return errno.fail(WinsockError.WSA_OPERATION_ABORTED);
    }
    if (reads && (error == Kernel32.ERROR_HANDLE_EOF || error == Kernel32.ERROR_BROKEN_PIPE)) {
      return 0;
    }
    return errno.fail(
        switch (error) {
          case Kernel32.ERROR_NETNAME_DELETED -> WinsockError.WSAECONNRESET;
          case Kernel32.ERROR_MORE_DATA -> WinsockError.WSAEMSGSIZE;
          default -> WinsockError.fromCode(error);
        });
  }
}
