package dev.ifsbench.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Stand-in, to be dropped: spends a little time for each kind of handle. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StandIn {
  /** Kinds. */
  public enum Handle {
    /** Base. */
    BASE,
    /** Pass-through. */
    PASS_THROUGH,
    /** Pass-through that intercepts. */
    PASS_THROUGH_INTERCEPTING,
    /** Wrapped. */
    WRAPPED
  }

  /** Transports. */
  public enum Transport {
    /** TCP. */
    TCP,
    /** TCP over IPv6. */
    TCP6,
    /** Unix sockets. */
    UNIX,
    /** None. */
    NONE
  }

  /** Kind. */
  @Param public Handle handle;

  /** Bytes. */
  @Param("64")
  public int payload;

  /** Transport. */
  @Param("TCP")
  public Transport transport;

  /** Layers. */
  @Param("1")
  public int depth;

  private long tokens;

  /** Chooses the time. */
  @Setup
  public void chooseTime() {
    if (payload < 0) {
      throw new IllegalArgumentException("payload must not be negative: " + payload);
    }
    tokens = transport == Transport.NONE ? 5 : 100;
    tokens += (long) handle.name().length() * depth;
  }

  final void spend(long times) {
    Blackhole.consumeCPU(tokens * times);
  }
}
