package dev.ifsbench.sockets.libc;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A function of a library, called by whichever binding this JVM has; for calls so long that the
 * binding's own cost does not show. Every parameter is 64 bits wide.
 */
interface NativeFunction {
  /**
   * Calls it.
   *
   * @param arguments its arguments
   * @return what it returns; the upper half is undefined if that is narrower
   */
  long call(long... arguments);

  /**
   * Finds it.
   *
   * @param library the file
   * @param name of the function
   * @param parameters how many it has
   * @throws UnsatisfiedLinkError if the file does not exist, is not a whole ELF file, or has no
   *     such function; the message may have several lines
   */
  static NativeFunction of(Path library, String name, int parameters) {
    requireElf(library);
    return Binding.ofThisJvm() == Binding.FFM
        ? byFfm(library, name, parameters)
        : byJna(library, name);
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

  private static NativeFunction byFfm(Path library, String name, int parameters) {
    Class<?>[] types = new Class<?>[parameters];
    Arrays.fill(types, long.class);
    MethodHandle function;
    try {
      function =
          ForeignLinker.ofLibC()
              .bind(library.toAbsolutePath(), name, long.class, types)
              .asSpreader(long[].class, parameters);
    } catch (LinkageError e) {
      UnsatisfiedLinkError error = new UnsatisfiedLinkError(e.getMessage());
      error.initCause(e);
      throw error;
    }
    return arguments -> {
      try {
        return (long) function.invokeExact(arguments);
      } catch (Throwable e) {
        throw new LinkageError("a call of C throws nothing", e);
      }
    };
  }

  private static NativeFunction byJna(Path library, String name) {
    Function function =
        NativeLibrary.getInstance(library.toAbsolutePath().toString()).getFunction(name);
    return arguments -> function.invokeLong(Arrays.stream(arguments).boxed().toArray());
  }
}
