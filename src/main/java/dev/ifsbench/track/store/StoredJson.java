package dev.ifsbench.track.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes and reads the records that a run needs to go on. */
final class StoredJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StoredJson() {}

  /** As JSON in UTF-8, the same bytes for the same record. */
  static byte[] encode(Object stored) {
    try {
      String json =
          MAPPER
              .writer(SerializationFeature.INDENT_OUTPUT)
              .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .writeValueAsString(stored);
      return (json + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the record holds something that JSON cannot say", e);
    }
  }

  /**
   * Reads a record.
   *
   * @param run the run, for the message
   * @param name of the file, for the message
   * @param json what was stored
   * @param type of the record
   * @throws DamagedRunException if it is something else
   */
  static <T> T decode(String run, String name, byte[] json, Class<T> type)
      throws DamagedRunException {
    try {
      T stored = MAPPER.readValue(json, type);
      if (stored != null) {
        return stored;
      }
    } catch (JacksonException e) {
      // Said below.
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
    throw new DamagedRunException(
        String.format(Locale.ROOT, "%s: %s cannot be understood", run, name));
  }
}
