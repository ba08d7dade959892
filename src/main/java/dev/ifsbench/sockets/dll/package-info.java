/**
 * Providers in DLLs, hosted without being installed: their {@code WSPStartup}, their procedure
 * table and the upcalls they make. Start with {@link NativeProvider}; {@link NativeTable} calls the
 * DLL's functions.
 */
package dev.ifsbench.sockets.dll;
