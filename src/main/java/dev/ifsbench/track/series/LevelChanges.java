package dev.ifsbench.track.series;

import dev.ifsbench.track.changepoint.ChangePoint;
import dev.ifsbench.track.changepoint.ChangePoints;
import dev.ifsbench.track.changepoint.SearchedPoints;
import dev.ifsbench.track.environment.Sha256;
import dev.ifsbench.track.index.IndexPlace;
import dev.ifsbench.track.index.RunIndex;
import dev.ifsbench.track.index.RunStamp;
import dev.ifsbench.track.stats.Statistic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the levels of histories moved, by {@link ChangePoints}. How far a history was searched is
 * kept in an index: where its first points are the same, only the others are searched.
 */
public final class LevelChanges {
  private static final String INDEX = "changes";

  /** Its seed is fixed, so that the same runs give the same changes. */
  private static final ChangePoints DETECTOR = new ChangePoints(1);

  /** With more histories than this, those that are not asked for are dropped from the index. */
  private static final int MOST = 20_000;

  private final RunIndex<SearchedPoints> index;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /**
   * Reads the index.
   *
   * @param indexes where it is kept
   */
  public LevelChanges(IndexPlace indexes) {
    index = new RunIndex<>(indexes, INDEX, new SearchCodec());
  }

  /**
   * Finds the changes.
   *
   * @param histories to look at, by several threads
   * @param statistic what a fork counts as
   * @return the changes of each; their indexes are those of the points
   */
  public List<List<ChangePoint>> of(List<SeriesHistory> histories, Statistic statistic) {
    List<List<ChangePoint>> changes =
        histories.parallelStream().map(history -> of(history, statistic)).toList();
    Set<String> kept = new LinkedHashSet<>(asked);
    if (index.runs().size() + kept.size() <= MOST) {
      kept.addAll(index.runs());
    }
    index.keep(kept);
    return changes;
  }

  private List<ChangePoint> of(SeriesHistory history, Statistic statistic) {
    double[] scores =
        history.points().stream().mapToDouble(point -> point.score(statistic)).toArray();
    if (!RunIndex.isWorthwhile(scores.length)) {
      return DETECTOR.in(scores);
    }
    String name = name(history, statistic);
    asked.add(name);
    SearchedPoints before = known(name, scores).orElse(SearchedPoints.NONE);
    SearchedPoints searched = DETECTOR.searched(scores, before);
    if (searched.points() > before.points()) {
      index.add(name, stamp(scores, scores.length), searched);
    }
    return DETECTOR.in(scores, searched);
  }

  /** Differs where other points come first, so that what {@code --since} chooses is kept too. */
  private static String name(SeriesHistory history, Statistic statistic) {
    List<String> parts =
        List.of(
            statistic.toString(),
            history.points().get(0).run().id(),
            history.environmentDigest(),
            history.series().toString(),
            history.unit().toString());
    return Sha256.of(parts.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What was searched, if the first points are still the same. */
  private Optional<SearchedPoints> known(String name, double[] scores) {
    return index
        .entry(name)
        .filter(entry -> entry.value().points() <= scores.length)
        .filter(entry -> entry.stamp().equals(stamp(scores, entry.value().points())))
        .map(RunIndex.Entry::value);
  }

  /** A checksum of the scores, which identifies them. */
  private static RunStamp stamp(double[] scores, int points) {
    ByteBuffer bits = ByteBuffer.allocate(points * Double.BYTES);
    Arrays.stream(scores, 0, points).forEach(bits::putDouble);
    ByteBuffer sum = ByteBuffer.wrap(HexFormat.of().parseHex(Sha256.of(bits.array())));
    List<Long> marks = new ArrayList<>();
    while (sum.hasRemaining()) {
      marks.add(sum.getLong());
    }
    return new RunStamp(marks);
  }
}
