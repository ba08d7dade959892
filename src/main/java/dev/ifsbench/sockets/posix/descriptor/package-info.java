/**
 * Descriptors that stay safe although Linux reuses their numbers, and what one system call on them
 * needs: addresses, flags, errors, time limits. Start with {@link DescriptorTable}; {@link
 * Transfers} is where a send becomes a system call.
 */
package dev.ifsbench.sockets.posix.descriptor;
