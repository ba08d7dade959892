package dev.ifsbench.sockets.winsock;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** {@link Kernel32} through JNA's direct mapping, whose stub keeps each call's error. */
final class JnaKernel32 implements Kernel32 {
  static {
    Native.register(JnaKernel32.class, NativeLibrary.getInstance("kernel32"));
  }

  JnaKernel32() {}

  @Override
  public native int CloseHandle(long hObject);

  @Override
  public native int GetHandleInformation(long hObject, long lpdwFlags);

  @Override
  public native int GetCurrentProcessId();

  @Override
  public native int GetCurrentThreadId();

  @Override
  public native long OpenThread(int dwDesiredAccess, int bInheritHandle, int dwThreadId);

  @Override
  public native long CreateEventW(
      long lpEventAttributes, int bManualReset, int bInitialState, long lpName);

  @Override
  public native int SetEvent(long hEvent);

  @Override
  public native int ResetEvent(long hEvent);

  @Override
  public native int WaitForSingleObject(long hHandle, int dwMilliseconds);

  @Override
  public native int SleepEx(int dwMilliseconds, int bAlertable);

  @Override
  public native int QueueUserAPC(long pfnAPC, long hThread, long dwData);

  @Override
  public native int ReadFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToRead,
      long lpNumberOfBytesRead,
      long lpOverlapped);

  @Override
  public native int WriteFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToWrite,
      long lpNumberOfBytesWritten,
      long lpOverlapped);

  @Override
  public native int GetOverlappedResult(
      long hFile, long lpOverlapped, long lpNumberOfBytesTransferred, int bWait);

  @Override
  public native int CancelIoEx(long hFile, long lpOverlapped);

  @Override
  public native int CancelIo(long hFile);

  @Override
  public native long CreateIoCompletionPort(
      long fileHandle,
      long existingCompletionPort,
      long completionKey,
      int numberOfConcurrentThreads);

  @Override
  public native int SetFileCompletionNotificationModes(long fileHandle, int flags);

  @Override
  public native int GetQueuedCompletionStatusEx(
      long completionPort,
      long lpCompletionPortEntries,
      int ulCount,
      long ulNumEntriesRemoved,
      int dwMilliseconds,
      int fAlertable);

  @Override
  public native int PostQueuedCompletionStatus(
      long completionPort, int dwNumberOfBytesTransferred, long dwCompletionKey, long lpOverlapped);
}
