package dev.ifsbench.bench.state;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The transports that a benchmark can run over; a method's own are instead of its class's. The
 * command line refuses others.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Transports {
  /**
   * Lists the transports.
   *
   * @return those that are allowed
   */
  Transport[] value();

  /**
   * Why the others are not.
   *
   * @return a clause for an error message
   */
  String because();
}
