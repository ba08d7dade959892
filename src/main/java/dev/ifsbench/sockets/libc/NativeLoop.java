package dev.ifsbench.sockets.libc;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Sends and receives in a loop that is written in C, {@code src/main/c/floor.c}: the least that the
 * system calls can cost.
 */
public final class NativeLoop {
  private static final String FUNCTION = "ifsbench_send_receive";

  private final Call call;

  /** The function, however Java reaches it. */
  private interface Call {
    int sendReceive(int near, int far, long message, long size, long times);
  }

  /**
   * Loads it.
   *
   * @param library what {@code scripts/floor} has compiled
   * @throws UnsatisfiedLinkError if the file is not there, or is no such library; the message may
   *     have several lines
   */
  public NativeLoop(Path library) {
    requireElf(library);
    call = Binding.ofThisJvm() == Binding.FFM ? byFfm(library) : byJna(library);
  }

  private static void requireElf(Path library) {
    try {
      if (!ElfHeader.isOfWholeFile(library)) {
        throw new UnsatisfiedLinkError("it is not a whole ELF file");
      }
    } catch (IOException e) {
      UnsatisfiedLinkError error = new UnsatisfiedLinkError("it cannot be read: " + e.getMessage());
      error.initCause(e);
      throw error;
    }
  }

  private static Call byFfm(Path library) {
    MethodHandle function;
    try {
      function =
          new ForeignLinker()
              .bind(
                  library.toAbsolutePath(),
                  FUNCTION,
                  int.class,
                  int.class,
                  int.class,
                  long.class,
                  long.class,
                  long.class);
    } catch (LinkageError e) {
      UnsatisfiedLinkError error = new UnsatisfiedLinkError(e.getMessage());
      error.initCause(e);
      throw error;
    }
    return (near, far, message, size, times) -> {
      try {
        return (int) function.invokeExact(near, far, message, size, times);
      } catch (Throwable e) {
        throw new LinkageError("a call of C throws nothing", e);
      }
    };
  }

  private static Call byJna(Path library) {
    Function function =
        NativeLibrary.getInstance(library.toAbsolutePath().toString()).getFunction(FUNCTION);
    return (near, far, message, size, times) ->
        function.invokeInt(new Object[] {near, far, message, size, times});
  }

  /**
   * Sends a message and receives it, so many times. The one call of C that does it is not called
   * often enough for its own cost to be seen.
   *
   * @param near the descriptor to send on, a connected stream
   * @param far the descriptor that what is sent arrives on
   * @param message the address of the message, whose contents do not matter
   * @param size bytes of the message, at least 1 and so few that the socket holds them
   * @param times how often
   * @return 0, or the {@code errno} of the call that failed
   */
  public int sendReceive(int near, int far, long message, long size, long times) {
    return call.sendReceive(near, far, message, size, times);
  }
}
