package dev.ifsbench.ws2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.spi.ServiceFlags;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketChoiceTest {
  @Test
  void theFirstEntryThatFitsIsTaken() {
    CatalogEntry base = SyntheticCatalog.tcp(1001, List.of());
    CatalogEntry chain = SyntheticCatalog.tcp(2000, List.of(1002, 1001));
    CatalogEntry layer = SyntheticCatalog.layer(1002);
    assertThat(tcp(List.of(layer, chain, base)).taken()).isEqualTo("entry 2000 (of 2000)");
    assertThat(tcp(List.of(base, chain, layer)).taken()).isEqualTo("entry 1001 (of 1001)");
  }

  @Test
  void aHiddenEntryIsNotTaken() {
    CatalogEntry base = SyntheticCatalog.tcp(1001, List.of());
    CatalogEntry hidden =
        new CatalogEntry(base.info().withProviderFlags(ServiceFlags.PFL_HIDDEN), "");
    assertThat(tcp(List.of(hidden)).taken()).isEqualTo("no entry");
  }

  @Test
  void anEntryOfAnotherFamilyOrTypeIsNotTaken() {
    CatalogEntry tcp = SyntheticCatalog.tcp(1001, List.of());
    assertThat(SocketChoice.of(List.of(tcp)))
        .filteredOn(choice -> choice.entry().isPresent())
        .extracting(SocketChoice::call)
        .containsExactly("socket(AF_INET, SOCK_STREAM, 0)");
  }

  @Test
  void everyFamilyAndTypeHasAChoice() {
    NullSockets sockets = new NullSockets();
    Winsock winsock = new Winsock(sockets);
    BaseProvider.install(winsock, sockets);
    assertThat(SocketChoice.of(winsock.catalog().enumerate()))
        .extracting(SocketChoice::call)
        .containsExactly(
            "socket(AF_UNIX, SOCK_STREAM, 0)",
            "socket(AF_UNIX, SOCK_DGRAM, 0)",
            "socket(AF_INET, SOCK_STREAM, 0)",
            "socket(AF_INET, SOCK_DGRAM, 0)",
            "socket(AF_INET6, SOCK_STREAM, 0)",
            "socket(AF_INET6, SOCK_DGRAM, 0)");
  }

  private static SocketChoice tcp(List<CatalogEntry> entries) {
    return SocketChoice.of(entries).stream()
        .filter(choice -> choice.call().equals("socket(AF_INET, SOCK_STREAM, 0)"))
        .findFirst()
        .orElseThrow();
  }
}
