/**
 * Winsock's semantics on Linux's sockets: names, errors, options, {@code select} and connections.
 * Start with {@link PosixSockets}, which passes each call to the class responsible for it.
 */
package dev.ifsbench.sockets.posix;
