package dev.ifsbench.track;

/**
 * One kind of handle against another.
 *
 * @param reference the kind compared with
 * @param difference nanoseconds an operation more than the reference
 * @param ratio times per operation, 1 if equal
 * @param verdict what the two intervals show
 */
public record Contrast(String reference, Interval difference, Interval ratio, Verdict verdict) {}
