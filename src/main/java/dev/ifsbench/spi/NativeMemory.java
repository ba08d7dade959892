package dev.ifsbench.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A block of memory outside the Java heap: a small structure, such as a socket address or an
 * option's value, or a data buffer.
 *
 * <p>It starts zeroed, does not move, and is freed when it can no longer be reached. Access is
 * checked against its bounds ({@link IndexOutOfBoundsException}); numbers are in the machine's byte
 * order. Only one thread at a time may use it, except for the two methods that say otherwise.
 */
public final class NativeMemory {
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer bytes;
  private final long address;

  /**
   * Allocates memory outside the Java heap, filled with zeros.
   *
   * @param size how many bytes, at least 1
   */
  public NativeMemory(int size) {
    this(ByteBuffer.allocateDirect(size));
  }

  private NativeMemory(ByteBuffer buffer) {
    bytes = buffer.order(ByteOrder.nativeOrder());
    address = DirectMemory.addressOf(bytes);
  }

  /**
   * Wraps existing memory that belongs to somebody else: it is neither zeroed nor freed.
   *
   * @param address of its first byte
   * @param size how many bytes, at least 1; all must stay readable and writable
   */
  public static NativeMemory at(long address, int size) {
    return new NativeMemory(DirectMemory.bufferAt(address, size));
  }

  /**
   * The part of a block that its owner lends.
   *
   * @param block the block, or null for none
   * @param bytes how many of its first bytes
   * @return that part, at most the whole block; null if it is empty
   */
  public static NativeMemory part(NativeMemory block, int bytes) {
    if (block == null || bytes <= 0) {
      return null;
    }
    return bytes >= block.size() ? block : at(block.address(), bytes);
  }

  /**
   * Where the block is.
   *
   * @return the address of its first byte
   */
  public long address() {
    return address;
  }

  /**
   * Keeps a block from being freed before this call. It belongs after a call that was handed only
   * the block's address.
   *
   * @param memory the block, or null for none
   */
  @SuppressWarnings("ReachabilityFenceUsage") // the calls before it are C's, and throw nothing
  public static void keep(NativeMemory memory) {
    Reference.reachabilityFence(memory);
  }

  /**
   * How large the block is.
   *
   * @return its size in bytes
   */
  public int size() {
    return bytes.capacity();
  }

  /**
   * The block as a buffer.
   *
   * @return a new view of the whole block, in the machine's byte order
   */
  public ByteBuffer asByteBuffer() {
    return bytes.duplicate().clear().order(ByteOrder.nativeOrder());
  }

  /**
   * Reads a byte.
   *
   * @param offset where, in bytes
   * @return the byte
   */
  public byte getByte(int offset) {
    return bytes.get(offset);
  }

  /**
   * Writes a byte.
   *
   * @param offset where, in bytes
   * @param value the byte
   */
  public void putByte(int offset, byte value) {
    bytes.put(offset, value);
  }

  /**
   * Reads 16 bits.
   *
   * @param offset where, in bytes
   * @return the value
   */
  public short getShort(int offset) {
    return bytes.getShort(offset);
  }

  /**
   * Writes 16 bits.
   *
   * @param offset where, in bytes
   * @param value the value
   */
  public void putShort(int offset, short value) {
    bytes.putShort(offset, value);
  }

  /**
   * Reads 32 bits.
   *
   * @param offset where, in bytes
   * @return the value
   */
  public int getInt(int offset) {
    return bytes.getInt(offset);
  }

  /**
   * Writes 32 bits.
   *
   * @param offset where, in bytes
   * @param value the value
   */
  public void putInt(int offset, int value) {
    bytes.putInt(offset, value);
  }

  /**
   * Reads 64 bits.
   *
   * @param offset where, in bytes
   * @return the value
   */
  public long getLong(int offset) {
    return bytes.getLong(offset);
  }

  /**
   * Writes 64 bits.
   *
   * @param offset where, in bytes
   * @param value the value
   */
  public void putLong(int offset, long value) {
    bytes.putLong(offset, value);
  }

  /**
   * Reads 64 bits. Later reads see what the writer of the value had written before it called {@link
   * #putLongRelease}.
   *
   * @param offset where, in bytes; a multiple of 8
   * @return the value
   */
  public long getLongAcquire(int offset) {
    return (long) LONG.getAcquire(bytes, offset);
  }

  /**
   * Writes 64 bits after all that this thread has written before.
   *
   * @param offset where, in bytes; a multiple of 8
   * @param value the value
   * @see #getLongAcquire
   */
  public void putLongRelease(int offset, long value) {
    LONG.setRelease(bytes, offset, value);
  }

  /**
   * Copies bytes out of the block.
   *
   * @param offset where to start, in bytes
   * @param length how many bytes
   * @return a copy of them
   */
  public byte[] getBytes(int offset, int length) {
    byte[] copy = new byte[length];
    bytes.get(offset, copy);
    return copy;
  }

  /**
   * Copies bytes into the block.
   *
   * @param offset where to start, in bytes
   * @param source the bytes
   */
  public void putBytes(int offset, byte[] source) {
    bytes.put(offset, source);
  }
}
