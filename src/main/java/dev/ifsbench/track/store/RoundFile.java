package dev.ifsbench.track.store;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names the files of an unfinished run. Files that a manifest lists never change, so the state
 * after each round has its own files, distinct from those of the finished run.
 */
public final class RoundFile {
  private static final Pattern FOLDER = Pattern.compile("^rounds/[0-9]{4,9}/");

  private RoundFile() {}

  /**
   * Returns the name of a file until the next round is complete.
   *
   * @param round from 1
   * @param name of the file in the finished run
   */
  public static String name(int round, String name) {
    return String.format(Locale.ROOT, "rounds/%04d/%s", round, name);
  }

  /**
   * Returns the name of a file in the finished run.
   *
   * @param name of a file of any run
   */
  public static String plainName(String name) {
    return FOLDER.matcher(name).replaceFirst("");
  }
}
