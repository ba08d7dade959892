package dev.ifsbench.sockets.libc;

import com.sun.jna.Native;
import java.util.Locale;

/** JNA's own native library, which it unpacks into a folder before it loads it. Stateless. */
public final class JnaLibrary {
  private JnaLibrary() {}

  /**
   * Loads the library if it is not loaded yet.
   *
   * @throws UnsupportedOperationException if it cannot be loaded; the message, one line, says what
   *     to do
   */
  public static void require() {
    try {
      Class.forName(Native.class.getName());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new UnsupportedOperationException(explanation(e), e);
    }
  }

  /**
   * Explains what to do if the library could not be loaded.
   *
   * @param thrown when it was needed
   * @return one line
   */
  public static String explanation(Throwable thrown) {
    return String.format(
            Locale.ROOT,
            "JNA's native library cannot be loaded (%s); choose a folder where programs may run with",
            String.valueOf(thrown.getMessage()).lines().findFirst().orElse(""))
        + " java -Djna.tmpdir=FOLDER";
  }

  /**
   * Whether an error means that the library could not be loaded.
   *
   * @param thrown by whatever needed it
   */
  public static boolean isMissing(LinkageError thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      for (StackTraceElement element : each.getStackTrace()) {
        if (element.getClassName().equals(Native.class.getName())) {
          return true;
        }
      }
      if (String.valueOf(each.getMessage()).contains(Native.class.getName())) {
        return true;
      }
    }
    return false;
  }
}
