package dev.ifsbench.spi.extension;

import dev.ifsbench.spi.NativeMemory;
import java.util.UUID;

/** An extension function, and the GUID by which a program asks for it. */
public enum ExtensionFunction {
  /** {@code AcceptEx}. */
  ACCEPT_EX("b5367df1-cbac-11cf-95ca-00805f48a192", AcceptEx.class),

  /** {@code ConnectEx}. */
  CONNECT_EX("25a207b9-ddf3-4660-8ee9-76e58c74063e", ConnectEx.class),

  /** {@code DisconnectEx}. */
  DISCONNECT_EX("7fda2e11-8630-436f-a031-f536a6eec157", DisconnectEx.class),

  /** {@code GetAcceptExSockaddrs}. */
  GET_ACCEPT_EX_SOCKADDRS("b5367df2-cbac-11cf-95ca-00805f48a192", GetAcceptExSockaddrs.class),

  /** {@code TransmitFile}. */
  TRANSMIT_FILE("b5367df0-cbac-11cf-95ca-00805f48a192", TransmitFile.class),

  /** {@code WSARecvMsg}. */
  WSA_RECV_MSG("f689d7c8-6f1f-436b-8a53-e54fe351c322", WsaRecvMsg.class),

  /** {@code WSASendMsg}. */
  WSA_SEND_MSG("a441e712-754f-43ca-84a7-0dee44cf606d", WsaSendMsg.class);

  /** Bytes of a GUID. */
  public static final int GUID_SIZE = 16;

  private final UUID guid;
  private final Class<?> type;

  ExtensionFunction(String guid, Class<?> type) {
    this.guid = UUID.fromString(guid);
    this.type = type;
  }

  /**
   * The GUID.
   *
   * @return its usual form
   */
  public UUID guid() {
    return guid;
  }

  /**
   * What implements the function.
   *
   * @return the interface
   */
  public Class<?> type() {
    return type;
  }

  /**
   * The GUID as a program hands it over.
   *
   * @return {@value #GUID_SIZE} bytes, as {@code GUID} lays them out
   */
  public NativeMemory toMemory() {
    NativeMemory memory = new NativeMemory(GUID_SIZE);
    long high = guid.getMostSignificantBits();
    memory.putInt(0, (int) (high >>> 32));
    memory.putShort(4, (short) (high >>> 16));
    memory.putShort(6, (short) high);
    memory.putLong(8, Long.reverseBytes(guid.getLeastSignificantBits()));
    return memory;
  }

  /**
   * Finds the function of a GUID.
   *
   * @param memory at least {@value #GUID_SIZE} bytes
   * @return the function, or null if there is none
   */
  public static ExtensionFunction of(NativeMemory memory) {
    long high =
        (long) memory.getInt(0) << 32
            | (memory.getShort(4) & 0xFFFFL) << 16
            | (memory.getShort(6) & 0xFFFFL);
    UUID asked = new UUID(high, Long.reverseBytes(memory.getLong(8)));
    for (ExtensionFunction function : values()) {
      if (function.guid.equals(asked)) {
        return function;
      }
    }
    return null;
  }
}
