package dev.ifsbench.sockets.dll;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DllFileTest {
  private static final int PE = 128;
  private static final int OPTIONAL_SIZE = 240;
  private static final int SECTION_ADDRESS = 0x1000;
  private static final int SECTION_AT = 512;

  @ParameterizedTest
  @CsvSource({"0x14C,amd64,32-bit", "0xAA64,amd64,another processor", "0x8664,aarch64,another"})
  void aDllForAnotherProcessorIsNotLoaded(
      String machine, String osArch, String reason, @TempDir Path folder) throws Exception {
    Path dll = write(folder, bytes(image(Integer.decode(machine))));
    assertThatThrownBy(() -> DllFile.check(dll, osArch))
        .isInstanceOf(ProviderLoadException.class)
        .hasMessageContaining(reason);
  }

  /** A DLL with one section, whose load configuration is where the section begins. */
  private static ByteBuffer image(int machine) {
    ByteBuffer bytes = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(0, (short) 0x5A4D).putInt(60, PE).putInt(PE, 0x4550);
    bytes.putShort(PE + 4, (short) machine).putShort(PE + 6, (short) 1);
    bytes.putShort(PE + 20, (short) OPTIONAL_SIZE).putShort(PE + 22, (short) 0x2000);
    bytes.putInt(PE + 24 + 112 + 80, SECTION_ADDRESS);
    int section = PE + 24 + OPTIONAL_SIZE;
    return bytes
        .putInt(section + 12, SECTION_ADDRESS)
        .putInt(section + 16, 1024 - SECTION_AT)
        .putInt(section + 20, SECTION_AT);
  }

  private static byte[] bytes(ByteBuffer image) {
    byte[] bytes = new byte[image.capacity()];
    image.get(0, bytes);
    return bytes;
  }

  private static Path write(Path folder, byte[] bytes) throws IOException {
    return Files.write(folder.resolve("some.dll"), bytes);
  }

  @Test
  void aDllForBothKindsOfProcessorsIsLeftToTheSystem(@TempDir Path folder) throws Exception {
    ByteBuffer both = image(0xAA64).putLong(SECTION_AT + 200, 0x180001000L);
    Path dll = write(folder, bytes(both));
    assertThatCode(() -> DllFile.check(dll, "amd64")).doesNotThrowAnyException();
    assertThatCode(() -> DllFile.check(dll, "aarch64")).doesNotThrowAnyException();
  }

  @Test
  void aDllThatEndsBeforeItsLastSectionIsTruncated(@TempDir Path folder) throws Exception {
    byte[] whole = bytes(image(0x8664));
    Path dll = write(folder, whole);
    assertThatCode(() -> DllFile.check(dll, "amd64")).doesNotThrowAnyException();
    for (int length : new int[] {1000, PE + 10}) {
      write(folder, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> DllFile.check(dll, "amd64"))
          .hasMessageContaining("is truncated: it has " + length + " bytes");
    }
  }

  @Test
  void aProgramIsNoDll(@TempDir Path folder) throws Exception {
    Path program = write(folder, bytes(image(0x8664).putShort(PE + 22, (short) 2)));
    assertThatThrownBy(() -> DllFile.check(program, "amd64"))
        .hasMessageContaining("is a program and no DLL");
  }

  @Test
  void aFileThatIsNoDllIsNotLoaded(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("readme.dll"), "no");
    assertThatThrownBy(() -> DllFile.check(text, "amd64")).hasMessageContaining("is no DLL");
    assertThatThrownBy(() -> DllFile.check(folder.resolve("none.dll"), "amd64"))
        .hasMessageContaining("There is no provider DLL");
    assertThatThrownBy(() -> DllFile.check(folder, "amd64")).hasMessageContaining("is a folder");
  }
}
