package dev.ifsbench.sockets.winsock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.sockets.LspCategory;
import dev.ifsbench.spi.NativeMemory;
import dev.ifsbench.spi.ProtocolChain;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.ProtocolInfoLayout;
import dev.ifsbench.spi.ServiceFlags;
import dev.ifsbench.spi.SockAddr;
import dev.ifsbench.spi.Ws2Def;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The structures that {@code WSCEnumProtocols} writes, made here. */
class SystemCatalogTest {
  private static final int SIZE = ProtocolInfoLayout.WIDE.size();
  private static final int CHAIN_LEN = 40;

  @Test
  void oneMalformedEntryCostsOnlyItself() {
    NativeMemory memory = threeEntries();
    memory.putInt(SIZE + CHAIN_LEN, 99);
    SystemCatalogReading reading = SystemCatalog.parse(memory, 3, details());
    assertThat(reading.entries())
        .extracting(entry -> entry.info().catalogEntryId())
        .containsExactly(1001, 1003);
    assertThat(reading.malformed())
        .singleElement()
        .asString()
        .startsWith("Entry 1002 is malformed: ")
        .contains("not 99");
  }

  @Test
  void aNegativeChainIsMalformedToo() {
    NativeMemory memory = threeEntries();
    memory.putInt(CHAIN_LEN, -1);
    SystemCatalogReading reading = SystemCatalog.parse(memory, 3, details());
    assertThat(reading.entries()).hasSize(2);
    assertThat(reading.malformed())
        .singleElement()
        .asString()
        .startsWith("Entry 1001 is malformed");
  }

  @Test
  void eachEntryHasItsPathAndCategories() {
    assertThat(SystemCatalog.parse(threeEntries(), 3, details()).entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.providerPath()).isEqualTo("c:\\a.dll");
              assertThat(LspCategory.of(entry.categories().orElseThrow()))
                  .containsExactly(
                      LspCategory.SYSTEM, LspCategory.REDIRECTOR, LspCategory.FIREWALL);
            });
  }

  @Test
  void noBitIsNoCategory() {
    assertThat(LspCategory.of(0)).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whereThereIsNoCatalogTheReasonIsOneLine() {
    assertThatThrownBy(SystemCatalog::readOf32BitPrograms)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Winsock needs Windows");
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void theSystemsOwnCatalogIsReadWhole() {
    SystemCatalogReading reading = SystemCatalog.readWhole();
    assertThat(reading.malformed()).isEmpty();
    assertThat(reading.entries())
        .anySatisfy(entry -> assertThat(entry.info().protocol()).isEqualTo(Ws2Def.IPPROTO_TCP));
  }

  private static NativeMemory threeEntries() {
    NativeMemory memory = new NativeMemory(3 * SIZE);
    for (int i = 0; i < 3; i++) {
      NativeMemory one = new NativeMemory(SIZE);
      ProtocolInfoLayout.WIDE.write(entry(1001 + i), one);
      memory.putBytes(i * SIZE, one.getBytes(0, SIZE));
    }
    return memory;
  }

  private static ProtocolInfo entry(int id) {
    return new ProtocolInfo(
        ServiceFlags.XP1_IFS_HANDLES,
        0,
        0,
        0,
        0,
        new UUID(1, 2),
        id,
        ProtocolChain.BASE_PROTOCOL,
        2,
        Ws2Def.AF_INET,
        SockAddr.INET_SIZE,
        SockAddr.INET_SIZE,
        Ws2Def.SOCK_STREAM,
        Ws2Def.IPPROTO_TCP,
        0,
        0,
        0,
        0,
        0,
        "TCP");
  }

  private static SystemCatalog.Details details() {
    return new SystemCatalog.Details() {
      @Override
      public String providerPath(NativeMemory entry) {
        return "c:\\a.dll";
      }

      @Override
      public OptionalInt categories(NativeMemory entry) {
        return OptionalInt.of(0x8000000A);
      }
    };
  }
}
