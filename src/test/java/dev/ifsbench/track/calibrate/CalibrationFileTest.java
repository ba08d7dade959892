package dev.ifsbench.track.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.track.stats.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationFileTest {
  private static final CalibrationSetting SETTING =
      new CalibrationSetting(true, "UNIX", 0.95, 0.05, 4, "0123abc");

  @TempDir private Path folder;
  private final List<String> notices = new ArrayList<>();

  @Test
  void whatWasAddedIsThereWhenTheFileIsOpenedAgain() throws IOException {
    CalibrationFile file = open();
    file.add(trial(SETTING, Verdict.SLOWER));
    file.add(trial(SETTING, Verdict.UNDECIDED));

    assertThat(open().trials())
        .isEqualTo(file.trials())
        .extracting(CalibrationTrial::isDifferent)
        .containsExactly(true, false);
    assertThat(notices).isEmpty();
  }

  @Test
  void onlyTrialsOfTheVerySameSettingCount() throws IOException {
    CalibrationFile file = open();
    file.add(trial(SETTING, Verdict.SLOWER));
    file.add(
        trial(new CalibrationSetting(false, "UNIX", 0.95, 0.05, 4, "0123abc"), Verdict.SLOWER));
    file.add(trial(new CalibrationSetting(true, "TCP", 0.95, 0.05, 4, "0123abc"), Verdict.SLOWER));
    file.add(trial(new CalibrationSetting(true, "UNIX", 0.99, 0.05, 4, "0123abc"), Verdict.SLOWER));
    file.add(trial(new CalibrationSetting(true, "UNIX", 0.95, 0.1, 4, "0123abc"), Verdict.SLOWER));
    file.add(trial(new CalibrationSetting(true, "UNIX", 0.95, 0.05, 5, "0123abc"), Verdict.SLOWER));
    file.add(trial(new CalibrationSetting(true, "UNIX", 0.95, 0.05, 4, "0123abd"), Verdict.SLOWER));

    assertThat(open().count(SETTING)).isEqualTo(1);
  }

  @Test
  void aLineThatWasCutShortIsTakenOffAndTold() throws IOException {
    CalibrationFile file = open();
    file.add(trial(SETTING, Verdict.SLOWER));
    String whole = Files.readString(path());
    file.add(trial(SETTING, Verdict.UNDECIDED));
    for (int length = whole.length() + 1; length < Files.size(path()); length += 7) {
      String torn = Files.readString(path()).substring(0, length);
      Files.writeString(path(), torn);
      notices.clear();

      assertThat(open().trials()).hasSize(1);
      assertThat(path()).hasContent(whole);
      assertThat(notices)
          .containsExactly(path() + ": its last line was incomplete and has been removed.");
      file.add(trial(SETTING, Verdict.UNDECIDED));
    }
  }

  @Test
  void aFileThatWasCutShortInItsFirstLineIsBegunAnew() throws IOException {
    Files.writeString(path(), "{\"sett");

    open().add(trial(SETTING, Verdict.SLOWER));

    assertThat(open().trials()).hasSize(1);
  }

  @Test
  void aFileOfSomethingElseIsLeftAsItIs() throws IOException {
    Files.writeString(path(), "a,b\n1,2\n");

    assertThatThrownBy(this::open).isInstanceOf(IllegalArgumentException.class);
    assertThat(path()).hasContent("a,b\n1,2\n");
  }

  private CalibrationFile open() throws IOException {
    return CalibrationFile.open(path(), notices::add);
  }

  private Path path() {
    return folder.resolve("trials.jsonl");
  }

  private static CalibrationTrial trial(CalibrationSetting setting, Verdict verdict) {
    double slower = verdict == Verdict.SLOWER ? 1.1 : 1;
    double[][] plain = {{100, 101}, {102, 101}, {99, 98}};
    double[][] slowed = {
      {100 * slower, 101 * slower}, {102.1 * slower, 101 * slower}, {99 * slower, 98 * slower}
    };
    return CalibrationTrial.of(setting, 9.5, plain, slowed);
  }
}
