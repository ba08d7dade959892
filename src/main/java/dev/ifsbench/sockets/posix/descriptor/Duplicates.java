package dev.ifsbench.sockets.posix.descriptor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which descriptors are of the same socket. What becomes known of the socket through one of them
 * holds for all, and only the close of the last one may shut it down.
 *
 * <p>A descriptor leaves its group before its number is free, so the numbers in a group are never
 * those of other sockets. Sockets without a duplicate never come here, which keeps its lock out of
 * the way.
 */
public final class Duplicates {
  /** The descriptors of one socket. */
  public static final class Group {
    private final Set<Integer> members = new HashSet<>();
    private int pending;

    private Group(int fd) {
      members.add(fd);
    }
  }

  private final Map<Integer, Group> groups = new HashMap<>();
  private final DescriptorTable table;

  public Duplicates(DescriptorTable table) {
    this.table = table;
  }

  /**
   * Announces a duplicate before it is made, so that a close of the original at that moment leaves
   * the socket alone. The caller has entered the original.
   *
   * @return the group, or null if the original is being closed
   */
  public synchronized Group announce(int fd) {
    long word = table.update(fd, 0, DescriptorTable.SHARED);
    if (word == DescriptorTable.REFUSED) {
      return null;
    }
    if ((word & DescriptorTable.SHARED) == 0) {
      groups.put(fd, new Group(fd));
    }
    Group group = groups.get(fd);
    group.pending++;
    return group;
  }

  /**
   * The announced duplicate was made: it is now open, and everything known of the original holds
   * for it.
   */
  public synchronized void add(Group group, int original, int duplicate) {
    group.pending--;
    group.members.add(duplicate);
    groups.put(duplicate, group);
    table.opened(duplicate, table.known(original));
  }

  /** The announced duplicate was not made. */
  public synchronized void abandon(Group group) {
    group.pending--;
  }

  /**
   * Takes out a descriptor that is being closed.
   *
   * @return true if it was the socket's last
   */
  public synchronized boolean remove(int fd) {
    Group group = groups.remove(fd);
    group.members.remove(fd);
    return group.members.isEmpty() && group.pending == 0;
  }

  /**
   * Records something about the socket behind a descriptor that the caller has entered.
   *
   * @param word the descriptor's word
   * @param clear bits to clear
   * @param set bits to set after that
   */
  public void learn(int fd, long word, long clear, long set) {
    if ((word & DescriptorTable.SHARED) == 0) {
      word = table.update(fd, clear, set);
    }
    // Shared by now, or from the start: a closed one is no longer in its group.
    if (word != DescriptorTable.REFUSED && (word & DescriptorTable.SHARED) != 0) {
      learnAll(fd, clear, set);
    }
  }

  private synchronized void learnAll(int fd, long clear, long set) {
    Group group = groups.get(fd);
    if (group != null) {
      for (int member : group.members) {
        table.update(member, clear, set);
      }
    }
  }
}
