/**
 * What Ws2_32.dll does around service providers: the catalog, start-up and clean-up, loading
 * providers, the handle table, the upcalls, and the API that an application calls.
 *
 * <p>On Linux this package plays Ws2_32.dll; sockets and system calls below it are real. Follow one
 * {@code send}: {@link dev.ifsbench.ws2.Winsock#send} looks the handle up in the {@link
 * dev.ifsbench.sockets.HandleMap}, and calls {@code WSPSend} in the procedure table of the provider
 * that the handle belongs to. Which provider that is, is decided by {@code WPUModifyIFSHandle} and
 * {@code WPUCreateSocketHandle} in {@link dev.ifsbench.ws2.Upcalls}.
 */
package dev.ifsbench.ws2;
