/**
 * The C library's calls, bound by JNA or by the foreign function API, with Linux's constants. Start
 * with {@link LibC}, the calls themselves; {@link Binding} chooses who makes them.
 */
package dev.ifsbench.sockets.libc;
