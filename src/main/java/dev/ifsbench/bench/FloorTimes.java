package dev.ifsbench.bench;

import dev.ifsbench.sockets.Binding;
import java.util.List;

/**
 * How long a send and a receive took over one pair of descriptors: in C, through a binding, and
 * through the dispatcher over that binding. Each holds nanoseconds for both calls, by round (the
 * list) and cycle (its arrays); the same round and cycle ran within milliseconds of each other.
 *
 * @param binding what was measured
 * @param inC the system calls, made by C
 * @param byBinding the same, made by the binding
 * @param byDispatcher the same, made by the dispatcher over a pass-through layer
 */
public record FloorTimes(
    Binding binding, List<double[]> inC, List<double[]> byBinding, List<double[]> byDispatcher) {}
