/**
 * The real Ws2_32.dll: its sockets, its overlapped operations and its catalog. Start with {@link
 * WinsockSockets}; {@link Ws2_32} has the functions themselves.
 */
package dev.ifsbench.sockets.winsock;
