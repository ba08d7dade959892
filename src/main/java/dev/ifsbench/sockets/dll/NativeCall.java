package dev.ifsbench.sockets.dll;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.WinsockError;

/**
 * A call of a C function by its address, with whole numbers and pointers only: what direct mapping
 * is for a library's exports. It goes through JNA's {@code libffi} and allocates nothing. The last
 * parameter of each is {@code int *lpErrno}. One for each thread.
 *
 * <p>64-bit Windows hands every such parameter over in a register or a slot of 64 bits, of which a
 * shorter one uses the low part, so all of them can be 64-bit numbers here.
 */
final class NativeCall {
  /** {@code FFI_WIN64} on x86, and {@code FFI_SYSV}, which Windows has too, on Arm. */
  private static final int ABI = 1;

  private static final int SINT64 = 12;
  private static final int SIZEOF_FFI_TYPE = 24;
  private static final int FFI_TYPE_ALIGNMENT = 8;
  private static final int FFI_TYPE_KIND = 10;
  private static final int MAX_ARGUMENTS = 12;

  private static final NativeMemory TYPE = type();
  private static final NativeMemory TYPES = repeated(TYPE.address());

  /** How to call functions of 0, 1, 2 … parameters. */
  private static final long[] CIFS = cifs();

  private static final ThreadLocal<NativeCall> OF_THREAD = ThreadLocal.withInitial(NativeCall::new);

  private static final int RESULT = 0;
  private static final int ERRNO = 8;
  private static final int ARGUMENTS = 16;
  private static final int POINTERS = ARGUMENTS + MAX_ARGUMENTS * Long.BYTES;

  private final NativeMemory frame = new NativeMemory(POINTERS + MAX_ARGUMENTS * Long.BYTES);
  private int count;
  private boolean running;

  /** For what C calls back while this runs, and Java then calls of C. */
  private NativeCall inner;

  private NativeCall() {
    for (int i = 0; i < MAX_ARGUMENTS; i++) {
      frame.putLong(POINTERS + i * Long.BYTES, frame.address() + ARGUMENTS + (long) i * Long.BYTES);
    }
  }

  private static NativeMemory type() {
    NativeMemory type = new NativeMemory(SIZEOF_FFI_TYPE);
    type.putLong(0, Long.BYTES);
    type.putShort(FFI_TYPE_ALIGNMENT, (short) Long.BYTES);
    type.putShort(FFI_TYPE_KIND, (short) SINT64);
    return type;
  }

  private static NativeMemory repeated(long address) {
    NativeMemory array = new NativeMemory(MAX_ARGUMENTS * Long.BYTES);
    for (int i = 0; i < MAX_ARGUMENTS; i++) {
      array.putLong(i * Long.BYTES, address);
    }
    return array;
  }

  private static long[] cifs() {
    long[] cifs = new long[MAX_ARGUMENTS + 1];
    for (int i = 0; i < cifs.length; i++) {
      cifs[i] = Native.ffi_prep_cif(ABI, i, TYPE.address(), TYPES.address());
    }
    return cifs;
  }

  /** Begins a call in this thread. */
  static NativeCall begin() {
    NativeCall call = OF_THREAD.get();
    while (call.running) {
      call = call.inner();
    }
    call.count = 0;
    return call;
  }

  private NativeCall inner() {
    if (inner == null) {
      inner = new NativeCall();
    }
    return inner;
  }

  /** Adds a parameter. */
  NativeCall with(long argument) {
    frame.putLong(ARGUMENTS + count++ * Long.BYTES, argument);
    return this;
  }

  /** Adds a pointer parameter, null for none. */
  NativeCall with(NativeMemory memory) {
    return with(memory == null ? 0 : memory.address());
  }

  /** Calls a function whose result is its error, or which has none. */
  long call(long function) {
    running = true;
    Native.ffi_call(CIFS[count], function, frame.address() + RESULT, frame.address() + POINTERS);
    running = false;
    return frame.getLong(RESULT);
  }

  /** Calls a function whose last parameter is {@code lpErrno}, and takes over what it leaves. */
  long call(long function, Errno lpErrno) {
    frame.putInt(ERRNO, 0);
    with(frame.address() + ERRNO);
    long result = call(function);
    int code = frame.getInt(ERRNO);
    if (code != 0) {
      lpErrno.set(WinsockError.fromCode(code));
    }
    return result;
  }

  /** Writes a 32-bit number where C has said. */
  static void putInt(long address, int value) {
    new Pointer(address).setInt(0, value);
  }

  /** Writes a 64-bit number where C has said. */
  static void putLong(long address, long value) {
    new Pointer(address).setLong(0, value);
  }
}
