package dev.ifsbench.sockets.dll;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DllFileTest {
  @ParameterizedTest
  @CsvSource({"0x14C,amd64,32-bit", "0xAA64,amd64,another processor", "0x8664,aarch64,another"})
  void aDllForAnotherProcessorIsNotLoaded(
      String machine, String osArch, String reason, @TempDir Path folder) throws Exception {
    Path dll = folder.resolve("other.dll");
    ByteBuffer bytes = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(0, (short) 0x5A4D).putInt(60, 64).putInt(64, 0x4550);
    bytes.putShort(68, (short) (int) Integer.decode(machine));
    Files.write(dll, bytes.array());
    assertThatThrownBy(() -> DllFile.check(dll, osArch))
        .isInstanceOf(ProviderLoadException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aFileThatIsNoDllIsNotLoaded(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("readme.dll"), "no");
    assertThatThrownBy(() -> DllFile.check(text, "amd64")).hasMessageContaining("is no DLL");
    assertThatThrownBy(() -> DllFile.check(folder.resolve("none.dll"), "amd64"))
        .hasMessageContaining("There is no provider DLL");
  }
}
