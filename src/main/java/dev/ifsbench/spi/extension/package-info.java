/**
 * The extension functions of {@code mswsock.h}: those that a program asks a provider for by {@code
 * SIO_GET_EXTENSION_FUNCTION_POINTER}, and then calls by the pointer, past Ws2_32.dll and its
 * handle table. {@link dev.ifsbench.spi.extension.ExtensionFunction} lists them.
 */
package dev.ifsbench.spi.extension;
