package dev.ifsbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.provider.LayerInstaller;
import dev.ifsbench.provider.LayerKind;
import dev.ifsbench.report.json.CatalogJson;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.sockets.none.NullSockets;
import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.CatalogVerdict;
import dev.ifsbench.ws2.Winsock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogReportTest {
  private List<CatalogEntry> entries;

  @BeforeEach
  void installALayer() {
    NullSockets sockets = new NullSockets();
    Winsock winsock = new Winsock(sockets);
    BaseProvider.install(winsock, sockets);
    LayerInstaller.install(winsock, LayerKind.WRAPPED, "filter");
    entries = winsock.catalog().enumerate();
  }

  @Test
  void theTextNamesEveryKindOfEntryAndTheChain() {
    String text = String.join("\n", CatalogText.lines(Screen.ofFile(), listing()));
    assertThat(text)
        .startsWith("Whose.\n")
        .contains("Layered chain entry", "Base service provider", "Layered service provider")
        .containsPattern("Protocol chain: +1006 : 1001")
        .containsPattern("Service flags: +0x00020026 \\(IFS handles\\)")
        .containsPattern("Provider DLL: +exists")
        .containsPattern("LSP categories: +FIREWALL")
        .containsPattern("socket\\(AF_INET, SOCK_STREAM, 0\\) +entry 1007 \\(filter")
        .contains("Verdict: Entry ");
  }

  @Test
  void theJsonHasTheSameFieldsAsTheEntries() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CatalogJson.write(listing(), Optional.of(listing()), out);
    JsonNode json = new ObjectMapper().readTree(out.toByteArray());

    assertThat(json.get("catalog").asText()).isEqualTo("modelled");
    assertThat(json.get("clean").asBoolean()).isFalse();
    assertThat(json.get("findings")).hasSize(4);
    assertThat(json.get("entries")).hasSize(entries.size());
    assertThat(json.get("sockets")).hasSize(6);
    assertThat(json.get("sockets").get(0).get("call").asText())
        .isEqualTo("socket(AF_UNIX, SOCK_STREAM, 0)");
    assertThat(json.get("catalogOf32BitPrograms").get("findings")).hasSize(4);
    JsonNode first = json.get("entries").get(0);
    assertThat(first.get("entryType").asText()).isEqualTo("Layered chain entry");
    assertThat(first.get("providerPath").asText()).isEqualTo("ifsbench:layer/filter");
    assertThat(first.get("providerDll").asText()).isEqualTo("exists");
    assertThat(first.get("lspCategories").asText()).isEqualTo("FIREWALL");
    assertThat(first.get("ifsHandles").asBoolean()).isFalse();
    assertThat(first.get("protocolChain")).hasSize(2);
    assertThat(first.get("catalogEntryId").asInt()).isEqualTo(entries.get(0).id());
  }

  @Test
  void aCatalogOf32BitProgramsThatCannotBeReadIsNull() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CatalogJson.write(listing(), Optional.empty(), out);
    assertThat(
            new ObjectMapper().readTree(out.toByteArray()).get("catalogOf32BitPrograms").isNull())
        .isTrue();
  }

  private CatalogListing listing() {
    return new CatalogListing(
        false,
        "Whose.",
        entries.stream()
            .map(entry -> new CatalogListing.Entry(entry, "exists", "FIREWALL"))
            .toList(),
        CatalogVerdict.of(entries, List.of()));
  }
}
