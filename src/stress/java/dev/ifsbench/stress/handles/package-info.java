/**
 * Tests of {@link dev.ifsbench.sockets.HandleMap}: look-ups against changes, and changes against
 * each other.
 */
package dev.ifsbench.stress.handles;
