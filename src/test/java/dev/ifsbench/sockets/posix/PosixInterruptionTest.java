package dev.ifsbench.sockets.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.sockets.libc.JnaLibC;
import dev.ifsbench.sockets.libc.LibC;
import dev.ifsbench.sockets.libc.LinuxDef;
import dev.ifsbench.spi.FdSet;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.Timeval;
import dev.ifsbench.spi.WinsockError;
import dev.ifsbench.spi.Ws2Def;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Signals: each call is interrupted some times before it reaches the kernel. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of POSIX sockets")
class PosixInterruptionTest {
  private static final Set<String> INTERRUPTIBLE =
      Set.of(
          "send",
          "sendto",
          "sendmsg",
          "recv",
          "recvfrom",
          "recvmsg",
          "accept4",
          "ppoll",
          "connect");

  private static final Object FAILED = -1;
  private static final Object FAILED_LONG = -1L;

  private int interruptions;
  private boolean interrupted;
  private final Rig rig = new Rig(interruptedLibC());

  @AfterEach
  void closeAll() {
    interruptions = 0;
    rig.close();
  }

  @Test
  void everyCallGoesOnAfterASignal() {
    long listener = rig.listener();
    long client = rig.tcp();
    rig.ok(rig.sockets.connect(client, rig.name(listener), 16, rig.errno));
    interruptions = 3;
    long accepted = rig.track(rig.sockets.accept(listener, null, null, rig.errno));
    interruptions = 3;
    assertThat(rig.send(client, "hello")).isEqualTo(5);
    interruptions = 3;
    assertThat(rig.receive(accepted, 5)).isEqualTo("hello");
    interruptions = 3;
    rig.send(client, "x");
    assertThat(rig.sockets.select(FdSet.of(accepted), null, null, null, rig.errno)).isEqualTo(1);
    long event = rig.sockets.createEvent(rig.errno);
    rig.sockets.setEvent(event, rig.errno);
    interruptions = 3;
    assertThat(rig.sockets.awaitEvent(event, -1, rig.errno)).isTrue();
    assertThat(rig.sockets.closeEvent(event, rig.errno)).isTrue();
    assertThat(interruptions).isZero();
  }

  @Test
  void aConnectThatASignalInterruptsIsFinishedAndNotMadeAgain() {
    long listener = rig.listener();
    NativeMemory address = rig.name(listener);
    long client = rig.tcp();
    interruptions = 1;
    rig.ok(rig.sockets.connect(client, address, 16, rig.errno));
    rig.track(rig.sockets.accept(listener, null, null, rig.errno));
    assertThat(rig.send(client, "x")).isEqualTo(1);

    long refused = rig.tcp();
    rig.close(listener);
    interruptions = 1;
    rig.fails(rig.sockets.connect(refused, address, 16, rig.errno), WinsockError.WSAECONNREFUSED);
  }

  @Test
  void aTimeLimitHoldsHoweverManySignalsArrive() {
    long s = rig.boundUdp();
    NativeMemory millis = new NativeMemory(4);
    millis.putInt(0, 40);
    rig.ok(rig.sockets.setSockOpt(s, Ws2Def.SOL_SOCKET, Ws2Def.SO_RCVTIMEO, millis, 4, rig.errno));
    interruptions = Integer.MAX_VALUE;
    rig.fails(rig.recv(s, new NativeMemory(1)), WinsockError.WSAETIMEDOUT);
    assertThat(rig.sockets.select(FdSet.of(s), null, null, new Timeval(0, 40_000), rig.errno))
        .isZero();
  }

  /** A connect goes on in the kernel when a signal interrupts it; the others have done nothing. */
  private LibC interruptedLibC() {
    LibC real = new JnaLibC();
    return (LibC)
        Proxy.newProxyInstance(
            LibC.class.getClassLoader(),
            new Class<?>[] {LibC.class},
            (proxy, method, args) -> {
              if (method.getName().equals("errno") && interrupted) {
                return LinuxDef.EINTR;
              }
              interrupted = INTERRUPTIBLE.contains(method.getName()) && interruptions > 0;
              if (interrupted) {
                interruptions--;
                if (method.getName().equals("connect")) {
                  connectInBackground(real, args);
                }
                return method.getReturnType() == int.class ? FAILED : FAILED_LONG;
              }
              try {
                return method.invoke(real, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void connectInBackground(LibC libc, Object[] args) {
    int fd = (int) args[0];
    NativeMemory nonBlocking = new NativeMemory(4);
    nonBlocking.putInt(0, 1);
    libc.ioctl(fd, LinuxDef.FIONBIO, nonBlocking.address());
    libc.connect(fd, (long) args[1], (int) args[2]);
    nonBlocking.putInt(0, 0);
    libc.ioctl(fd, LinuxDef.FIONBIO, nonBlocking.address());
  }
}
