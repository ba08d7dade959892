package dev.ifsbench.provider;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** How many bytes of one socket a layer saw pass. May be updated and read by any thread. */
public final class ByteCounters {
  private static final VarHandle SENT = counter("sent");
  private static final VarHandle RECEIVED = counter("received");

  private volatile long sent;
  private volatile long received;

  ByteCounters() {}

  private static VarHandle counter(String name) {
    try {
      return MethodHandles.lookup().findVarHandle(ByteCounters.class, name, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Whether a receive leaves its data in place, to be returned and counted by a later one. */
  static boolean isPeek(IntRef lpFlags) {
    return lpFlags != null && (lpFlags.value & Ws2Def.MSG_PEEK) != 0;
  }

  /** Whether a receive that has returned brought bytes: a datagram that was cut off did too. */
  static boolean hasArrived(int result, Errno lpErrno) {
    return result == 0 || lpErrno.get() == WinsockError.WSAEMSGSIZE;
  }

  /** Whether a receive with this outcome brought bytes. */
  static boolean hasArrived(WinsockError error) {
    return error == WinsockError.NO_ERROR || error == WinsockError.WSAEMSGSIZE;
  }

  void addSent(int bytes) {
    SENT.getAndAdd(this, (long) bytes);
  }

  void addReceived(int bytes) {
    RECEIVED.getAndAdd(this, (long) bytes);
  }

  /**
   * Bytes sent through the layer's own functions.
   *
   * @return the count since the socket was made
   */
  public long sent() {
    return sent;
  }

  /**
   * Bytes received through the layer's own functions.
   *
   * @return the count since the socket was made
   */
  public long received() {
    return received;
  }
}
