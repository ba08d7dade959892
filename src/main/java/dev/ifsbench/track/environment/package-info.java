/**
 * Where a run was made and what may have disturbed it there. Start with {@link Environment}; {@link
 * Circumstances} says whether two runs were made in the same environment.
 */
package dev.ifsbench.track.environment;
