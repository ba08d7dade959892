/**
 * Handles that a layer has created, as descriptors that {@code ReadFile} and {@code WriteFile}
 * accept. Start with {@link CreatedHandles}; {@link HandleServer} passes what is read and written
 * to the owner.
 */
package dev.ifsbench.sockets.posix.created;
