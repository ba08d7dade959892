package dev.ifsbench.sockets.none;

import dev.ifsbench.spi.Ws2Def;

/** The kinds of sockets without an operating system, each with a small number. */
final class NullTriplets {
  private static final int[][] ALL = {
    {Ws2Def.AF_INET, Ws2Def.SOCK_STREAM, Ws2Def.IPPROTO_TCP},
    {Ws2Def.AF_INET, Ws2Def.SOCK_DGRAM, Ws2Def.IPPROTO_UDP},
    {Ws2Def.AF_INET6, Ws2Def.SOCK_STREAM, Ws2Def.IPPROTO_TCP},
    {Ws2Def.AF_INET6, Ws2Def.SOCK_DGRAM, Ws2Def.IPPROTO_UDP},
    {Ws2Def.AF_UNIX, Ws2Def.SOCK_STREAM, 0},
  };

  private NullTriplets() {}

  /** The number of the first kind that fits, or -1; protocol 0 fits the type's usual one. */
  static int indexOf(int af, int type, int protocol) {
    for (int i = 0; i < ALL.length; i++) {
      int[] triplet = ALL[i];
      if (triplet[0] == af && triplet[1] == type && (protocol == 0 || protocol == triplet[2])) {
        return i;
      }
    }
    return -1;
  }

  static void get(int index, int[] triplet) {
    System.arraycopy(ALL[index], 0, triplet, 0, 3);
  }
}
