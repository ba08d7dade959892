package dev.ifsbench.bench.foreign;

import dev.ifsbench.bench.foreign.ForeignTask.ForeignSide;
import dev.ifsbench.bench.foreign.SideBlocks.Block;
import dev.ifsbench.bench.paired.IsolatedClassLoader;
import dev.ifsbench.bench.state.ParentWatch;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The program of a JVM in which sides of one benchmark take turns, each in the hands of its own
 * JMH. Started by the command line's own JVM, not by hand.
 *
 * <p>Each side is loaded by a class loader of its own, so that profiles and compiled code stay
 * apart as they would in JVMs of their own.
 */
public final class ForeignFork {
  private ForeignFork() {}

  /**
   * Measures, and writes {@link SideBlocks}.
   *
   * @param args the folder to write into, and {@link ForeignTask#argument}
   * @throws IOException if the file cannot be written
   */
  public static void main(String[] args) throws IOException {
    ParentWatch.begin(Path.of(args[0]));
    SideBlocks.write(Path.of(args[0]), run(ForeignTask.parse(args[1])));
    // Whatever threads a benchmark has left behind.
    System.exit(0);
  }

  /**
   * Measures in this JVM.
   *
   * @param task what to measure
   * @return what each side gave
   */
  static List<SideBlocks> run(ForeignTask task) {
    Random random = new Random(task.seed());
    List<JmhSide> sides = new ArrayList<>();
    try {
      sides.addAll(prepared(task, random));
      List<List<Block>> blocks =
          new TurnTaking(sides, random)
              .measure(
                  TimeUnit.MILLISECONDS.toNanos(task.warmupMillis()),
                  TimeUnit.MILLISECONDS.toNanos(task.measureMillis()));
      List<SideBlocks> bySide = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        bySide.add(new SideBlocks(sides.get(i).settings(), blocks.get(i)));
      }
      return bySide;
    } finally {
      sides.forEach(JmhSide::close);
    }
  }

  /** In random order: the first could get a better place in memory. */
  private static List<JmhSide> prepared(ForeignTask task, Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < task.sides().size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    JmhSide[] sides = new JmhSide[order.size()];
    for (int i : order) {
      ForeignSide side = task.sides().get(i);
      sides[i] = new JmhSide(loader(side), task.arguments(), side);
    }
    return List.of(sides);
  }

  private static ClassLoader loader(ForeignSide side) {
    if (!side.isOwn()) {
      return ofJar(Path.of(side.jar()));
    }
    return side.jar() == null
        ? IsolatedClassLoader.withJmh()
        : IsolatedClassLoader.withJmh(Path.of(side.jar()));
  }

  /**
   * Loads a jar and what its manifest names, and beside the JDK nothing else.
   *
   * @param jar with its own JMH
   */
  private static ClassLoader ofJar(Path jar) {
    try {
      URL[] files = {jar.toUri().toURL()};
      return new URLClassLoader(files, ClassLoader.getPlatformClassLoader());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("no path of a jar: " + jar, e);
    }
  }
}
