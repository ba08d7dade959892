package dev.ifsbench.bench.state;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The values that a benchmark's whole-number parameter can have. The command line refuses others.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Range {
  /**
   * The smallest value.
   *
   * @return a value that is allowed
   */
  int min();

  /**
   * The largest value.
   *
   * @return a value that is allowed
   */
  int max();
}
