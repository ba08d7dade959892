package dev.ifsbench.sockets.dll;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * What of Windows' {@code kernel32.dll} loads a DLL and looks into it, through JNA's direct
 * mapping; {@code BOOL} results are 0 for failure, and {@link Native#getLastError} then has the
 * reason.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/libloaderapi/">libloaderapi.h</a>
 */
final class DllLoader {
  /** {@code LOAD_WITH_ALTERED_SEARCH_PATH}: what a DLL needs is looked for beside it. */
  static final int BESIDE_IT = 8;

  /** {@code SEM_FAILCRITICALERRORS}: no window that somebody would have to close. */
  static final int NO_WINDOW = 1;

  static final int ERROR_MOD_NOT_FOUND = 126;
  static final int ERROR_DLL_INIT_FAILED = 1114;

  static final int FROM_SYSTEM = 0x1000;
  static final int IGNORE_INSERTS = 0x200;
  static final int ONE_LINE = 0xFF;

  static final int PAGE_READWRITE = 4;

  static {
    Native.register(DllLoader.class, NativeLibrary.getInstance("kernel32"));
  }

  private DllLoader() {}

  static native long LoadLibraryExW(long lpLibFileName, long hFile, int dwFlags);

  static native long GetModuleHandleW(long lpModuleName);

  static native long GetProcAddress(long hModule, long lpProcName);

  static native int SetThreadErrorMode(int dwNewMode, long lpOldMode);

  static native int FormatMessageW(
      int dwFlags,
      long lpSource,
      int dwMessageId,
      int dwLanguageId,
      long lpBuffer,
      int nSize,
      long arguments);

  static native int VirtualProtect(
      long lpAddress, long dwSize, int flNewProtect, long lpflOldProtect);
}
