package dev.ifsbench.sockets.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.NativeLibrary;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.posix.Rig;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.spi.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to reach C, with nothing above it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "of Linux's C library")
class BindingTest {
  private final NativeMemory memory = new NativeMemory(64);
  private final long address = memory.address();

  static Stream<Binding> bindings() {
    return Rig.bindings();
  }

  @Test
  void jnasStubGoesWithoutConversions() {
    assertThat(PrimitiveMapping.register(Mapped.class, NativeLibrary.getProcess()))
        .as("JNA's private registration is as it was; see PrimitiveMapping")
        .isTrue();
    assertThat(Mapped.labs(Long.MIN_VALUE + 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(Mapped.abs(-7)).isEqualTo(7);
  }

  /** Functions of C that say what they were given. */
  private static final class Mapped {
    static native long labs(long j);

    static native int abs(int j);
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void everyCallOnADescriptorThatIsNotOpenFailsAndLeavesItsErrno(Binding binding) {
    LibC libc = binding.newLibC();
    Stream.<LongSupplier>of(
            () -> libc.bind(-1, address, 16),
            () -> libc.connect(-1, address, 16),
            () -> libc.listen(-1, 1),
            () -> libc.accept4(-1, 0, 0, 0),
            () -> libc.send(-1, address, 1, 0),
            () -> libc.sendto(-1, address, 1, 0, 0, 0),
            () -> libc.sendmsg(-1, address, 0),
            () -> libc.recv(-1, address, 1, 0),
            () -> libc.recvfrom(-1, address, 1, 0, 0, 0),
            () -> libc.recvmsg(-1, address, 0),
            () -> libc.shutdown(-1, 0),
            () -> libc.close(-1),
            () -> libc.getsockname(-1, address, address),
            () -> libc.getpeername(-1, address, address),
            () -> libc.getsockopt(-1, 1, 1, address, address),
            () -> libc.setsockopt(-1, 1, 1, address, 4),
            () -> libc.fcntl(-1, LinuxDef.F_GETFD, 0),
            () -> libc.ioctl(-1, LinuxDef.FIONBIO, address),
            () -> libc.read(-1, address, 1),
            () -> libc.write(-1, address, 1))
        .forEach(
            call -> {
              leaveAnotherErrno(libc);
              assertThat(call.getAsLong()).isEqualTo(-1);
              assertThat(libc.errno()).isEqualTo(LinuxDef.EBADF);
            });
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void callsThatTakeNoDescriptorLeaveTheirErrnoToo(Binding binding) {
    LibC libc = binding.newLibC();
    Stream.<LongSupplier>of(
            () -> libc.socket(LinuxDef.AF_UNIX, -1, 0),
            () -> libc.socketpair(LinuxDef.AF_UNIX, -1, 0, address),
            () -> libc.eventfd(0, -1),
            () -> libc.ppoll(address, -1, 0, 0))
        .forEach(
            call -> {
              assertThat(libc.close(-1)).isEqualTo(-1);
              assertThat(call.getAsLong()).isEqualTo(-1);
              assertThat(libc.errno()).isEqualTo(LinuxDef.EINVAL);
            });
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void anotherThreadsFailureIsNotSeen(Binding binding) throws InterruptedException {
    LibC libc = binding.newLibC();
    assertThat(libc.close(-1)).isEqualTo(-1);
    List<Integer> seen = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              libc.socket(LinuxDef.AF_UNIX, -1, 0);
              seen.add(libc.errno());
            });
    other.start();
    other.join();

    assertThat(seen).containsExactly(LinuxDef.EINVAL);
    assertThat(libc.errno()).isEqualTo(LinuxDef.EBADF);
  }

  @Test
  void aJdkWithoutTheForeignFunctionApiIsRefusedInOneLine() {
    assertThatThrownBy(() -> Binding.FFM.requireIn(21))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("Binding FFM needs JDK 22 or newer, and would run on JDK 21");
    Binding.FFM.requireIn(22);
    Binding.JNA.requireIn(17);
  }

  @Test
  void aProcessHasOneBinding() {
    NativeSockets sockets = SystemSockets.get(Binding.JNA);

    assertThat(sockets.binding()).isEqualTo("JNA");
    assertThat(SystemSockets.get(Binding.JNA)).isSameAs(sockets);
    assertThatThrownBy(() -> SystemSockets.get(Binding.FFM))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("use a fork for each");
  }

  private static void leaveAnotherErrno(LibC libc) {
    assertThat(libc.socket(LinuxDef.AF_UNIX, -1, 0)).isEqualTo(-1);
    assertThat(libc.errno()).isEqualTo(LinuxDef.EINVAL);
  }
}
