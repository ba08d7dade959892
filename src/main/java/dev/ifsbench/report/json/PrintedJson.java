package dev.ifsbench.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;

/**
 * JSON that is printed, perhaps on a terminal: in ASCII, with any other character as its number, so
 * that what reads it has the text as it is, and a terminal obeys none of it.
 */
public final class PrintedJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private PrintedJson() {}

  /**
   * A document on many lines.
   *
   * @param value of Jackson's nodes, records and collections
   * @return the text, without an end of line
   * @throws JsonProcessingException if JSON cannot say it
   */
  public static String of(Object value) throws JsonProcessingException {
    return MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
  }

  /**
   * What writes a document piece by piece. Closing it leaves the stream open.
   *
   * @param out where to
   * @throws IOException if that fails
   */
  static JsonGenerator generator(OutputStream out) throws IOException {
    JsonGenerator json = MAPPER.createGenerator(out);
    json.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
    return json;
  }
}
