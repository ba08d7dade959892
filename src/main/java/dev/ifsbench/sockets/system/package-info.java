/**
 * The one place that knows which system this is, and chooses the sockets for it. Start with {@link
 * SystemSockets}.
 */
package dev.ifsbench.sockets.system;
