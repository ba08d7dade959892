package org.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/** Keeps a record of which of its methods JMH calls, and when. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CallsBenchmark {
  /** Shared by all threads. */
  @State(Scope.Benchmark)
  public static class Shared {
    @Param("")
    public String log;

    @Param({"red", "green"})
    public String colour;

    private int invocations;
    private boolean inOrder = true;
    private boolean isSetUp;

    @Setup(Level.Trial)
    public void trial() throws IOException {
      write("shared trial set-up " + colour);
    }

    @Setup(Level.Iteration)
    public void iteration() throws IOException {
      write("shared iteration set-up");
    }

    @TearDown(Level.Iteration)
    public void afterIteration() throws IOException {
      write("shared iteration tear-down");
    }

    @TearDown(Level.Trial)
    public void afterTrial() throws IOException {
      write("shared trial tear-down, invocations " + (inOrder && invocations > 0 ? "in order" : "astray"));
    }

    synchronized void write(String line) throws IOException {
      Files.write(
          Path.of(log), List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private int thread;

  @Setup(Level.Trial)
  public void trial(Shared shared, ThreadParams params) throws IOException {
    thread = params.getThreadIndex();
    shared.write("thread " + thread + " trial set-up");
  }

  @Setup(Level.Iteration)
  public void iteration(Shared shared) throws IOException {
    shared.write("thread " + thread + " iteration set-up");
  }

  @Setup(Level.Invocation)
  public void invocation(Shared shared) {
    if (thread == 0) {
      shared.inOrder &= !shared.isSetUp;
      shared.isSetUp = true;
    }
  }

  @Benchmark
  @OperationsPerInvocation(10)
  public int call(Shared shared) {
    if (thread == 0) {
      shared.inOrder &= shared.isSetUp;
      shared.invocations++;
    }
    return shared.invocations;
  }

  @TearDown(Level.Invocation)
  public void afterInvocation(Shared shared) {
    if (thread == 0) {
      shared.isSetUp = false;
    }
  }

  @TearDown(Level.Iteration)
  public void afterIteration(Shared shared) throws IOException {
    shared.write("thread " + thread + " iteration tear-down");
  }

  @TearDown(Level.Trial)
  public void afterTrial(Shared shared) throws IOException {
    shared.write("thread " + thread + " trial tear-down");
  }
}
