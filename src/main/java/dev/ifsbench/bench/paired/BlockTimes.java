package dev.ifsbench.bench.paired;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The file in which a fork leaves the times of {@link InterleavedBlocks}. */
public final class BlockTimes {
  private static final String FILE = "times.txt";

  private BlockTimes() {}

  /** Writes a line for each loop. */
  public static void write(Path folder, double[][] byLoop) throws IOException {
    Files.write(folder.resolve(FILE), Arrays.stream(byLoop).map(BlockTimes::line).toList());
  }

  private static String line(double[] times) {
    return DoubleStream.of(times).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }

  /**
   * Reads what a fork has written.
   *
   * @param folder that the fork wrote into
   * @return nanoseconds each time, by loop and cycle
   * @throws IOException if there is no such file
   */
  public static double[][] read(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve(FILE)).stream()
        .map(line -> Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }
}
