/**
 * What a JVM and its fork say to each other: a task one way and a result the other, both as JSON.
 * Start with {@link ForkMain}, which every program of a fork begins with.
 */
package dev.ifsbench.bench.fork;
