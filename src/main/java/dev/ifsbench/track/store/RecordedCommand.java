package dev.ifsbench.track.store;

import java.util.List;
import java.util.Map;

/**
 * What a run in rounds was begun with, written once, so that it can go on.
 *
 * @param arguments the options that decide what it measures and how, each as {@code --name=value}
 * @param startMillis when it was begun, since the epoch
 * @param identity what must be the same when it goes on: the environment's and the commit
 */
public record RecordedCommand(
    List<String> arguments, long startMillis, Map<String, String> identity) {
  /** The file that holds it. */
  public static final String NAME = "command.json";

  /** Makes list and map immutable. */
  public RecordedCommand {
    arguments = List.copyOf(arguments);
    identity = Map.copyOf(identity);
  }

  /** As JSON in UTF-8. */
  public byte[] encode() {
    return StoredJson.encode(this);
  }

  /**
   * Decodes what was recorded.
   *
   * @param run the run, for the message
   * @param json what was stored
   * @throws DamagedRunException if it is something else
   */
  public static RecordedCommand decode(String run, byte[] json) throws DamagedRunException {
    return StoredJson.decode(run, NAME, json, RecordedCommand.class);
  }
}
