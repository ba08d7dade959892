package dev.ifsbench.sockets.winsock;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * Windows' {@code kernel32.dll} through JNA's direct mapping, in the manner of {@link Ws2_32};
 * {@code BOOL} results are 0 for failure.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ioapiset/">ioapiset.h</a>
 */
final class Kernel32 {
  static final long INVALID_HANDLE_VALUE = -1L;
  static final int INFINITE = -1;
  static final int WAIT_OBJECT_0 = 0;
  static final int WAIT_IO_COMPLETION = 0xC0;
  static final int WAIT_TIMEOUT = 258;
  static final int THREAD_SET_CONTEXT = 0x10;
  static final int ERROR_HANDLE_EOF = 38;
  static final int ERROR_BROKEN_PIPE = 109;
  static final int ERROR_NETNAME_DELETED = 64;
  static final int ERROR_MORE_DATA = 234;
  static final int ERROR_NOT_FOUND = 1168;

  static {
    Native.register(Kernel32.class, NativeLibrary.getInstance("kernel32"));
  }

  private Kernel32() {}

  static native int CloseHandle(long hObject);

  static native int GetHandleInformation(long hObject, long lpdwFlags);

  static native int GetCurrentProcessId();

  static native int GetCurrentThreadId();

  static native long OpenThread(int dwDesiredAccess, int bInheritHandle, int dwThreadId);

  static native long CreateEventW(
      long lpEventAttributes, int bManualReset, int bInitialState, long lpName);

  static native int SetEvent(long hEvent);

  static native int ResetEvent(long hEvent);

  static native int WaitForSingleObject(long hHandle, int dwMilliseconds);

  static native int SleepEx(int dwMilliseconds, int bAlertable);

  static native int QueueUserAPC(long pfnAPC, long hThread, long dwData);

  static native int ReadFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToRead,
      long lpNumberOfBytesRead,
      long lpOverlapped);

  static native int WriteFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToWrite,
      long lpNumberOfBytesWritten,
      long lpOverlapped);

  static native int GetOverlappedResult(
      long hFile, long lpOverlapped, long lpNumberOfBytesTransferred, int bWait);

  static native int CancelIoEx(long hFile, long lpOverlapped);

  static native int CancelIo(long hFile);

  static native long CreateIoCompletionPort(
      long fileHandle,
      long existingCompletionPort,
      long completionKey,
      int numberOfConcurrentThreads);

  static native int SetFileCompletionNotificationModes(long fileHandle, int flags);

  static native int GetQueuedCompletionStatusEx(
      long completionPort,
      long lpCompletionPortEntries,
      int ulCount,
      long ulNumEntriesRemoved,
      int dwMilliseconds,
      int fAlertable);

  static native int PostQueuedCompletionStatus(
      long completionPort, int dwNumberOfBytesTransferred, long dwCompletionKey, long lpOverlapped);
}
