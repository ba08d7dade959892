package dev.ifsbench.spi.extension;

import dev.ifsbench.spi.IntRef;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WsaBuf;

/**
 * {@code WSAMSG}: a datagram with its address. It belongs to the operation that it was given to
 * until that ends, and is not for use by several threads at once.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ws2def/ns-ws2def-wsamsg">WSAMSG</a>
 */
public final class WsaMsg {
  /** The datagram was longer than the buffers. */
  public static final int MSG_TRUNC = 0x0100;

  /** The control data was longer than its buffer. */
  public static final int MSG_CTRUNC = 0x0200;

  /** Whom it goes to or comes from, or null. */
  public NativeMemory name;

  /** Bytes of {@link #name}; for a receive in: those available. */
  public final IntRef namelen = new IntRef();

  /** The data. */
  public WsaBuf[] buffers;

  /** How many of the buffers to use. */
  public int bufferCount;

  /** The control data, messages as {@link WsaCmsg} lays them out; or null. */
  public NativeMemory control;

  /** Bytes of {@link #control}; for a receive in: those available, out: those that are there. */
  public final IntRef controlLength = new IntRef();

  /** {@code MSG_*} bits, in and out. */
  public final IntRef flags = new IntRef();

  /** Makes one with no address, no data and no control data. */
  public WsaMsg() {}
}
