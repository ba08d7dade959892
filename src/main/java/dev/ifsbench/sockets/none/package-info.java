/**
 * Sockets without a system: numbers that behave like handles, for what is measured with no system
 * call below. Start with {@link NullSockets}.
 */
package dev.ifsbench.sockets.none;
