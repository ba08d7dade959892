package dev.ifsbench.sockets.posix.created;

import dev.ifsbench.sockets.HandleOwner;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.posix.descriptor.DescriptorTable;
import dev.ifsbench.sockets.posix.descriptor.Descriptors;
import dev.ifsbench.sockets.posix.descriptor.ErrnoTranslation;
import dev.ifsbench.sockets.posix.descriptor.Scratch;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;

/** Makes and closes the handles of layers' own, see {@link CreatedHandle}. */
public final class CreatedHandles {
  private final LibC libc;
  private final DescriptorTable table;
  private final CreatedHandleMap handles;

  public CreatedHandles(LibC libc, DescriptorTable table, CreatedHandleMap handles) {
    this.libc = libc;
    this.table = table;
    this.handles = handles;
  }

  public long create(Errno errno) {
    Scratch scratch = Scratch.get();
    if (!Descriptors.messagePair(libc, scratch)) {
      errno.set(ErrnoTranslation.ofCreateHandle(libc.errno()));
      return Ws2Def.INVALID_SOCKET;
    }
    int far = scratch.getOptionInt(Integer.BYTES);
    int near = Descriptors.aboveZero(libc, scratch.getOptionInt(0));
    if (near < 0) {
      libc.close(far);
      errno.set(ErrnoTranslation.ofCreateHandle(-near));
      return Ws2Def.INVALID_SOCKET;
    }
    handles.put(near, new CreatedHandle(libc, table, near, far));
    table.opened(far, DescriptorTable.HANDLE);
    table.opened(near, DescriptorTable.HANDLE);
    return near;
  }

  public int serve(long handle, HandleOwner owner, Errno errno) {
    CreatedHandle created = enter(handle);
    if (created == null) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int error = created.serve(owner);
    table.leave((int) handle);
    return error == 0 ? 0 : errno.fail(ErrnoTranslation.ofCreateHandle(error));
  }

  public int close(long handle, Errno errno) {
    CreatedHandle created = enter(handle);
    if (created == null) {
      return errno.fail(WinsockError.WSAENOTSOCK);
    }
    int fd = (int) handle;
    long word = table.beginClose(fd);
    if (word != DescriptorTable.REFUSED && DescriptorTable.hasOthersInFlight(word)) {
      created.wake();
    }
    table.leave(fd);
    return word == DescriptorTable.REFUSED ? errno.fail(WinsockError.WSAENOTSOCK) : 0;
  }

  int read(long handle, long address, int length, Errno errno) {
    CreatedHandle created = enter(handle);
    if (created == null) {
      return errno.fail(WinsockError.WSA_INVALID_HANDLE);
    }
    int result = created.read(address, length, errno);
    table.leave((int) handle);
    return result;
  }

  int write(long handle, long address, int length, Errno errno) {
    CreatedHandle created = enter(handle);
    if (created == null) {
      return errno.fail(WinsockError.WSA_INVALID_HANDLE);
    }
    int result = created.write(address, length, errno);
    table.leave((int) handle);
    return result;
  }

  /** Enters a handle; null if the number is not one, or is only the other end of one. */
  private CreatedHandle enter(long handle) {
    if (table.enter(handle, DescriptorTable.HANDLE) == DescriptorTable.REFUSED) {
      return null;
    }
    CreatedHandle created = handles.get((int) handle);
    if (created == null) {
      table.leave((int) handle);
    }
    return created;
  }
}
