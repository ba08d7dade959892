package dev.ifsbench.stress.completion;

import dev.ifsbench.sockets.CompletionPacket;
import dev.ifsbench.sockets.CompletionPort;
import dev.ifsbench.spi.WinsockError;

/** A completion port with two packets, and the third to come; each is taken as a bit of its own. */
final class ThreePackets {
  private final CompletionPort port = Systems.next().overlapped().newPort();

  ThreePackets() {
    post(1);
    post(2);
  }

  private void post(int bit) {
    port.post(bit, null, bit, WinsockError.NO_ERROR);
  }

  /** Adds the third packet. */
  void postThird() {
    post(4);
  }

  /** Takes up to two packets at once, without waiting; the sum of their bits, a wrong one -100. */
  int takeTwo() {
    return take(2);
  }

  /** Takes what is left. */
  int takeRest() {
    return take(4);
  }

  private int take(int count) {
    CompletionPacket[] packets = new CompletionPacket[count];
    for (int i = 0; i < count; i++) {
      packets[i] = new CompletionPacket();
    }
    int taken;
    try {
      taken = port.dequeue(packets, count, 0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    int bits = 0;
    for (int i = 0; i < taken; i++) {
      boolean whole = packets[i].key() == packets[i].bytesTransferred();
      bits += whole ? (int) packets[i].key() : -100;
    }
    return bits;
  }
}
