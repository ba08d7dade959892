package dev.ifsbench.cli.option;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Asks a person at a terminal, on standard error. */
public final class Question {
  private Question() {}

  /**
   * Asks a yes-or-no question.
   *
   * @param text the question
   * @return whether the answer is yes
   */
  public static boolean isAffirmed(String text) {
    System.err.print(text);
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return "yes".equals(in.readLine());
    } catch (IOException e) {
      return false;
    }
  }
}
