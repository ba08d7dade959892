package dev.ifsbench.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ifsbench.report.text.CatalogListing;
import dev.ifsbench.report.text.CatalogText;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.SocketChoice;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A catalog for machines: one JSON object. */
public final class CatalogJson {
  private CatalogJson() {}

  /**
   * Writes a catalog.
   *
   * @param listing the catalog
   * @param of32BitPrograms that of 32-bit programs, if it can be read
   * @param out where to; it stays open
   * @throws IOException if writing fails
   */
  public static void write(
      CatalogListing listing, Optional<CatalogListing> of32BitPrograms, OutputStream out)
      throws IOException {
    try (JsonGenerator json = PrintedJson.generator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      writeFields(listing, json);
      json.writeFieldName("catalogOf32BitPrograms");
      if (of32BitPrograms.isPresent()) {
        json.writeStartObject();
        writeFields(of32BitPrograms.get(), json);
        json.writeEndObject();
      } else {
        json.writeNull();
      }
      json.writeEndObject();
      json.writeRaw(System.lineSeparator());
    }
  }

  private static void writeFields(CatalogListing listing, JsonGenerator json) throws IOException {
    json.writeStringField("catalog", listing.system() ? "system" : "modelled");
    json.writeArrayFieldStart("entries");
    for (CatalogListing.Entry entry : listing.entries()) {
      write(entry, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sockets");
    for (SocketChoice choice : listing.choices()) {
      json.writeStartObject();
      json.writeStringField("call", choice.call());
      json.writeFieldName("catalogEntryId");
      if (choice.entry().isPresent()) {
        json.writeNumber(choice.entry().get().id());
      } else {
        json.writeNull();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("clean", listing.verdict().clean());
    json.writeArrayFieldStart("findings");
    for (String finding : listing.verdict().findings()) {
      json.writeString(finding);
    }
    json.writeEndArray();
  }

  private static void write(CatalogListing.Entry listed, JsonGenerator json) throws IOException {
    CatalogEntry entry = listed.entry();
    ProtocolInfo info = entry.info();
    json.writeStartObject();
    json.writeStringField("entryType", CatalogText.type(info));
    json.writeStringField("description", info.protocolName());
    json.writeStringField("providerId", CatalogText.guid(info));
    json.writeStringField("providerPath", entry.providerPath());
    json.writeStringField("providerDll", listed.dll());
    json.writeStringField("lspCategories", listed.categories());
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
