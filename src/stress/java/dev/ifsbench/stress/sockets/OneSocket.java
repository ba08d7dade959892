package dev.ifsbench.stress.sockets;

import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.provider.LayerInstaller;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.Errno;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Ws2Def;
import dev.ifsbench.ws2.Winsock;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * A started Winsock of its own with one layer over the base provider, and one socket. A socket's
 * number is that of no other's, since nobody else opens any.
 */
final class OneSocket {
  private static final int FIRST_NUMBER = 3;

  /** More than any test opens. */
  private static final int MOST_HANDLES = 16;

  private final NativeSockets sockets = new NullSockets();
  private final Winsock winsock = new Winsock(sockets);
  private final ProtocolInfo base;
  private final ProtocolInfo top;
  private final long socket;

  /** Opens the socket through the layer. */
  static OneSocket of(LayerKind layer) {
    return new OneSocket(layer);
  }

  /** As {@link #of}, but that the socket is open when it has been started so many times. */
  static OneSocket of(LayerKind layer, int starts) {
    OneSocket one = of(layer);
    for (int i = 1; i < starts; i++) {
      one.winsock.wsaStartup(Ws2Def.VERSION_2_2);
    }
    return one;
  }

  private OneSocket(LayerKind layer) {
    base = BaseProvider.install(winsock, sockets).get(0);
    LayerInstaller.install(winsock, layer, "layer");
    top = winsock.catalog().enumerate().get(0).info();
    winsock.wsaStartup(Ws2Def.VERSION_2_2);
    socket = open(top);
  }

  private long open(ProtocolInfo entry) {
    return winsock.socket(0, 0, 0, entry, 0, 0, new Errno());
  }

  /** Opens another one like it. */
  long openAnother() {
    return open(top);
  }

  /** The error of {@code closesocket}, 0 if there is none. */
  int close() {
    Errno errno = new Errno();
    return winsock.closesocket(socket, errno) == 0 ? 0 : errno.get().code();
  }

  /** The error of {@code WPUModifyIFSHandle} by the layer, 0 if there is none. */
  int modifyByLayer() {
    return modify(top);
  }

  /** The error of {@code WPUModifyIFSHandle} by the base provider, 0 if there is none. */
  int modifyByBase() {
    return modify(base);
  }

  private int modify(ProtocolInfo entry) {
    Errno errno = new Errno();
    long s = winsock.upcalls().wpuModifyIfsHandle(entry.catalogEntryId(), socket, errno);
    return s == socket ? 0 : errno.get().code();
  }

  /** The error of a call on a socket, 0 if there is none. */
  int use(long s) {
    Errno errno = new Errno();
    return winsock.listen(s, 1, errno) == 0 ? 0 : errno.get().code();
  }

  /** Counts the entries of the handle table. */
  int entries() {
    return winsock.handleCount();
  }

  /** The error of {@code WSASocket}, 0 if there is none. */
  int openError() {
    Errno errno = new Errno();
    long s = winsock.socket(0, 0, 0, top, 0, 0, errno);
    return s == Ws2Def.INVALID_SOCKET ? errno.get().code() : 0;
  }

  /** The error of {@code accept} on the socket, 0 if there is none. */
  int acceptError() {
    Errno errno = new Errno();
    long s = winsock.accept(socket, null, null, errno);
    return s == Ws2Def.INVALID_SOCKET ? errno.get().code() : 0;
  }

  /** The error of {@code WSACleanup}, 0 if there is none. */
  int cleanUp() {
    Errno errno = new Errno();
    return winsock.wsaCleanup(errno) == 0 ? 0 : errno.get().code();
  }

  /** Counts the handles that are open, and the entries. */
  void countWhatIsLeft(IIII_Result r) {
    r.r3 = openHandles();
    r.r4 = entries();
  }

  private int openHandles() {
    int open = 0;
    for (int number = FIRST_NUMBER; number < FIRST_NUMBER + MOST_HANDLES; number++) {
      open += sockets.isOpen(number) ? 1 : 0;
    }
    return open;
  }

  /** Lets go of what a started Winsock holds. */
  void end() {
    winsock.wsaCleanup(new Errno());
  }
}
