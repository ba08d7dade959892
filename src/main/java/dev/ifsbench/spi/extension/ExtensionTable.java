package dev.ifsbench.spi.extension;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import java.util.EnumMap;
import java.util.Map;

/** The extension functions of one provider. All methods may be called by any thread. */
public final class ExtensionTable {
  private final Map<ExtensionFunction, Object> functions;
  private final Map<ExtensionFunction, Long> pointers = new EnumMap<>(ExtensionFunction.class);

  /**
   * Makes a table.
   *
   * @param functions the functions that there are
   */
  public ExtensionTable(Map<ExtensionFunction, Object> functions) {
    this.functions = new EnumMap<>(functions);
  }

  /**
   * Which function {@code SIO_GET_EXTENSION_FUNCTION_POINTER} asks for.
   *
   * @param in the input
   * @param cbIn its bytes
   * @param out the room for the pointer
   * @param cbOut its bytes
   * @param cbReturned where the count of bytes goes
   * @param errno {@code WSAEFAULT} if one is missing or too small; {@code WSAEINVAL} if the GUID is
   *     no function's
   * @return the function, or null
   */
  public static ExtensionFunction asked(
      NativeMemory in, int cbIn, NativeMemory out, int cbOut, IntRef cbReturned, Errno errno) {
    if (in == null
        || out == null
        || cbReturned == null
        || Math.min(cbIn, in.size()) < ExtensionFunction.GUID_SIZE
        || Math.min(cbOut, out.size()) < Long.BYTES) {
      errno.set(WinsockError.WSAEFAULT);
      return null;
    }
    ExtensionFunction function = ExtensionFunction.of(in);
    if (function == null) {
      errno.set(WinsockError.WSAEINVAL);
    }
    return function;
  }

  /**
   * Answers with the address of a function.
   *
   * @param function which
   * @param out where it goes
   * @param cbReturned out: its bytes
   * @param errno {@code WSAEOPNOTSUPP} if the provider does not have it
   * @return 0, or {@code SOCKET_ERROR}
   */
  public int answer(ExtensionFunction function, NativeMemory out, IntRef cbReturned, Errno errno) {
    Object implementation = functions.get(function);
    if (implementation == null) {
      return errno.fail(WinsockError.WSAEOPNOTSUPP);
    }
    out.putLong(0, pointer(function, implementation));
    cbReturned.value = Long.BYTES;
    return 0;
  }

  private synchronized long pointer(ExtensionFunction function, Object implementation) {
    return pointers.computeIfAbsent(function, each -> ExtensionPointers.add(implementation));
  }
}
