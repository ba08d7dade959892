package dev.ifsbench.bench.paired;

import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.sockets.libc.Binding;

/**
 * One of several things that a JVM measures side by side.
 *
 * @param handle the name of the {@link HandleKind}, or of an entry as in {@code entry:1001}
 * @param binding how to reach C
 * @param jar the file of the version of this project to measure, or null for the one that measures
 * @param delayNanos how much slower each send is made on purpose, in nanoseconds; 0 but where the
 *     comparison itself is put to the test
 */
public record Side(String handle, Binding binding, String jar, double delayNanos) {}
