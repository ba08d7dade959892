package dev.ifsbench.sockets.dll;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Pointer;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.WsaOverlapped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stands in for Ws2_32.dll before one provider DLL: what it imports from there to find itself and
 * its next provider in the catalog, and to announce the ends of its operations, leads to this
 * project's catalog and runtime. A function that it looks up by its name does so too. Everything
 * else that it imports stays the system's.
 *
 * <p>Nothing of Java's may reach C, as for {@link NativeUpcalls}.
 */
final class HostedExports {
  private static final String WS2_32 = "ws2_32.dll";
  private static final String GET_PROC_ADDRESS = "GetProcAddress";

  /** The names of {@code WSPUPCALLTABLE}, in its order. */
  private static final List<String> UPCALLS =
      List.of(
          "CloseEvent",
          "CloseSocketHandle",
          "CreateEvent",
          "CreateSocketHandle",
          "FDIsSet",
          "GetProviderPath",
          "ModifyIFSHandle",
          "PostMessage",
          "QueryBlockingCallback",
          "QuerySocketHandleContext",
          "QueueApc",
          "ResetEvent",
          "SetEvent",
          "OpenCurrentThread",
          "CloseThread");

  /** What only a layer asks for: who is in the catalog, and where. */
  private static final Set<String> OF_LAYERS = Set.of("WSCEnumProtocols", "WSCGetProviderPath");

  /** {@code WSCEnumProtocols}. */
  interface CatalogListing extends Callback {
    int invoke(long lpiProtocols, long lpProtocolBuffer, long lpdwBufferLength, long lpErrno);
  }

  /** {@code WSAEnumProtocols}. */
  interface ProtocolListing extends Callback {
    int invoke(long lpiProtocols, long lpProtocolBuffer, long lpdwBufferLength);
  }

  /** {@code WPUCompleteOverlappedRequest}. */
  interface Completing extends Callback {
    int invoke(long s, long lpOverlapped, int dwError, int cbTransferred, long lpErrno);
  }

  /** {@code GetProcAddress}. */
  interface LookingUp extends Callback {
    long invoke(long hModule, long lpProcName);
  }

  private final long ws2 = DllModule.loaded(WS2_32).handle();
  private final Map<String, Long> addresses = new HashMap<>();
  private final Callback[] callbacks;
  private volatile HostedRuntime target;

  /**
   * Makes the functions.
   *
   * @param upcalls of the same DLL
   */
  HostedExports(NativeUpcalls upcalls) {
    for (int i = 0; i < UPCALLS.size(); i++) {
      addresses.put("WPU" + UPCALLS.get(i), upcalls.address(i));
    }
    addresses.put("WSCGetProviderPath", addresses.get("WPUGetProviderPath"));
    callbacks =
        new Callback[] {
          (CatalogListing) this::enumCatalog,
          (ProtocolListing) (ids, buffer, length) -> enumOpenable(ids, buffer, length, false),
          (ProtocolListing) (ids, buffer, length) -> enumOpenable(ids, buffer, length, true),
          (Completing) this::complete,
          (LookingUp) this::lookUp
        };
    put("WSCEnumProtocols", 0);
    put("WSAEnumProtocolsW", 1);
    put("WSAEnumProtocolsA", 2);
    put("WPUCompleteOverlappedRequest", 3);
  }

  private void put(String name, int callback) {
    addresses.put(name, addressOf(callback));
  }

  private long addressOf(int callback) {
    return Pointer.nativeValue(CallbackReference.getFunctionPointer(callbacks[callback]));
  }

  /**
   * Takes the place of Ws2_32.dll's functions in a DLL's imports.
   *
   * @param imports the DLL's
   */
  void standBefore(ImportTable imports) {
    imports.redirect(
        (dll, name) ->
            dll.equals(WS2_32)
                ? addresses.getOrDefault(name, 0L)
                : name.equals(GET_PROC_ADDRESS) ? addressOf(4) : 0L);
  }

