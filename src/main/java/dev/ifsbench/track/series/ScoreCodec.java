package dev.ifsbench.track.series;

import dev.ifsbench.track.environment.Circumstances;
import dev.ifsbench.track.index.BrokenIndexException;
import dev.ifsbench.track.index.IndexCodec;
import dev.ifsbench.track.index.IndexInput;
import dev.ifsbench.track.index.IndexOutput;
import dev.ifsbench.track.run.BenchmarkId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Mode;

/** Scores in an index. What runs have in common stands once; the rest is numbers. */
final class ScoreCodec implements IndexCodec<RunScores> {
  @Override
  public void encode(List<RunScores> runs, IndexOutput out) {
    Map<List<Object>, Integer> numbers = new LinkedHashMap<>();
    Map<RunShape, Integer> shapes = new LinkedHashMap<>();
    List<RunShape> written = new ArrayList<>();
    for (RunScores run : runs) {
      if (!shapes.containsKey(run.shape())) {
        int number = numbers.computeIfAbsent(run.shape().identity(), none -> written.size());
        shapes.put(run.shape(), number);
        if (number == written.size()) {
          written.add(run.shape());
        }
      }
    }
    out.writeInt(written.size());
    written.forEach(shape -> write(shape, out));
    for (RunScores run : runs) {
      out.writeInt(shapes.get(run.shape()));
      for (double number : run.numbers()) {
        out.writeDouble(number);
      }
      out.writeTexts(run.flaws());
    }
  }

  private static void write(RunShape shape, IndexOutput out) {
    out.writeText(shape.environment());
    out.writeTexts(shape.told().stream().toList());
    out.writeMap(shape.circumstances().facts());
    out.writeMap(shape.circumstances().details());
    out.writeInt(shape.kinds().size());
    for (SeriesKind kind : shape.kinds()) {
      out.writeText(kind.key().benchmark());
      out.writeConstant(kind.key().mode());
      out.writeInt(kind.key().threads());
      out.writeMap(kind.key().params());
      out.writeText(kind.unit().text());
      out.writeMap(kind.settings().values());
    }
  }

  @Override
  public List<RunScores> decode(int runs, IndexInput in) throws BrokenIndexException {
    int count = in.readCount(Integer.BYTES);
    List<RunShape> shapes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      shapes.add(shape(in));
    }
    List<RunScores> scores = new ArrayList<>(runs);
    for (int i = 0; i < runs; i++) {
      RunShape shape = shapes.get(in.readNumber(count));
      double[] numbers = in.readDoubles(shape.kinds().size() * RunScores.NUMBERS);
      RunScores read = new RunScores(shape, numbers, in.readTexts());
      if (!read.isWhole()) {
        throw new BrokenIndexException("it has a score that is no number");
      }
      scores.add(read);
    }
    return scores;
  }

  private static RunShape shape(IndexInput in) throws BrokenIndexException {
    String environment = in.readText();
    Optional<String> told = in.readTexts().stream().findFirst();
    Circumstances circumstances = Circumstances.of(in.readMap(), in.readMap());
    int count = in.readCount(Integer.BYTES);
    List<SeriesKind> kinds = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      SeriesKey key =
          SeriesKey.ofScore(
              new BenchmarkId(
                  in.readText(), in.readConstant(Mode.values()), in.readInt(), in.readMap()));
      kinds.add(
          new SeriesKind(key, new ScoreUnit(in.readText()), new MeasurementSettings(in.readMap())));
    }
    return new RunShape(kinds, environment, told, circumstances);
  }
}
