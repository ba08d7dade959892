package dev.ifsbench.track.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ifsbench.track.store.Stores;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Dmy.password=P4ss",
        "-DMY_PASSWD=P4ss",
        "-DdbPassword=P4ss and more",
        "-Dapi.key=P4ss",
        "-Dclient_secret=P4ss",
        "-Dtoken=P4ss",
        "-Dmy.credentials=P4ss",
        "-Xmx1g -Dpassword=P4ss",
        "jdbc:postgresql://bench:P4ss@host/db",
        "jdbc:postgresql://bench:P4ss/x@host:5432/db",
        "postgresql://bench:P4ss@host/db",
        "jdbc:postgresql://host:5432/db?user=bench&password=P4ss",
        "{\"password\":\"P4ss\"}"
      })
  void aSecretIsMasked(String argument) {
    assertThat(Secrets.mask(List.of(argument)).get(0)).doesNotContain("P4ss").contains("***");
    assertThat(Secrets.mask("Unable to parse " + argument)).doesNotContain("P4ss");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xmx1g",
        "handle=PASS_THROUGH",
        "PASS_THROUGH: 5 ns",
        "jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres",
        "-XX:StartFlightRecording:settings=a,filename=b",
        "keyboard=qwerty"
      })
  void whatIsNoneStays(String argument) {
    assertThat(Secrets.mask(List.of(argument))).containsExactly(argument);
    assertThat(Secrets.mask(argument)).isEqualTo(argument);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://bench:P4ss@host/db",
        "postgres:bench",
        "JDBC:postgresql://bench:P4ss@host/db",
        "https://bench:P4ss@host"
      })
  void aUrlOfNoStoreIsRefusedWithoutItsPassword(String where) {
    assertThatThrownBy(() -> Stores.open(where))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not a store")
        .hasMessageNotContaining("P4ss");
  }

  @Test
  void aFolderMayHaveADriveLetter() {
    assertThat(Stores.isFolder("C:\\results")).isTrue();
    assertThat(Stores.isFolder("results/of:today")).isTrue();
  }
}