  /** Whether a DLL imports what only a layer needs. */
  static boolean isOfLayer(ImportTable imports) {
    Set<String> asked = new HashSet<>(imports.namesFrom(WS2_32));
    asked.retainAll(OF_LAYERS);
    return !asked.isEmpty();
  }

  /** Has all functions lead to another runtime; null for none. */
  void leadTo(HostedRuntime runtime) {
    target = runtime;
  }

  private interface Call {
    int invoke(HostedRuntime runtime, Errno errno);
  }

  private int guarded(Call call, Errno errno) {
    HostedRuntime runtime = target;
    if (runtime == null) {
      return errno.fail(WinsockError.WSANOTINITIALISED);
    }
    try {
      return call.invoke(runtime, errno);
    } catch (RuntimeException | Error e) {
      System.err.println("A call of a provider DLL failed: " + e);
      return errno.fail(WinsockError.WSASYSCALLFAILURE);
    }
  }

  private int enumCatalog(long ids, long buffer, long length, long lpErrno) {
    Errno errno = new Errno();
    int result =
        guarded(
            (runtime, e) ->
                list(runtime.catalog(), ids, buffer, length, ProtocolInfoLayout.WIDE, e),
            errno);
    putErrno(lpErrno, errno);
    return result;
  }

  // The error would be the thread's last one, which JNA overwrites on the way back to C.
  private int enumOpenable(long ids, long buffer, long length, boolean ansi) {
    return guarded(
        (runtime, e) ->
            list(
                runtime.catalog().stream().filter(ProtocolInfo::isOpenable).toList(),
                ids,
                buffer,
                length,
                ansi ? ProtocolInfoLayout.ANSI : ProtocolInfoLayout.WIDE,
                e),
        new Errno());
  }

  private static int list(
      List<ProtocolInfo> entries,
      long ids,
      long buffer,
      long length,
      ProtocolInfoLayout layout,
      Errno errno) {
    if (length == 0) {
      return errno.fail(WinsockError.WSAEFAULT);
    }
    Set<Integer> wanted = numbersAt(ids);
    List<ProtocolInfo> listed =
        entries.stream().filter(e -> ids == 0 || wanted.contains(e.protocol())).toList();
    int needed = listed.size() * layout.size();
    int room = new Pointer(length).getInt(0);
    if (buffer == 0 || Integer.compareUnsigned(room, needed) < 0) {
      NativeCall.putInt(length, needed);
      return errno.fail(WinsockError.WSAENOBUFS);
    }
    for (int i = 0; i < listed.size(); i++) {
      long place = buffer + (long) i * layout.size();
      layout.write(listed.get(i), NativeMemory.at(place, layout.size()));
    }
    return listed.size();
  }

  private static Set<Integer> numbersAt(long ids) {
    Set<Integer> numbers = new HashSet<>();
    for (long each = ids; ids != 0 && new Pointer(each).getInt(0) != 0; each += Integer.BYTES) {
      numbers.add(new Pointer(each).getInt(0));
    }
    return numbers;
  }

  private int complete(long s, long lpOverlapped, int dwError, int cbTransferred, long lpErrno) {
    Errno errno = new Errno();
    int result =
        guarded(
            (runtime, e) -> {
              WsaOverlapped overlapped =
                  lpOverlapped == 0 ? null : HostedOperations.end(lpOverlapped);
              WinsockError error = WinsockError.fromCode(dwError);
              return runtime.completeOverlappedRequest(s, overlapped, error, cbTransferred, e);
            },
            errno);
    putErrno(lpErrno, errno);
    return result;
  }

  private static void putErrno(long lpErrno, Errno errno) {
    if (!errno.isClear() && lpErrno != 0) {
      NativeCall.putInt(lpErrno, errno.get().code());
    }
  }

  // A number in place of a name has nothing but its lower 16 bits.
  private long lookUp(long hModule, long lpProcName) {
    if (hModule == ws2 && lpProcName >>> 16 != 0) {
      Long own = addresses.get(new Pointer(lpProcName).getString(0, "US-ASCII"));
      if (own != null) {
        return own;
      }
    }
    return DllLoader.GetProcAddress(hModule, lpProcName);
  }
}
