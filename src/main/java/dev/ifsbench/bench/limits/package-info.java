/** What a kind of handle can and cannot do, tried by live calls. Start with {@link Limit}. */
package dev.ifsbench.bench.limits;
