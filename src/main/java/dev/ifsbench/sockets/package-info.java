/**
 * The sockets below the runtime, as a contract: {@link NativeSockets} is what a base provider
 * calls, {@link OverlappedIo} what it calls for overlapped operations. Start with {@link
 * NativeSockets}; {@link dev.ifsbench.sockets.system.SystemSockets} chooses the implementation for
 * this system.
 */
package dev.ifsbench.sockets;
