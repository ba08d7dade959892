/**
 * Overlapped operations on Linux, carried out by io_uring or epoll while they are pending. Start
 * with {@link PosixOverlapped}; {@link CompletionEngine} carries them out.
 */
package dev.ifsbench.sockets.posix.completion;
