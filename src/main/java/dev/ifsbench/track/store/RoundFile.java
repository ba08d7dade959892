package dev.ifsbench.track.store;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a file while its run is unfinished. What a manifest lists never changes, so the state
 * after each round has files of its own; they are one with those that the finished run will have.
 */
public final class RoundFile {
  private static final Pattern FOLDER = Pattern.compile("^rounds/[0-9]{4,9}/");

  private RoundFile() {}

  /**
   * What a file is called until the next round is complete.
   *
   * @param round from 1
   * @param name of the file in the finished run
   */
  public static String name(int round, String name) {
    return String.format(Locale.ROOT, "rounds/%04d/%s", round, name);
  }

  /**
   * What a file is called in the finished run.
   *
   * @param name of a file of any run
   */
  public static String plainName(String name) {
    return FOLDER.matcher(name).replaceFirst("");
  }
}
