/**
 * Overlapped operations on Linux, carried on by io_uring or epoll while they are pending. Start
 * with {@link PosixOverlapped}; {@link CompletionEngine} is what carries them on.
 */
package dev.ifsbench.sockets.posix.completion;
