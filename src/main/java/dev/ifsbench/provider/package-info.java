/**
 * The service providers that are compared: a base provider over the operating system's sockets, and
 * layers that pass its handles through or wrap them.
 *
 * <ul>
 *   <li>{@link dev.ifsbench.provider.BaseProvider} announces each of its sockets by {@code
 *       WPUModifyIFSHandle}.
 *   <li>{@link dev.ifsbench.provider.PassThroughProvider} announces the same handle again with its
 *       own entry, and leaves the base provider's functions in its table.
 *   <li>{@link dev.ifsbench.provider.WrappingProvider} makes a handle of its own by {@code
 *       WPUCreateSocketHandle}, and finds its way back on each call.
 * </ul>
 *
 * {@link dev.ifsbench.provider.LayerInstaller} puts layers into the catalog, over a base or over
 * each other.
 */
package dev.ifsbench.provider;
