package dev.ifsbench.bench.probe;

import dev.ifsbench.bench.state.EntryStack;
import dev.ifsbench.bench.state.HandleKind;
import dev.ifsbench.bench.state.Transport;
import dev.ifsbench.provider.Quirk;

/**
 * What one {@link ProbeFork} tries.
 *
 * @param check what to try; null to ask for the number of the entry that plain {@code socket()}
 *     takes
 * @param side the name of a {@link HandleKind}, or of an entry as in {@code entry:1001}, or {@link
 *     EntryStack#PLAIN}
 * @param transport what carries the data
 * @param quirk of the layer
 */
public record ProbeTask(ProbeCheck check, String side, Transport transport, Quirk quirk) {}
