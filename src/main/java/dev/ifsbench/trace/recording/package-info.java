/**
 * Reads events back, from recordings or from a running JVM. Start with {@link Recordings}; {@link
 * TraceEvent} is what the rest of the program sees of an event.
 */
package dev.ifsbench.trace.recording;
