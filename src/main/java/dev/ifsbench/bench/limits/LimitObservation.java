package dev.ifsbench.bench.limits;

/**
 * What was seen of a {@link Limit}.
 *
 * @param holds whether the limit is there
 * @param seen the evidence, in a few words
 */
public record LimitObservation(boolean holds, String seen) {}
