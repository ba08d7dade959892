package dev.ifsbench.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.CatalogVerdict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A catalog for machines: one JSON object. */
public final class CatalogJson {
  private CatalogJson() {}

  /**
   * Writes a catalog.
   *
   * @param system whether it is the operating system's own
   * @param entries its entries
   * @param verdict what they mean
   * @param out where to; it stays open
   * @throws IOException if writing fails
   */
  public static void write(
      boolean system, List<CatalogEntry> entries, CatalogVerdict verdict, OutputStream out)
      throws IOException {
    try (JsonGenerator json = JsonMapper.builder().build().createGenerator(out)) {
      json.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("catalog", system ? "system" : "modelled");
      json.writeArrayFieldStart("entries");
      for (CatalogEntry entry : entries) {
        write(entry, json);
      }
      json.writeEndArray();
      json.writeBooleanField("clean", verdict.clean());
      json.writeArrayFieldStart("findings");
      for (String finding : verdict.findings()) {
        json.writeString(finding);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw(System.lineSeparator());
    }
  }

  private static void write(CatalogEntry entry, JsonGenerator json) throws IOException {
    ProtocolInfo info = entry.info();
    json.writeStartObject();
    json.writeStringField("entryType", CatalogText.type(info));
    json.writeStringField("description", info.protocolName());
    json.writeStringField("providerId", CatalogText.guid(info));
    json.writeStringField("providerPath", entry.providerPath());
    json.writeNumberField("catalogEntryId", entry.id());
    json.writeNumberField("version", info.version());
    json.writeNumberField("addressFamily", info.addressFamily());
    json.writeNumberField("maxAddressLength", info.maxSockAddr());
    json.writeNumberField("minAddressLength", info.minSockAddr());
    json.writeNumberField("socketType", info.socketType());
    json.writeNumberField("protocol", info.protocol());
    json.writeNumberField("serviceFlags", Integer.toUnsignedLong(info.serviceFlags1()));
    json.writeBooleanField("ifsHandles", info.hasIfsHandles());
    json.writeNumberField("protocolChainLength", info.protocolChain().chainLen());
    json.writeArrayFieldStart("protocolChain");
    for (int id : info.protocolChain().chainEntries()) {
      json.writeNumber(id);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
