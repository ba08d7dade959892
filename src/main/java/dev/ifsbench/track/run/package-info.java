/**
 * Measures in rounds, each fork in a JVM of its own. Start with {@link Rounds}; {@link
 * Measurements} holds what they delivered.
 */
package dev.ifsbench.track.run;
