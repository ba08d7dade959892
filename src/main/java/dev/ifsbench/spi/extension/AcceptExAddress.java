package dev.ifsbench.spi.extension;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;

/** How an address lies in {@link AcceptEx}'s output buffer: its length, 8 bytes, then itself. */
public final class AcceptExAddress {
  private static final int HEADER = 8;

  private AcceptExAddress() {}

  /** The source of an address. */
  @FunctionalInterface
  public interface Source {
    /**
     * Copies the address.
     *
     * @param room where it goes
     * @param length in: bytes available; out: bytes of the address
     * @return false if it does not fit
     */
    boolean copy(NativeMemory room, IntRef length);
  }

  /**
   * Writes an address to its place in the output buffer.
   *
   * @param output the output buffer
   * @param offset where the place begins
   * @param size how large it is, at least {@link AcceptEx#ADDRESS_EXTRA}
   * @param source the address
   * @return false if it does not fit
   */
  public static boolean put(NativeMemory output, int offset, int size, Source source) {
    IntRef length = new IntRef(size - HEADER);
    boolean fits =
        source.copy(NativeMemory.at(output.address() + offset + HEADER, size - HEADER), length);
    output.putLong(offset, fits ? length.value : 0);
    return fits;
  }

  /**
   * {@code GetAcceptExSockaddrs} for what {@link #put} has put there. A buffer that is too small,
   * or was never filled, has addresses of length 0.
   *
   * @param lpOutputBuffer the output buffer
   * @param dwReceiveDataLength bytes for the first data
   * @param dwLocalAddressLength bytes for the local address
   * @param dwRemoteAddressLength bytes for the remote address
   * @param localSockaddr out: the local address, in the buffer
   * @param remoteSockaddr out: the remote address, in the buffer
   */
  public static void find(
      NativeMemory lpOutputBuffer,
      int dwReceiveDataLength,
      int dwLocalAddressLength,
      int dwRemoteAddressLength,
      SockAddrRef localSockaddr,
      SockAddrRef remoteSockaddr) {
    boolean valid =
        hasRoom(
            lpOutputBuffer,
            dwReceiveDataLength,
            dwLocalAddressLength,
            dwRemoteAddressLength,
            new Errno());
    int local = dwReceiveDataLength;
    find(lpOutputBuffer, local, dwLocalAddressLength, valid, localSockaddr);
    int remote = local + dwLocalAddressLength;
    find(lpOutputBuffer, remote, dwRemoteAddressLength, valid, remoteSockaddr);
  }

  private static void find(
      NativeMemory output, int offset, int size, boolean valid, SockAddrRef found) {
    long length = valid ? output.getLong(offset) : 0;
    boolean there = length > 0 && length <= size - HEADER;
    found.address = there ? output.address() + offset + HEADER : 0;
    found.length = there ? (int) length : 0;
  }

  /**
   * Whether an output buffer has room for the data and both addresses.
   *
   * @param output the output buffer
   * @param data bytes for the first data
   * @param local bytes for the local address
   * @param remote bytes for the remote address
   * @param errno out: {@code WSAEINVAL} if an address has less than {@link AcceptEx#ADDRESS_EXTRA}
   *     bytes, {@code WSAEFAULT} if the buffer is missing or too small
   * @return true if it has
   */
  public static boolean hasRoom(NativeMemory output, int data, int local, int remote, Errno errno) {
    if (local < AcceptEx.ADDRESS_EXTRA || remote < AcceptEx.ADDRESS_EXTRA || data < 0) {
      errno.set(WinsockError.WSAEINVAL);
      return false;
    }
    if (output == null || output.size() < (long) data + local + remote) {
      errno.set(WinsockError.WSAEFAULT);
      return false;
    }
    return true;
  }
}
