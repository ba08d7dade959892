package dev.ifsbench.spi;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;

/**
 * Converts direct buffers to addresses and back. On JDK 22 and newer it asks the JDK, and JNA is
 * not even loaded. Stateless.
 */
final class DirectMemory {
  private static final int FIRST_WITH_SEGMENTS = 22;

  private static final boolean SEGMENTS = Runtime.version().feature() >= FIRST_WITH_SEGMENTS;

  private DirectMemory() {}

  /** {@code java.lang.foreign}, which the JDK that compiles this need not have. */
  private static final class Segments {
    private static final MethodHandle ADDRESS_OF;
    private static final MethodHandle BUFFER_AT;

    static {
      try {
        Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle ofBuffer =
            lookup.findStatic(segment, "ofBuffer", MethodType.methodType(segment, Buffer.class));
        MethodHandle address =
            lookup.findVirtual(segment, "address", MethodType.methodType(long.class));
        ADDRESS_OF = MethodHandles.filterReturnValue(ofBuffer, address);
        MethodHandle ofAddress =
            lookup.findStatic(segment, "ofAddress", MethodType.methodType(segment, long.class));
        MethodHandle reinterpret =
            lookup.findVirtual(segment, "reinterpret", MethodType.methodType(segment, long.class));
        MethodHandle asBuffer =
            lookup.findVirtual(segment, "asByteBuffer", MethodType.methodType(ByteBuffer.class));
        BUFFER_AT =
            MethodHandles.filterReturnValue(
                MethodHandles.filterArguments(reinterpret, 0, ofAddress), asBuffer);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("java.lang.foreign is not as documented", e);
      }
    }

    private Segments() {}

    static long addressOf(ByteBuffer buffer) {
      try {
        return (long) ADDRESS_OF.invokeExact((Buffer) buffer);
      } catch (Throwable e) {
        throw new IllegalStateException("no direct buffer", e);
      }
    }

    static ByteBuffer bufferAt(long address, int size) {
      try {
        return (ByteBuffer) BUFFER_AT.invokeExact(address, (long) size);
      } catch (Throwable e) {
        throw new LinkageError(String.valueOf(e.getMessage()), e);
      }
    }
  }

  /**
   * Where a buffer begins.
   *
   * @param buffer a direct one
   */
  static long addressOf(ByteBuffer buffer) {
    return SEGMENTS
        ? Segments.addressOf(buffer)
        : Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
  }

  /**
   * Wraps existing memory in a buffer.
   *
   * @param address of its first byte
   * @param size how many bytes
   */
  static ByteBuffer bufferAt(long address, int size) {
    return SEGMENTS
        ? Segments.bufferAt(address, size)
        : new Pointer(address).getByteBuffer(0, size);
  }
}
