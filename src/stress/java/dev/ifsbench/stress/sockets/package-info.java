/**
 * Tests of {@link dev.ifsbench.ws2.Winsock} and its upcalls, over sockets without an operating
 * system: modifying, creating and closing handles against each other.
 */
package dev.ifsbench.stress.sockets;
