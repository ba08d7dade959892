package dev.ifsbench.sockets.dll;

import com.sun.jna.Native;
import dev.ifsbench.spi.NativeMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A DLL that is loaded into this process. It stays loaded: what C keeps of Java's functions, and
 * threads that it has started, would outlive it.
 */
final class DllModule {
  private static final int MESSAGE_CHARACTERS = 512;

  private final long handle;

  private DllModule(long handle) {
    this.handle = handle;
  }

  /**
   * Loads a DLL.
   *
   * @param path its absolute path
   * @return the same module each time
   * @throws ProviderLoadException if the system does not load it, with the system's reason
   */
  static DllModule load(Path path) throws ProviderLoadException {
    NativeMemory name = wide(path.toString());
    NativeMemory mode = new NativeMemory(Integer.BYTES);
    DllLoader.SetThreadErrorMode(DllLoader.NO_WINDOW, mode.address());
    long handle = DllLoader.LoadLibraryExW(name.address(), 0, DllLoader.BESIDE_IT);
    int error = Native.getLastError();
    DllLoader.SetThreadErrorMode(mode.getInt(0), 0);
    NativeMemory.keep(name);
    NativeMemory.keep(mode);
    if (handle == 0) {
      throw new ProviderLoadException(
          String.format(Locale.ROOT, "'%s' does not load: %s", path, why(error)));
    }
    return new DllModule(handle);
  }

  private static String why(int error) {
    String reason = reason(error);
    return switch (error) {
      case DllLoader.ERROR_MOD_NOT_FOUND -> "a DLL that it needs is missing: " + reason;
      case DllLoader.ERROR_DLL_INIT_FAILED -> "its DllMain answered FALSE: " + reason;
      default -> reason;
    };
  }

  /**
   * What the system says of an error.
   *
   * @param error its number
   * @return one line with the number in it, in the system's language
   */
  static String reason(int error) {
    NativeMemory text = new NativeMemory(MESSAGE_CHARACTERS * Character.BYTES);
    int flags = DllLoader.FROM_SYSTEM | DllLoader.IGNORE_INSERTS | DllLoader.ONE_LINE;
    int length =
        DllLoader.FormatMessageW(flags, 0, error, 0, text.address(), MESSAGE_CHARACTERS, 0);
    String message =
        new String(text.getBytes(0, length * Character.BYTES), StandardCharsets.UTF_16LE)
            .strip()
            .replaceFirst("\\.$", "");
    return message.isEmpty()
        ? String.format(Locale.ROOT, "error %d", error)
        : String.format(Locale.ROOT, "%s (error %d)", message, error);
  }

  /**
   * A DLL that the process has loaded already.
   *
   * @param name its name, such as {@code ws2_32}
   */
  static DllModule loaded(String name) {
    NativeMemory text = wide(name);
    long handle = DllLoader.GetModuleHandleW(text.address());
    NativeMemory.keep(text);
    return new DllModule(handle);
  }

  /** {@code HMODULE}, which is where its headers begin. */
  long handle() {
    return handle;
  }

  /**
   * Finds an export.
   *
   * @param name of a function
   * @return its address, or 0
   */
  long export(String name) {
    NativeMemory text = new NativeMemory(name.length() + 1);
    text.putBytes(0, name.getBytes(StandardCharsets.US_ASCII));
    long address = DllLoader.GetProcAddress(handle, text.address());
    NativeMemory.keep(text);
    return address;
  }

  private static NativeMemory wide(String text) {
    byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_16LE);
    NativeMemory memory = new NativeMemory(bytes.length);
    memory.putBytes(0, bytes);
    return memory;
  }
}
