package dev.ifsbench.ws2;

import dev.ifsbench.sockets.HandleMap;
import dev.ifsbench.sockets.HandleOwner;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.WsaBuf;
import dev.ifsbench.trace.event.RedirectedIoEvent;

/**
 * Does the I/O that the operating system is asked for on created handles. It calls the API function
 * on the same handle, as an application would, so that the usual look-up finds the owner's {@code
 * WSPSend} or {@code WSPRecv}. On Windows {@code ws2help.dll} does this for {@code ws2ifsl.sys}.
 */
final class Redirector implements HandleOwner {
  /** The arguments of a call, reused by the thread that serves it. */
  private static final class Call {
    private final WsaBuf[] buffers = {new WsaBuf()};
    private final IntRef transferred = new IntRef();
    private final IntRef flags = new IntRef();
  }

  private final ThreadLocal<Call> calls = ThreadLocal.withInitial(Call::new);
  private final Winsock winsock;
  private final HandleMap<HandleEntry> handles;
  private final long table;

  Redirector(Winsock winsock, HandleMap<HandleEntry> handles, long table) {
    this.winsock = winsock;
    this.handles = handles;
    this.table = table;
  }

  @Override
  public int send(long handle, long address, int length, Errno errno) {
    return transfer(true, handle, address, length, errno);
  }

  @Override
  public int recv(long handle, long address, int length, Errno errno) {
    return transfer(false, handle, address, length, errno);
  }

  private int transfer(boolean sending, long handle, long address, int length, Errno errno) {
    RedirectedIoEvent event = RedirectedIoEvent.start();
    // Before the call: it can be the one that closes the handle.
    HandleEntry entry = event == null ? null : handles.get(handle);
    int result = guarded(sending, handle, address, length, errno);
    if (event != null) {
      event.finish(
          table,
          sending ? "WriteFile" : "ReadFile",
          handle,
          entry == null ? 0 : entry.owner().id(),
          entry == null ? null : entry.owner().info().protocolName(),
          Math.max(result, 0),
          result < 0 ? errno.get() : WinsockError.NO_ERROR);
    }
    return result;
  }

  /** Whoever waits for the outcome must get one, even if a provider throws. */
  private int guarded(boolean sending, long handle, long address, int length, Errno errno) {
    int result;
    try {
      result = call(sending, handle, address, length, errno);
    } catch (RuntimeException e) {
      return errno.fail(WinsockError.WSASYSCALLFAILURE);
    }
    if (result < 0 && isClosed(errno.get())) {
      errno.set(WinsockError.WSA_OPERATION_ABORTED);
    }
    return result;
  }

  private int call(boolean sending, long handle, long address, int length, Errno errno) {
    Call call = calls.get();
    call.buffers[0].buf = address;
    call.buffers[0].len = length;
    call.flags.value = 0;
    int result =
        sending
            ? winsock.send(handle, call.buffers, 1, call.transferred, 0, null, null, errno)
            : winsock.recv(
                handle, call.buffers, 1, call.transferred, call.flags, null, null, errno);
    return result == 0 ? call.transferred.value : Ws2Def.SOCKET_ERROR;
  }

  /** The handle was a socket when the request was made, so it was closed meanwhile. */
  private static boolean isClosed(WinsockError error) {
    return error == WinsockError.WSAEINTR || error == WinsockError.WSAENOTSOCK;
  }
}
