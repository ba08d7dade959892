/**
 * The vocabulary of {@code ws2spi.h}: what a service provider and Ws2_32.dll say to each other.
 *
 * <p>Names are Winsock's own in Java's casing. Start with {@link dev.ifsbench.spi.ServiceProvider},
 * the one export of a provider; it is handed an {@link dev.ifsbench.spi.UpcallTable} and returns a
 * {@link dev.ifsbench.spi.ProcedureTable}.
 *
 * <h2>Where the public documentation is silent</h2>
 *
 * What this project decided, and holds by tests:
 *
 * <ul>
 *   <li>{@code *lpErrno} is written when a call fails and left alone when it succeeds.
 *   <li>{@code WPUModifyIFSHandle} returns the proposed value itself, never another one. The base
 *       provider and the layers go by the value returned all the same: by it they find their
 *       context, and it is the one that they hand on.
 *   <li>It may be called again for the same handle, by the same provider or another, and the last
 *       call wins; a base provider may take a handle back from a layer.
 *   <li>When the handle and the catalog entry id are both bad, the handle is reported. Both are
 *       {@code WSAEINVAL}.
 *   <li>An unknown catalog entry id, 0 included, is {@code WSAEINVAL}, and so is the id of a
 *       layer's hidden entry (protocol chain of length 0): no socket is ever opened through it, so
 *       no call could be dispatched to it. An entry without {@code XP1_IFS_HANDLES} is {@code
 *       WSAEINVAL} too: its provider has said that it does not hand out the operating system's
 *       handles.
 *   <li>An entry whose provider does not load is {@code WSAEPROVIDERFAILEDINIT}; the handle keeps
 *       its owner.
 *   <li>{@code INVALID_SOCKET}, 0, a negative number or one that is not open, and a handle made by
 *       {@code WPUCreateSocketHandle}, are {@code WSAEINVAL}. Any other open handle is taken, a
 *       socket or not: device handles are legitimate.
 *   <li>A layer that calls it while the handle is being closed gets {@code WSAEINVAL}: the handle
 *       is on its way out. A base provider's call then announces a new socket under a reused value,
 *       and stands.
 *   <li>Before start-up and after the last clean-up it is {@code WSANOTINITIALISED}; so it is if
 *       the last clean-up comes while it runs.
 *   <li>A null pointer that a call needs is {@code WSAEFAULT}, after {@code WSAENOTSOCK}. A null
 *       {@code lpErrno} is a {@code NullPointerException}: there is no place for the error.
 *   <li>A receive that ends with {@code WSAEMSGSIZE} reports the bytes that came, which is what the
 *       buffers hold. If it does so at once, an overlapped one reports them in {@code InternalHigh}
 *       too, and is not announced. Layers count those bytes, and do not count what is only looked
 *       at ({@code MSG_PEEK}).
 *   <li>{@code WPUQuerySocketHandleContext} and {@code WPUCloseSocketHandle} do not ask whose
 *       handle it is; a layer checks that the context it gets is its own.
 *   <li>{@code WPUCreateSocketHandle} with an unknown id is {@code WSAEINVAL}, and so is an entry
 *       with {@code XP1_IFS_HANDLES}, whose provider may not use it. Closing such a handle twice is
 *       {@code WSAENOTSOCK}.
 *   <li>{@code WPUCompleteOverlappedRequest} after the handle was closed is {@code WSAEINVAL}. A
 *       wrapping layer therefore closes its handle only after the last operation on it has been
 *       announced.
 *   <li>{@code WSPGetOverlappedResult} that is to wait for an operation without an event is {@code
 *       WSA_INVALID_PARAMETER}; the documentation calls it unpredictable.
 *   <li>An event and a completion port that are both there are both told, the event first. The low
 *       bit of an event, which keeps the port out on Windows, has no meaning: descriptors may be
 *       odd.
 *   <li>{@code CancelIoEx} reaches what the system carries out on that very handle. On a handle
 *       made by {@code WPUCreateSocketHandle} it finds nothing to cancel, for no function of the
 *       table takes a cancellation down.
 *   <li>A wrapping layer's pending operation therefore goes on after a {@code CancelIoEx} on its
 *       handle has failed, and ends when its data comes or its socket is closed. No layer is told
 *       of the attempt.
 *   <li>A cancelled send has transferred 0 bytes, whatever part of it is on its way already; so it
 *       is when its socket is closed.
 *   <li>No {@code WSPIoctl} waits: the codes that the base provider has are answered from what the
 *       system knows at once. With an overlapped structure a success is announced like any other
 *       operation's, and a failure is returned and not announced; there is nothing to cancel.
 *   <li>A thread that ends leaves its operations running; their completion routines are dropped.
 *   <li>{@code ReadFile} and {@code WriteFile} on a handle that {@code WPUCreateSocketHandle} made
 *       reach its owner by {@code WSARecv} and {@code WSASend} on the same handle, in a thread of
 *       the runtime's own. One read is one {@code WSPRecv}, of at most 1 MiB; a write is one {@code
 *       WSPSend} for each 64 KiB. The owner's error is the caller's, but {@code WSAEINTR} and
 *       {@code WSAENOTSOCK}, which say that the handle was closed, are {@code
 *       WSA_OPERATION_ABORTED}; so is the end of a request that waits when its handle is closed.
 *       Reading no bytes returns at once and asks nobody.
 *   <li>A catalog change has no effect on sockets that are open, and catalog entry ids are never
 *       reused.
 *   <li>The last {@code WSACleanup} closes every socket that the application still holds, through
 *       its provider, and then cleans up each provider. A layer's sockets below are the layer's to
 *       close. A call that is opening a socket meanwhile closes it again, and is {@code
 *       WSANOTINITIALISED}; a start waits until the clean-up has ended.
 *   <li>When a layer closes a socket below its own, it calls the next provider directly, and no
 *       upcall takes the socket's entry out of the handle table. The entry stays until the number
 *       is announced again, and calls that name it meanwhile are {@code WSAENOTSOCK}.
 *   <li>Hidden entries, and those with a chain of length 0, are never chosen for an address family,
 *       type and protocol.
 *   <li>A duplicate of a pass-through layer's socket opens through the layer again: its entry names
 *       the layer. For another process it is {@code WSAEOPNOTSUPP}.
 * </ul>
 */
package dev.ifsbench.spi;
