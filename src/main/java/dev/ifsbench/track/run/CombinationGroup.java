package dev.ifsbench.track.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one fork measures: combinations that differ in the kind of handle alone.
 *
 * @param members one at least
 */
public record CombinationGroup(List<Combination> members) {
  /** Copies the list. */
  public CombinationGroup {
    members = List.copyOf(members);
  }

  /**
   * Puts together what can share a fork.
   *
   * @param combinations what to measure
   * @return a group for each operation, transport, payload and depth, in the order given
   */
  public static List<CombinationGroup> together(List<Combination> combinations) {
    Map<Combination, List<Combination>> groups = new LinkedHashMap<>();
    for (Combination combination : combinations) {
      groups.computeIfAbsent(combination.withHandle(""), key -> new ArrayList<>()).add(combination);
    }
    return groups.values().stream().map(CombinationGroup::new).toList();
  }

  /**
   * Gives each combination a fork of its own.
   *
   * @param combinations what to measure
   */
  public static List<CombinationGroup> apart(List<Combination> combinations) {
    return combinations.stream().map(List::of).map(CombinationGroup::new).toList();
  }

  @Override
  public String toString() {
    Combination first = members.get(0);
    String handles = members.stream().map(Combination::handle).collect(Collectors.joining(","));
    return first.withHandle(handles).toString();
  }
}
