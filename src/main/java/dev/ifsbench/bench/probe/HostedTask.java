package dev.ifsbench.bench.probe;

/**
 * What one {@link HostedTrial} tries.
 *
 * @param folder for files that outlive the fork
 * @param provider a DLL's path, or several, as for {@code -p provider=}
 */
public record HostedTask(String folder, String provider) {}
