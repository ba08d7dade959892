package dev.ifsbench.sockets.winsock;

import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WsaBuf;

/**
 * A thread's own memory for what Winsock reads and writes by address. Its contents last from one
 * step of a call to the next, no longer.
 */
public final class WinsockScratch {
  /** Where {@code fd_array} begins in an {@code fd_set}, after {@code u_int fd_count}. */
  private static final int FD_ARRAY = 8;

  private static final int FIRST = 0;
  private static final int SECOND = 4;
  private static final int THIRD = 8;
  private static final int TIMEVAL = 12;
  private static final int INFORMATION = 20;
  private static final int SIZE = 24;

  private static final ThreadLocal<WinsockScratch> OF_THREAD =
      ThreadLocal.withInitial(WinsockScratch::new);

  private final NativeMemory numbers = new NativeMemory(SIZE);
  private NativeMemory buffers = new NativeMemory(16 * WsaBuf.SIZE);
  private final NativeMemory[] sets = new NativeMemory[3];
  private final NativeMessage message = new NativeMessage();

  private WinsockScratch() {}

  /**
   * The calling thread's.
   *
   * @return the same object each time
   */
  public static WinsockScratch get() {
    return OF_THREAD.get();
  }

  /**
   * A 32-bit number in memory.
   *
   * @param value what it holds
   * @return its address
   */
  public long first(int value) {
    numbers.putInt(FIRST, value);
    return numbers.address() + FIRST;
  }

  /**
   * What the number of {@link #first} holds.
   *
   * @return the value
   */
  public int getFirst() {
    return numbers.getInt(FIRST);
  }

  /**
   * Another 32-bit number in memory.
   *
   * @param value what it holds
   * @return its address
   */
  public long second(int value) {
    numbers.putInt(SECOND, value);
    return numbers.address() + SECOND;
  }

  /**
   * What the number of {@link #second} holds.
   *
   * @return the value
   */
  public int getSecond() {
    return numbers.getInt(SECOND);
  }

  /**
   * A third 32-bit number in memory.
   *
   * @param value what it holds
   * @return its address
   */
  public long third(int value) {
    numbers.putInt(THIRD, value);
    return numbers.address() + THIRD;
  }

  /**
   * What the number of {@link #third} holds.
   *
   * @return the value
   */
  public int getThird() {
    return numbers.getInt(THIRD);
  }

  /**
   * A {@code timeval}.
   *
   * @param timeout what it holds, or null for none
   * @return its address, or 0 for none
   */
  public long timeval(Timeval timeout) {
    if (timeout == null) {
      return 0;
    }
    numbers.putInt(TIMEVAL, timeout.tvSec());
    numbers.putInt(TIMEVAL + Integer.BYTES, timeout.tvUsec());
    return numbers.address() + TIMEVAL;
  }

  /**
   * An array of {@code WSABUF}s.
   *
   * @param from what they hold, or null for none
   * @param count how many
   * @return its address, or 0 for none
   */
  public long buffers(WsaBuf[] from, int count) {
    if (from == null) {
      return 0;
    }
    int size = count * WsaBuf.SIZE;
    if (buffers.size() < size) {
      buffers = new NativeMemory(2 * size);
    }
    for (int i = 0; i < count; i++) {
      buffers.putInt(i * WsaBuf.SIZE + WsaBuf.LEN, from[i].len);
      buffers.putLong(i * WsaBuf.SIZE + WsaBuf.BUF, from[i].buf);
    }
    return buffers.address();
  }

  /** A {@code WSAMSG} for a call that ends before it returns. */
  public NativeMessage message() {
    return message;
  }

  /**
   * An {@code fd_set}.
   *
   * @param which of the three, from 0
   * @param from what it holds, or null for none
   * @return its address, or 0 for none
   */
  public long fdSet(int which, FdSet from) {
    if (from == null) {
      return 0;
    }
    int size = FD_ARRAY + from.count() * Long.BYTES;
    if (sets[which] == null || sets[which].size() < size) {
      sets[which] = new NativeMemory(2 * size);
    }
    sets[which].putInt(0, from.count());
    for (int i = 0; i < from.count(); i++) {
      sets[which].putLong(FD_ARRAY + i * Long.BYTES, from.get(i));
    }
    return sets[which].address();
  }

  /**
   * Makes a set hold what {@code select} has left of one here.
   *
   * @param which of the three, from 0
   * @param to the set, or null for none
   */
  public void takeFdSet(int which, FdSet to) {
    if (to == null) {
      return;
    }
    to.clear();
    int count = sets[which].getInt(0);
    for (int i = 0; i < count; i++) {
      to.add(sets[which].getLong(FD_ARRAY + i * Long.BYTES));
    }
  }

  /**
   * Where a handle's information goes; a call of a provider in C may be on its way in this thread.
   */
  long information() {
    return numbers.address() + INFORMATION;
  }
}
