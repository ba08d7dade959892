/**
 * Winsock's meaning on Linux's sockets: names, errors, options, {@code select} and connections.
 * Start with {@link PosixSockets}, which hands each call to the class that it is about.
 */
package dev.ifsbench.sockets.posix;
