package dev.ifsbench.sockets.posix.descriptor;

import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.spi.extension.WsaCmsg;
import dev.ifsbench.spi.extension.WsaMsg;

/**
 * Translates control data between Winsock and Linux. The headers are the same. Only the messages
 * are supported that say where a datagram arrived or where it is to leave from; they differ in
 * their numbers, and IPv4's in its layout.
 */
public final class ControlData {
  /** Bytes that a receive gives to Linux. */
  public static final int ROOM = 256;

  private static final int INTERFACE = 0;
  private static final int LOCAL = 4;
  private static final int ADDRESS = 8;

  private ControlData() {}

  /**
   * Checks the control data of a send.
   *
   * @return what is wrong with it, or null: {@code WSAEFAULT} if it is missing, {@code WSAEINVAL}
   *     if it is not a sequence of messages, {@code WSAEOPNOTSUPP} for a message that is not
   *     supported
   */
  public static WinsockError check(WsaMsg message) {
    int length = message.controlLength.value;
    if (length == 0) {
      return null;
    }
    NativeMemory control = message.control;
    if (control == null || length < 0 || length > control.size()) {
      return WinsockError.WSAEFAULT;
    }
    int room = 0;
    for (int at = 0; at < length; at = next(control, at)) {
      if (!WsaCmsg.isAt(control, at, length)) {
        return WinsockError.WSAEINVAL;
      }
      if (!isIn(control, at) && !isIn6(control, at)) {
        return WinsockError.WSAEOPNOTSUPP;
      }
      room += WsaCmsg.space(WsaCmsg.SIZEOF_IN6_PKTINFO);
    }
    return room > ROOM ? WinsockError.WSAENOBUFS : null;
  }

  private static int next(NativeMemory control, int at) {
    return at + WsaCmsg.space(WsaCmsg.dataLength(control, at));
  }

  private static boolean isIn(NativeMemory control, int at) {
    return WsaCmsg.level(control, at) == Ws2Def.IPPROTO_IP
        && WsaCmsg.type(control, at) == Ws2Def.IP_PKTINFO
        && WsaCmsg.dataLength(control, at) == WsaCmsg.SIZEOF_IN_PKTINFO;
  }

  private static boolean isIn6(NativeMemory control, int at) {
    return WsaCmsg.level(control, at) == Ws2Def.IPPROTO_IPV6
        && WsaCmsg.type(control, at) == Ws2Def.IPV6_PKTINFO
        && WsaCmsg.dataLength(control, at) == WsaCmsg.SIZEOF_IN6_PKTINFO;
  }

  /**
   * Translates what {@link #check} has let pass.
   *
   * @param to where it goes, with {@link #ROOM}
   * @param offset and where there; a multiple of 8
   * @return how long it is
   */
  public static int toLinux(WsaMsg message, NativeMemory to, int offset) {
    NativeMemory control = message.control;
    int length = message.controlLength.value;
    int end = offset;
    for (int at = 0; at < length; at = next(control, at)) {
      int from = at + WsaCmsg.HEADER;
      if (isIn(control, at)) {
        int size = LinuxDef.SIZEOF_IN_PKTINFO;
        int data = WsaCmsg.put(to, end, LinuxDef.IPPROTO_IP, LinuxDef.IP_PKTINFO, size);
        to.putInt(data + INTERFACE, control.getInt(from + WsaCmsg.IN_PKTINFO_INTERFACE));
        to.putInt(data + LOCAL, control.getInt(from));
        to.putInt(data + ADDRESS, 0);
        end += WsaCmsg.space(size);
      } else {
        int size = LinuxDef.SIZEOF_IN6_PKTINFO;
        int data = WsaCmsg.put(to, end, LinuxDef.IPPROTO_IPV6, LinuxDef.IPV6_PKTINFO, size);
        copy(control, from, to, data, size);
        end += WsaCmsg.space(size);
      }
    }
    return end - offset;
  }

  /**
   * Translates received control data: whole messages, as many as there is room for.
   *
   * @param from where Linux has put it
   * @param offset and where there; a multiple of 8
   * @param length how long it is
   * @param message in: the room; out: how much is there, with {@link WsaMsg#MSG_CTRUNC} if that is
   *     not all
   */
  public static void toWinsock(NativeMemory from, int offset, int length, WsaMsg message) {
    NativeMemory control = message.control;
    int room = control == null ? 0 : Math.min(message.controlLength.value, control.size());
    int end = 0;
    message.controlLength.value = 0;
    for (int at = offset; WsaCmsg.isAt(from, at, offset + length); at = next(from, at)) {
      int size = sizeForWinsock(from, at);
      if (size > 0 && end + WsaCmsg.HEADER + size > room) {
        message.flags.value |= WsaMsg.MSG_CTRUNC;
      } else if (size > 0) {
        put(from, at, control, end, size);
        end += WsaCmsg.space(size);
        message.controlLength.value = Math.min(end, room);
      }
    }
  }

  /** How much data a message has for Winsock; 0 if it is none of Winsock's. */
  private static int sizeForWinsock(NativeMemory from, int at) {
    int level = WsaCmsg.level(from, at);
    int type = WsaCmsg.type(from, at);
    if (level == LinuxDef.IPPROTO_IP && type == LinuxDef.IP_PKTINFO) {
      return WsaCmsg.SIZEOF_IN_PKTINFO;
    }
    return level == LinuxDef.IPPROTO_IPV6 && type == LinuxDef.IPV6_PKTINFO
        ? WsaCmsg.SIZEOF_IN6_PKTINFO
        : 0;
  }

  private static void put(NativeMemory from, int at, NativeMemory control, int end, int size) {
    int source = at + WsaCmsg.HEADER;
    if (size == WsaCmsg.SIZEOF_IN_PKTINFO) {
      int data = WsaCmsg.put(control, end, Ws2Def.IPPROTO_IP, Ws2Def.IP_PKTINFO, size);
      control.putInt(data, from.getInt(source + ADDRESS));
      control.putInt(data + WsaCmsg.IN_PKTINFO_INTERFACE, from.getInt(source + INTERFACE));
    } else {
      int data = WsaCmsg.put(control, end, Ws2Def.IPPROTO_IPV6, Ws2Def.IPV6_PKTINFO, size);
      copy(from, source, control, data, size);
    }
  }

  private static void copy(NativeMemory from, int source, NativeMemory to, int target, int size) {
    for (int i = 0; i < size; i += Integer.BYTES) {
      to.putInt(target + i, from.getInt(source + i));
    }
  }
}
