package dev.ifsbench.bench.state;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A benchmark that the command line refuses on Windows. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface LinuxOnly {
  /**
   * Why the benchmark runs on Linux only.
   *
   * @return a clause for an error message
   */
  String because();
}
