package dev.ifsbench.spi;

/**
 * {@code WSPUPCALLTABLE}: the 15 upcalls that Ws2_32.dll hands to a provider in {@link
 * ServiceProvider#wspStartup}, in the header's order.
 *
 * <p>{@code WPUCompleteOverlappedRequest} is not a member: it is an export of Ws2_32.dll.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/ns-ws2spi-wspupcalltable">WSPUPCALLTABLE</a>
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
