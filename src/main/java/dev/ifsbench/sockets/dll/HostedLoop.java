package dev.ifsbench.sockets.dll;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.ifsbench.sockets.HostSystem;
import java.nio.file.Path;

/**
 * Sends and receives through a provider's own functions, in a loop that is written in C, {@code
 * src/main/c/hosted.c}: what the provider costs a program in C.
 */
public final class HostedLoop {
  /** As an object and not an address: JNA unloads a library to which nothing refers any more. */
  private final Function sendReceive;

  /**
   * Loads it.
   *
   * @param library what that source is compiled to
   * @throws UnsatisfiedLinkError if the file is not there, or is no such library; the message may
   *     have several lines
   * @throws UnsupportedOperationException if this is not 64-bit Windows
   */
  public HostedLoop(Path library) {
    HostSystem.requireWindows();
    sendReceive =
        NativeLibrary.getInstance(library.toAbsolutePath().toString())
            .getFunction("ifsbench_hosted_send_receive");
  }

  /**
   * Sends a message and receives it, so many times. The one call of C that does it is not called
   * often enough for its own cost to be seen.
   *
   * @param functions the provider's
   * @param near the handle to send on, a connected stream of the provider's
   * @param far the handle that what is sent arrives on
   * @param message the address of the message, whose contents do not matter
   * @param size bytes of the message, at least 1 and so few that the socket holds them
   * @param times how often
   * @return 0, or the number of the call's error that failed
   */
  public int sendReceive(
      TransferFunctions functions, long near, long far, long message, int size, int times) {
    return (int)
        NativeCall.begin()
            .with(functions.send())
            .with(functions.recv())
            .with(near)
            .with(far)
            .with(message)
            .with(size)
            .with(times)
            .call(Pointer.nativeValue(sendReceive));
  }
}
