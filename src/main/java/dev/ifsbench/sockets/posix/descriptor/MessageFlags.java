package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.Ws2Def;

/** {@code MSG_*} bits: Winsock's into Linux's. */
public final class MessageFlags {
  /** What the translations return for a bit that the call does not support. */
  public static final int UNSUPPORTED = -1;

  private MessageFlags() {}

  /** The flags of a send. It never raises SIGPIPE. */
  public static int ofSend(int flags) {
    if ((flags & ~(Ws2Def.MSG_OOB | Ws2Def.MSG_DONTROUTE)) != 0) {
      return UNSUPPORTED;
    }
    return flags | LinuxDef.MSG_NOSIGNAL; // these two are the same on both sides
  }

  /**
   * The flags of a receive. From a datagram socket it returns a datagram's own length, even if the
   * buffer is shorter; on a stream that flag would throw data away.
   */
  public static int ofReceive(int flags, boolean datagram) {
    if (flags == 0) {
      return datagram ? LinuxDef.MSG_TRUNC : 0;
    }
    int known = Ws2Def.MSG_OOB | Ws2Def.MSG_PEEK | (datagram ? 0 : Ws2Def.MSG_WAITALL);
    if ((flags & ~known) != 0) {
      return UNSUPPORTED;
    }
    int linux = flags & ~Ws2Def.MSG_WAITALL; // the other two are the same on both sides
    if ((flags & Ws2Def.MSG_WAITALL) != 0) {
      linux |= LinuxDef.MSG_WAITALL;
    }
    return datagram ? linux | LinuxDef.MSG_TRUNC : linux;
  }
}
