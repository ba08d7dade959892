package dev.ifsbench.cli.option;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of all commands; each means the same wherever it appears. */
public enum ExitCode {
  OK(0, "all went well; what was judged has passed"),
  NOT_PASSED(
      1, "a benchmark has regressed, a limit is not as documented, or a layer breaks a technique"),
  UNDECIDED(2, "nothing has regressed, but something is undecided, missing, or failed"),
  REFUSED(3, "input that cannot be used, or output that cannot be written"),
  NOTHING(4, "there is nothing to judge: no call was recorded"),
  PARTLY_JUDGED(5, "no rule is seen broken, but events were lost or a file is cut off"),
  BROKEN_RULE(6, "a rule of the API is broken, or a catalog is not as it should be"),
  FAILED(7, "a fork failed, or was killed twice; what the others measured is kept"),
  USAGE(64, "wrong usage: an unknown option or command, or a value that it does not take"),
  INTERNAL(70, "an error of this program itself"),
  INTERRUPTED(130, "interrupted (143: terminated); what was finished is kept");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number that this process ends with, from 0 to 255. */
  public int code() {
    return code;
  }

  /** When a command ends with this code, in one line. */
  public String meaning() {
    return meaning;
  }

  /** All of them for a help text: what each means by its number, in the order of numbers. */
  public static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    for (ExitCode each : values()) {
      table.put(Integer.toString(each.code), each.meaning);
    }
    return table;
  }
}
