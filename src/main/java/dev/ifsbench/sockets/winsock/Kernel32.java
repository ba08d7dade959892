package dev.ifsbench.sockets.winsock;

/**
 * The functions of Windows' {@code kernel32.dll}, in the manner of {@link Ws2_32}; {@code BOOL}
 * results are 0 for failure.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ioapiset/">ioapiset.h</a>
 */
interface Kernel32 {
  long INVALID_HANDLE_VALUE = -1L;
  int INFINITE = -1;
  int WAIT_OBJECT_0 = 0;
  int WAIT_IO_COMPLETION = 0xC0;
  int WAIT_TIMEOUT = 258;
  int THREAD_SET_CONTEXT = 0x10;
  int ERROR_HANDLE_EOF = 38;
  int ERROR_BROKEN_PIPE = 109;
  int ERROR_NETNAME_DELETED = 64;
  int ERROR_MORE_DATA = 234;
  int ERROR_NOT_FOUND = 1168;

  int CloseHandle(long hObject);

  int GetHandleInformation(long hObject, long lpdwFlags);

  int GetCurrentProcessId();

  int GetCurrentThreadId();

  long OpenThread(int dwDesiredAccess, int bInheritHandle, int dwThreadId);

  long CreateEventW(long lpEventAttributes, int bManualReset, int bInitialState, long lpName);

  int SetEvent(long hEvent);

  int ResetEvent(long hEvent);

  int WaitForSingleObject(long hHandle, int dwMilliseconds);

  int SleepEx(int dwMilliseconds, int bAlertable);

  int QueueUserAPC(long pfnAPC, long hThread, long dwData);

  int ReadFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToRead,
      long lpNumberOfBytesRead,
      long lpOverlapped);

  int WriteFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToWrite,
      long lpNumberOfBytesWritten,
      long lpOverlapped);

  int GetOverlappedResult(
      long hFile, long lpOverlapped, long lpNumberOfBytesTransferred, int bWait);

  int CancelIoEx(long hFile, long lpOverlapped);

  int CancelIo(long hFile);

  long CreateIoCompletionPort(
      long fileHandle,
      long existingCompletionPort,
      long completionKey,
      int numberOfConcurrentThreads);

  int SetFileCompletionNotificationModes(long fileHandle, int flags);

  int GetQueuedCompletionStatusEx(
      long completionPort,
      long lpCompletionPortEntries,
      int ulCount,
      long ulNumEntriesRemoved,
      int dwMilliseconds,
      int fAlertable);

  int PostQueuedCompletionStatus(
      long completionPort, int dwNumberOfBytesTransferred, long dwCompletionKey, long lpOverlapped);
}
