package dev.ifsbench.sockets.winsock;

import dev.ifsbench.sockets.libc.ForeignLinker;
import java.lang.invoke.MethodHandle;

/**
 * {@link Kernel32} through the foreign function and memory API of JDK 22 and newer, in the manner
 * of {@link dev.ifsbench.sockets.libc.FfmLibC}: each call leaves its error in {@link
 * CapturedError}.
 */
final class FfmKernel32 implements Kernel32 {
  /** Binds all functions. */
  FfmKernel32() {
    Function.bind();
  }

  @Override
  public int CloseHandle(long hObject) {
    try {
      return (int) Function.CLOSE_HANDLE.invokeExact(CapturedError.segment(), hObject);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int GetHandleInformation(long hObject, long lpdwFlags) {
    try {
      return (int)
          Function.GET_HANDLE_INFORMATION.invokeExact(CapturedError.segment(), hObject, lpdwFlags);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int GetCurrentProcessId() {
    try {
      return (int) Function.GET_CURRENT_PROCESS_ID.invokeExact(CapturedError.segment());
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int GetCurrentThreadId() {
    try {
      return (int) Function.GET_CURRENT_THREAD_ID.invokeExact(CapturedError.segment());
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long OpenThread(int dwDesiredAccess, int bInheritHandle, int dwThreadId) {
    try {
      return (long)
          Function.OPEN_THREAD.invokeExact(
              CapturedError.segment(), dwDesiredAccess, bInheritHandle, dwThreadId);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long CreateEventW(
      long lpEventAttributes, int bManualReset, int bInitialState, long lpName) {
    try {
      return (long)
          Function.CREATE_EVENT_W.invokeExact(
              CapturedError.segment(), lpEventAttributes, bManualReset, bInitialState, lpName);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int SetEvent(long hEvent) {
    try {
      return (int) Function.SET_EVENT.invokeExact(CapturedError.segment(), hEvent);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int ResetEvent(long hEvent) {
    try {
      return (int) Function.RESET_EVENT.invokeExact(CapturedError.segment(), hEvent);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int WaitForSingleObject(long hHandle, int dwMilliseconds) {
    try {
      return (int)
          Function.WAIT_FOR_SINGLE_OBJECT.invokeExact(
              CapturedError.segment(), hHandle, dwMilliseconds);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int SleepEx(int dwMilliseconds, int bAlertable) {
    try {
      return (int)
          Function.SLEEP_EX.invokeExact(CapturedError.segment(), dwMilliseconds, bAlertable);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int QueueUserAPC(long pfnAPC, long hThread, long dwData) {
    try {
      return (int)
          Function.QUEUE_USER_APC.invokeExact(CapturedError.segment(), pfnAPC, hThread, dwData);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int ReadFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToRead,
      long lpNumberOfBytesRead,
      long lpOverlapped) {
    try {
      return (int)
          Function.READ_FILE.invokeExact(
              CapturedError.segment(),
              hFile,
              lpBuffer,
              nNumberOfBytesToRead,
              lpNumberOfBytesRead,
              lpOverlapped);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int WriteFile(
      long hFile,
      long lpBuffer,
      int nNumberOfBytesToWrite,
      long lpNumberOfBytesWritten,
      long lpOverlapped) {
    try {
      return (int)
          Function.WRITE_FILE.invokeExact(
              CapturedError.segment(),
              hFile,
              lpBuffer,
              nNumberOfBytesToWrite,
              lpNumberOfBytesWritten,
              lpOverlapped);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int GetOverlappedResult(
      long hFile, long lpOverlapped, long lpNumberOfBytesTransferred, int bWait) {
    try {
      return (int)
          Function.GET_OVERLAPPED_RESULT.invokeExact(
              CapturedError.segment(), hFile, lpOverlapped, lpNumberOfBytesTransferred, bWait);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int CancelIoEx(long hFile, long lpOverlapped) {
    try {
      return (int) Function.CANCEL_IO_EX.invokeExact(CapturedError.segment(), hFile, lpOverlapped);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int CancelIo(long hFile) {
    try {
      return (int) Function.CANCEL_IO.invokeExact(CapturedError.segment(), hFile);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public long CreateIoCompletionPort(
      long fileHandle,
      long existingCompletionPort,
      long completionKey,
      int numberOfConcurrentThreads) {
    try {
      return (long)
          Function.CREATE_IO_COMPLETION_PORT.invokeExact(
              CapturedError.segment(),
              fileHandle,
              existingCompletionPort,
              completionKey,
              numberOfConcurrentThreads);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int SetFileCompletionNotificationModes(long fileHandle, int flags) {
    try {
      return (int)
          Function.SET_FILE_COMPLETION_NOTIFICATION_MODES.invokeExact(
              CapturedError.segment(), fileHandle, flags);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int GetQueuedCompletionStatusEx(
      long completionPort,
      long lpCompletionPortEntries,
      int ulCount,
      long ulNumEntriesRemoved,
      int dwMilliseconds,
      int fAlertable) {
    try {
      return (int)
          Function.GET_QUEUED_COMPLETION_STATUS_EX.invokeExact(
              CapturedError.segment(),
              completionPort,
              lpCompletionPortEntries,
              ulCount,
              ulNumEntriesRemoved,
              dwMilliseconds,
              fAlertable);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  @Override
  public int PostQueuedCompletionStatus(
      long completionPort,
      int dwNumberOfBytesTransferred,
      long dwCompletionKey,
      long lpOverlapped) {
    try {
      return (int)
          Function.POST_QUEUED_COMPLETION_STATUS.invokeExact(
              CapturedError.segment(),
              completionPort,
              dwNumberOfBytesTransferred,
              dwCompletionKey,
              lpOverlapped);
    } catch (Throwable e) {
      throw ForeignLinker.unexpected(e);
    }
  }

  /**
   * The functions, apart so that nothing is bound where they do not exist. Only a handle that is a
   * constant becomes part of the code that calls it.
   */
  private static final class Function {
    private static final ForeignLinker LINKER = CapturedError.linker("kernel32");

    static final MethodHandle CLOSE_HANDLE = LINKER.bind("CloseHandle", int.class, long.class);

    static final MethodHandle GET_HANDLE_INFORMATION =
        LINKER.bind("GetHandleInformation", int.class, long.class, long.class);

    static final MethodHandle GET_CURRENT_PROCESS_ID =
        LINKER.bind("GetCurrentProcessId", int.class);

    static final MethodHandle GET_CURRENT_THREAD_ID = LINKER.bind("GetCurrentThreadId", int.class);

    static final MethodHandle OPEN_THREAD =
        LINKER.bind("OpenThread", long.class, int.class, int.class, int.class);

    static final MethodHandle CREATE_EVENT_W =
        LINKER.bind("CreateEventW", long.class, long.class, int.class, int.class, long.class);

    static final MethodHandle SET_EVENT = LINKER.bind("SetEvent", int.class, long.class);

    static final MethodHandle RESET_EVENT = LINKER.bind("ResetEvent", int.class, long.class);

    static final MethodHandle WAIT_FOR_SINGLE_OBJECT =
        LINKER.bind("WaitForSingleObject", int.class, long.class, int.class);

    static final MethodHandle SLEEP_EX = LINKER.bind("SleepEx", int.class, int.class, int.class);

    static final MethodHandle QUEUE_USER_APC =
        LINKER.bind("QueueUserAPC", int.class, long.class, long.class, long.class);

    static final MethodHandle READ_FILE =
        LINKER.bind(
            "ReadFile", int.class, long.class, long.class, int.class, long.class, long.class);

    static final MethodHandle WRITE_FILE =
        LINKER.bind(
            "WriteFile", int.class, long.class, long.class, int.class, long.class, long.class);

    static final MethodHandle GET_OVERLAPPED_RESULT =
        LINKER.bind(
            "GetOverlappedResult", int.class, long.class, long.class, long.class, int.class);

    static final MethodHandle CANCEL_IO_EX =
        LINKER.bind("CancelIoEx", int.class, long.class, long.class);

    static final MethodHandle CANCEL_IO = LINKER.bind("CancelIo", int.class, long.class);

    static final MethodHandle CREATE_IO_COMPLETION_PORT =
        LINKER.bind(
            "CreateIoCompletionPort", long.class, long.class, long.class, long.class, int.class);

    static final MethodHandle SET_FILE_COMPLETION_NOTIFICATION_MODES =
        LINKER.bind("SetFileCompletionNotificationModes", int.class, long.class, int.class);

    static final MethodHandle GET_QUEUED_COMPLETION_STATUS_EX =
        LINKER.bind(
            "GetQueuedCompletionStatusEx",
            int.class,
            long.class,
            long.class,
            int.class,
            long.class,
            int.class,
            int.class);

    static final MethodHandle POST_QUEUED_COMPLETION_STATUS =
        LINKER.bind(
            "PostQueuedCompletionStatus", int.class, long.class, int.class, long.class, long.class);

    static void bind() {
      // Runs the initializers above, on first use and under the class's lock.
    }
  }
}
