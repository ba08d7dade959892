package dev.ifsbench.sockets.dll;

/**
 * Where two functions of a provider's table are.
 *
 * @param send the address of its {@code WSPSend}
 * @param recv the address of its {@code WSPRecv}
 */
public record TransferFunctions(long send, long recv) {}
