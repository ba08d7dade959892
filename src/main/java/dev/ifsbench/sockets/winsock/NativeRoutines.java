package dev.ifsbench.sockets.winsock;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Pointer;
import dev.ifsbench.sockets.ApcQueue;

/**
 * Java's ends of the procedures that the system calls in a thread that sleeps alertably. They are
 * never freed, as operations that are begun may outlive whoever began them.
 */
final class NativeRoutines {
  /** {@code LPWSAOVERLAPPED_COMPLETION_ROUTINE}, with the pointer as a number. */
  interface Completion extends Callback {
    void invoke(int dwError, int cbTransferred, long lpOverlapped, int dwFlags);
  }

  /** {@code PAPCFUNC}. */
  interface Apc extends Callback {
    void invoke(long context);
  }

  private static final Apc NEXT_APC = context -> ApcQueue.ofCurrentThread().runFirst();
  private static final long NEXT_APC_ADDRESS = address(NEXT_APC);

  private NativeRoutines() {}

  /** The address of a procedure; it is good for as long as the object is reachable. */
  static long address(Callback callback) {
    return Pointer.nativeValue(CallbackReference.getFunctionPointer(callback));
  }

  /** The address of a procedure that runs the next call of its thread's {@link ApcQueue}. */
  static long nextApc() {
    return NEXT_APC_ADDRESS;
  }
}
