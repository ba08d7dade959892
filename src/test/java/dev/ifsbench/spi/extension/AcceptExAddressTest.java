package dev.ifsbench.spi.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.WinsockError;
import org.junit.jupiter.api.Test;

class AcceptExAddressTest {
  private static final int ROOM = 32;
  private final NativeMemory output = new NativeMemory(10 + 2 * ROOM);
  private final SockAddrRef local = new SockAddrRef();
  private final SockAddrRef remote = new SockAddrRef();

  private void put(int offset, NativeMemory address) {
    boolean fits =
        AcceptExAddress.put(
            output,
            offset,
            ROOM,
            (room, length) -> {
              assertThat(room.size()).isEqualTo(length.value).isEqualTo(24);
              room.putBytes(0, address.getBytes(0, address.size()));
              length.value = address.size();
              return true;
            });
    assertThat(fits).isTrue();
  }

  @Test
  void bothAddressesAreFoundBehindTheData() {
    NativeMemory near = SockAddr.inetLoopback(1);
    NativeMemory far = SockAddr.inetLoopback(2);
    put(10, near);
    put(10 + ROOM, far);

    AcceptExAddress.find(output, 10, ROOM, ROOM, local, remote);

    assertThat(local.address).isEqualTo(output.address() + 18);
    assertThat(local.length).isEqualTo(16);
    assertThat(remote.address).isEqualTo(output.address() + 18 + ROOM);
    assertThat(SockAddr.port(NativeMemory.at(remote.address, remote.length))).isEqualTo(2);
  }

  @Test
  void anAddressThatDoesNotFitOrIsNoneHasNoLength() {
    put(10, SockAddr.inetLoopback(1));
    assertThat(AcceptExAddress.put(output, 10, ROOM, (room, length) -> false)).isFalse();
    output.putLong(10 + ROOM, ROOM - 8 + 1);

    AcceptExAddress.find(output, 10, ROOM, ROOM, local, remote);

    assertThat(local.address).isZero();
    assertThat(local.length).isZero();
    assertThat(remote.length).as("of one that is longer than its place").isZero();

    output.putLong(10 + ROOM, ROOM - 8);
    AcceptExAddress.find(output, 10, ROOM, ROOM, local, remote);
    assertThat(remote.length).as("of one that fills its place").isEqualTo(24);

    AcceptExAddress.find(output, 11, ROOM, ROOM, local, remote);
    assertThat(remote.length).as("of a buffer that is too small").isZero();
  }

  private static WinsockError error(NativeMemory output, int data, int local, int remote) {
    Errno errno = new Errno();
    return AcceptExAddress.hasRoom(output, data, local, remote, errno)
        ? WinsockError.NO_ERROR
        : errno.get();
  }

  @Test
  void aBufferHasRoomForTheDataAndBothAddresses() {
    assertThat(error(output, 10, ROOM, ROOM)).isEqualTo(WinsockError.NO_ERROR);
    assertThat(error(output, 0, 16, 16)).isEqualTo(WinsockError.NO_ERROR);
    assertThat(error(output, 11, ROOM, ROOM)).isEqualTo(WinsockError.WSAEFAULT);
    assertThat(error(output, Integer.MAX_VALUE, ROOM, ROOM)).isEqualTo(WinsockError.WSAEFAULT);
    assertThat(error(null, 0, ROOM, ROOM)).isEqualTo(WinsockError.WSAEFAULT);
    assertThat(error(output, 0, 15, 16)).isEqualTo(WinsockError.WSAEINVAL);
    assertThat(error(output, 0, 16, 15)).isEqualTo(WinsockError.WSAEINVAL);
    assertThat(error(output, -1, 16, 16)).isEqualTo(WinsockError.WSAEINVAL);
  }
}
