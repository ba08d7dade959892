package dev.ifsbench.sockets.libc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which system has which way to reach C. */
class BindingOfSystemTest {
  @ParameterizedTest
  @ValueSource(strings = {"Windows 11", "Windows Server 2022"})
  void theForeignFunctionApiIsRefusedOnWindowsInOneLine(String osName) {
    assertThatThrownBy(() -> Binding.FFM.requireOn(osName))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("Binding FFM is for Linux; on Windows sockets are reached by JNA");
    Binding.JNA.requireOn(osName);
  }

  @Test
  void linuxHasBoth() {
    Binding.FFM.requireOn("Linux");
    Binding.JNA.requireOn("Linux");
  }
}
