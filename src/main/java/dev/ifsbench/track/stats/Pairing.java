package dev.ifsbench.track.stats;

/** What the forks of two samples have to do with each other. */
public enum Pairing {
  /** Nothing: two runs, each with forks of its own. */
  NONE,
  /** Forks with the same index ran in the same round, one after the other. */
  ROUNDS,
  /** Both took turns in the same forks; iterations with the same index are neighbouring blocks. */
  BLOCKS
}
