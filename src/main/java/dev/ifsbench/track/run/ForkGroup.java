package dev.ifsbench.track.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;

/**
 * What one fork measures: one benchmark, or several that take turns and differ in one parameter.
 *
 * @param members at least one
 */
public record ForkGroup(List<BenchmarkId> members) {
  /** Copies the list. */
  public ForkGroup {
    members = List.copyOf(members);
  }

  /**
   * Gives each benchmark a fork of its own.
   *
   * @param benchmarks what to measure
   */
  public static List<ForkGroup> apart(List<BenchmarkId> benchmarks) {
    return benchmarks.stream().map(List::of).map(ForkGroup::new).toList();
  }

  /**
   * Has those benchmarks share a fork that differ in one parameter alone.
   *
   * @param benchmarks what to measure
   * @param parameter that tells the members of a group apart
   * @return in the order given
   */
  public static List<ForkGroup> together(List<BenchmarkId> benchmarks, String parameter) {
    Map<BenchmarkId, List<BenchmarkId>> groups = new LinkedHashMap<>();
    for (BenchmarkId benchmark : benchmarks) {
      groups.computeIfAbsent(benchmark.without(parameter), key -> new ArrayList<>()).add(benchmark);
    }
    return groups.values().stream().map(ForkGroup::new).toList();
  }

  /**
   * Makes two sides of each benchmark, which differ in one parameter. Blocks of operations are
   * timed, so the mode is the average time.
   *
   * @param benchmarks what to measure, with any value or none of that parameter
   * @param sides its values
   * @return in the order given; those that differed in that parameter alone have become one
   */
  public static List<ForkGroup> together(List<BenchmarkId> benchmarks, PairedSides sides) {
    String parameter = sides.parameter();
    return benchmarks.stream()
        .map(each -> new BenchmarkId(each.name(), Mode.AverageTime, each.parameters()))
        .map(each -> each.without(parameter))
        .distinct()
        .map(
            each ->
                new ForkGroup(
                    List.of(
                        each.with(parameter, sides.before()), each.with(parameter, sides.after()))))
        .toList();
  }

  /**
   * The forks of groups that are finished, out of those of their members.
   *
   * @param groups what is measured
   * @param members finished forks of each
   */
  public static FinishedForks<ForkGroup, Map<BenchmarkId, RunResult>> finished(
      List<ForkGroup> groups, FinishedForks<BenchmarkId, RunResult> members) {
    FinishedForks<ForkGroup, Map<BenchmarkId, RunResult>> finished = new FinishedForks<>();
    for (ForkGroup group : groups) {
      group.forks(members).forEach((round, fork) -> finished.add(round, group, fork));
      if (group.members.stream().anyMatch(members.failed()::contains)) {
        finished.fail(group);
      }
    }
    finished.spend(members.spent());
    return finished;
  }

  private Map<Integer, Map<BenchmarkId, RunResult>> forks(
      FinishedForks<BenchmarkId, RunResult> finished) {
    Map<Integer, Map<BenchmarkId, RunResult>> forks = new LinkedHashMap<>();
    for (int round : finished.byRound(members.get(0)).keySet()) {
      Map<BenchmarkId, RunResult> found = finished.round(round, Set.copyOf(members));
      if (found.size() == members.size()) {
        Map<BenchmarkId, RunResult> fork = new LinkedHashMap<>();
        members.forEach(member -> fork.put(member, found.get(member)));
        forks.put(round, fork);
      }
    }
    return forks;
  }

  /** The {@link BenchmarkId#label} of what the members have in common, with all their kinds. */
  public String label() {
    return common().label();
  }

  /** The only member, or what all have in common with the values of what differs. */
  @Override
  public String toString() {
    return common().toString();
  }

  private BenchmarkId common() {
    BenchmarkId first = members.get(0);
    Map<String, String> values = new TreeMap<>(first.parameters());
    for (BenchmarkId other : members.subList(1, members.size())) {
      other.parameters().forEach((name, value) -> values.merge(name, value, ForkGroup::both));
    }
    return new BenchmarkId(first.name(), first.mode(), values);
  }

  private static String both(String one, String other) {
    return one.equals(other) ? one : one + "," + other;
  }
}
