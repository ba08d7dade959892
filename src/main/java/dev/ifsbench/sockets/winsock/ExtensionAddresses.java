package dev.ifsbench.sockets.winsock;

import static dev.ifsbench.sockets.winsock.WindowsDlls.WS2_32;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.extension.ExtensionFunction;
import java.util.EnumMap;
import java.util.Map;

/**
 * The addresses of the extension functions of one catalog entry's provider, which are good for its
 * sockets alone. Safe for use by several threads.
 */
final class ExtensionAddresses {
  private final Map<ExtensionFunction, Function> known = new EnumMap<>(ExtensionFunction.class);

  ExtensionAddresses() {}

  /**
   * Finds a function, by {@code SIO_GET_EXTENSION_FUNCTION_POINTER} if it is not known yet.
   *
   * @param function which
   * @param s a socket of the entry
   * @param errno where the error goes
   * @return null if the provider does not have it
   */
  synchronized Function find(ExtensionFunction function, long s, Errno errno) {
    Function found = known.get(function);
    if (found == null) {
      found = ask(function, s, errno);
      if (found != null) {
        known.put(function, found);
      }
    }
    return found;
  }

  private static Function ask(ExtensionFunction function, long s, Errno errno) {
    NativeMemory guid = function.toMemory();
    NativeMemory pointer = new NativeMemory(Long.BYTES);
    int failed =
        WS2_32.WSAIoctl(
            s,
            Ws2Def.SIO_GET_EXTENSION_FUNCTION_POINTER,
            guid.address(),
            guid.size(),
            pointer.address(),
            pointer.size(),
            WinsockScratch.get().first(0),
            0,
            0);
    NativeMemory.keep(guid);
    if (failed != 0) {
      errno.set(WindowsDlls.error());
      return null;
    }
    return Function.getFunction(new Pointer(pointer.getLong(0)));
  }
}
