/**
 * Tests of {@link dev.ifsbench.ws2.HandleMap}: look-ups against changes, and changes against each
 * other.
 */
package dev.ifsbench.stress.handles;
