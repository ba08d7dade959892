package dev.ifsbench.sockets.libc;

import dev.ifsbench.sockets.HostSystem;
import java.util.Locale;

/** The ways in which Java reaches the C library, or the libraries of Windows. */
public enum Binding {
  /** JNA ({@link JnaLibC}), on any JDK that runs this. */
  JNA(17),

  /** The foreign function API ({@link FfmLibC}), on JDK 22 and newer. */
  FFM(22);

  private final int minimumJdk;

  Binding(int minimumJdk) {
    this.minimumJdk = minimumJdk;
  }

  /**
   * Whether a JDK has the binding.
   *
   * @param featureVersion of the JDK: 17, 21, 25 …
   * @return true if so
   */
  public boolean isIn(int featureVersion) {
    return featureVersion >= minimumJdk;
  }

  /**
   * Fails if a JDK does not have the binding.
   *
   * @param featureVersion of the JDK: 17, 21, 25 …
   * @throws UnsupportedOperationException if it does not; the message, one line, says which do
   */
  public void requireIn(int featureVersion) {
    if (!isIn(featureVersion)) {
      throw new UnsupportedOperationException(
          String.format(
              Locale.ROOT,
              "Binding %s needs JDK %d or newer, and would run on JDK %d",
              this,
              minimumJdk,
              featureVersion));
    }
  }

  /**
   * Binds the C library.
   *
   * @return a new object
   * @throws UnsupportedOperationException if this JVM does not have the binding, this is not Linux
   *     on 64-bit x86 or Arm, or JNA's native library cannot be loaded
   */
  public LibC newLibC() {
    HostSystem.requireLinux();
    requireIn(Runtime.version().feature());
    if (this == FFM) {
      return new FfmLibC();
    }
    JnaLibrary.require();
    return new JnaLibC();
  }

  /**
   * The binding for calls that are not measured: the JDK's own, where it has one.
   *
   * @return one that this JVM has
   */
  public static Binding ofThisJvm() {
    return FFM.isIn(Runtime.version().feature()) ? FFM : JNA;
  }
}
