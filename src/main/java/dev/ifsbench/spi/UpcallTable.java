package dev.ifsbench.spi;

/**
 * {@code WSPUPCALLTABLE}: the 15 upcalls that Ws2_32.dll hands to a provider in {@link
 * ServiceProvider#wspStartup}, in the header's order.
 *
 * <p>{@code WPUCompleteOverlappedRequest} is not a member: it is an export of Ws2_32.dll.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/ns-ws2spi-wspupcalltable">WSPUPCALLTABLE</a>
 * @param wpuCloseEvent {@code lpWPUCloseEvent}
 * @param wpuCloseSocketHandle {@code lpWPUCloseSocketHandle}
 * @param wpuCreateEvent {@code lpWPUCreateEvent}
 * @param wpuCreateSocketHandle {@code lpWPUCreateSocketHandle}
 * @param wpuFdIsSet {@code lpWPUFDIsSet}
 * @param wpuGetProviderPath {@code lpWPUGetProviderPath}
 * @param wpuModifyIfsHandle {@code lpWPUModifyIFSHandle}
 * @param wpuPostMessage {@code lpWPUPostMessage}
 * @param wpuQueryBlockingCallback {@code lpWPUQueryBlockingCallback}
 * @param wpuQuerySocketHandleContext {@code lpWPUQuerySocketHandleContext}
 * @param wpuQueueApc {@code lpWPUQueueApc}
 * @param wpuResetEvent {@code lpWPUResetEvent}
 * @param wpuSetEvent {@code lpWPUSetEvent}
 * @param wpuOpenCurrentThread {@code lpWPUOpenCurrentThread}
 * @param wpuCloseThread {@code lpWPUCloseThread}
 */
public record UpcallTable(
    WpuFunction.CloseEvent wpuCloseEvent,
    WpuFunction.CloseSocketHandle wpuCloseSocketHandle,
    WpuFunction.CreateEvent wpuCreateEvent,
    WpuFunction.CreateSocketHandle wpuCreateSocketHandle,
    WpuFunction.FdIsSet wpuFdIsSet,
    WpuFunction.GetProviderPath wpuGetProviderPath,
    WpuFunction.ModifyIfsHandle wpuModifyIfsHandle,
    WpuFunction.PostMessage wpuPostMessage,
    WpuFunction.QueryBlockingCallback wpuQueryBlockingCallback,
    WpuFunction.QuerySocketHandleContext wpuQuerySocketHandleContext,
    WpuFunction.QueueApc wpuQueueApc,
    WpuFunction.ResetEvent wpuResetEvent,
    WpuFunction.SetEvent wpuSetEvent,
    WpuFunction.OpenCurrentThread wpuOpenCurrentThread,
    WpuFunction.CloseThread wpuCloseThread) {}
