package dev.ifsbench.track.index;

import dev.ifsbench.track.environment.BuildInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of many runs, each with the {@link RunStamp} of the files that it was read from.
 *
 * <p>What another build of this program wrote is not used: it may have read the same files in
 * another way.
 *
 * @param <T> what is known of a run
 */
public final class RunIndex<T> {
  /** With fewer runs than this, reading all of them is fast enough. */
  private static final int LEAST_RUNS = 100;

  /** The number of runs in a block, so that several threads can read blocks. */
  private static final int RUNS_IN_BLOCK = 500;

  /** With this many more blocks than the runs need, all are rewritten. */
  private static final int SPARE_BLOCKS = 32;

  private static final String BUILD = BuildInfo.read().toString();

  private final IndexPlace place;
  private final String name;
  private final IndexCodec<T> codec;
  private final List<IndexBlock> good = new ArrayList<>();
  private final List<IndexBlock> bad = new ArrayList<>();
  private final Map<String, Entry<T>> known = new HashMap<>();
  private final Map<String, Entry<T>> added = new ConcurrentHashMap<>();
  private int read;

  /**
   * What is known of one run.
   *
   * @param run its name
   * @param stamp of its files
   * @param value what is known
   * @param <T> type of that
   */
  public record Entry<T>(String run, RunStamp stamp, T value) {}

  /**
   * Reads an index.
   *
   * @param place where it is kept
   * @param name of it
   * @param codec of what is known
   */
  public RunIndex(IndexPlace place, String name, IndexCodec<T> codec) {
    this.place = place;
    this.name = name;
    this.codec = codec;
    List<IndexBlock> blocks = place.read(name);
    List<List<Entry<T>>> contents = blocks.parallelStream().map(this::decode).toList();
    for (int i = 0; i < blocks.size(); i++) {
      List<Entry<T>> entries = contents.get(i);
      (entries.isEmpty() ? bad : good).add(blocks.get(i));
      read += entries.size();
      // The last one counts.
      entries.forEach(entry -> known.put(entry.run(), entry));
    }
  }

  /** The entries of a block; nothing if it is broken, or of another build. */
  private List<Entry<T>> decode(IndexBlock block) {
    try {
      IndexInput in = new IndexInput(block.content());
      if (!in.readText().equals(BUILD)) {
        return List.of();
      }
      int runs = in.readCount(Integer.BYTES);
      List<String> names = new ArrayList<>(runs);
      List<RunStamp> stamps = new ArrayList<>(runs);
      for (int i = 0; i < runs; i++) {
        names.add(in.readText());
        int marks = in.readCount(Long.BYTES);
        List<Long> stamp = new ArrayList<>(marks);
        for (int j = 0; j < marks; j++) {
          stamp.add(in.readLong());
        }
        stamps.add(new RunStamp(stamp));
      }
      List<T> values = codec.decode(runs, in);
      List<Entry<T>> entries = new ArrayList<>(runs);
      for (int i = 0; i < runs; i++) {
        entries.add(new Entry<>(names.get(i), stamps.get(i), values.get(i)));
      }
      return entries;
    } catch (BrokenIndexException e) {
      return List.of();
    }
  }

  private byte[] encode(List<Entry<T>> entries) {
    IndexOutput out = new IndexOutput();
    out.writeText(BUILD);
    out.writeInt(entries.size());
    for (Entry<T> entry : entries) {
      out.writeText(entry.run());
      out.writeInt(entry.stamp().marks().size());
      entry.stamp().marks().forEach(out::writeLong);
    }
    codec.encode(entries.stream().map(Entry::value).toList(), out);
    return out.toBlock();
  }

  /** The names of all that was read. */
  public Set<String> runs() {
    return Collections.unmodifiableSet(known.keySet());
  }

  /**
   * What was read of a run, which may be stale.
   *
   * @param run its name
   */
  public Optional<Entry<T>> entry(String run) {
    return Optional.ofNullable(known.get(run));
  }

  /**
   * What is known of a run.
   *
   * @param run its name
   * @param stamp of its files now
   */
  public Optional<T> value(String run, RunStamp stamp) {
    return entry(run).filter(entry -> entry.stamp().equals(stamp)).map(Entry::value);
  }

  /**
   * Adds what was read of a run's files. Safe for use by several threads.
   *
   * @param run its name
   * @param stamp of the files, taken before they were read
   * @param value what is known
   */
  public void add(String run, RunStamp stamp, T value) {
    added.put(run, new Entry<>(run, stamp, value));
  }

  /**
   * Whether an index makes anything quicker.
   *
   * @param runs how many there are
   */
  public static boolean isWorthwhile(int runs) {
    return runs >= LEAST_RUNS;
  }

  /**
   * Keeps what was added.
   *
   * @param present all runs that there are
   */
  public void keep(Collection<String> present) {
    if (added.isEmpty()) {
      return;
    }
    Map<String, Entry<T>> all = new HashMap<>(known);
    all.putAll(added);
    all.keySet().retainAll(Set.copyOf(present));
    boolean isWaste = read + added.size() > 2 * all.size();
    boolean isScattered = good.size() > all.size() / RUNS_IN_BLOCK + SPARE_BLOCKS;
    List<IndexBlock> dropped = new ArrayList<>(bad);
    if (isWaste || isScattered) {
      dropped.addAll(good);
      place.write(name, new IndexPlace.Change(dropped, List.of(), blocks(all.values())));
    } else {
      place.write(name, new IndexPlace.Change(dropped, good, blocks(added.values())));
    }
  }

  private List<byte[]> blocks(Collection<Entry<T>> entries) {
    List<Entry<T>> list = List.copyOf(entries);
    List<List<Entry<T>>> parts = new ArrayList<>();
    for (int from = 0; from < list.size(); from += RUNS_IN_BLOCK) {
      parts.add(list.subList(from, Math.min(list.size(), from + RUNS_IN_BLOCK)));
    }
    return parts.parallelStream().map(this::encode).toList();
  }
}
