package dev.ifsbench.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MaskedOutputTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final MaskedOutput output = new MaskedOutput(shown, StandardCharsets.UTF_8);

  private void print(String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aSecretIsMaskedAlthoughItComesInPieces() throws IOException {
    print("java -Dmy.pass");
    output.flush();
    print("word=hun");
    output.flush();
    print("ter2 -Xmx1g\n");

    assertThat(shown.toString(StandardCharsets.UTF_8))
        .startsWith("java -Dmy.password=")
        .endsWith(" -Xmx1g\n")
        .doesNotContain("hun", "ter2");
  }

  @Test
  void theEndOfATextWithoutAnEndOfLineIsShownWhenTheStreamIsClosed() throws IOException {
    print("jdbc:postgresql://bench:hunter2@host/db");
    output.close();

    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("host/db")
        .doesNotContain("hunter2");
  }

  @Test
  void otherTextPassesUnchanged() throws IOException {
    print("# Run progress: 0.00% complete\n# ×µ\n");

    assertThat(shown.toString(StandardCharsets.UTF_8))
        .isEqualTo("# Run progress: 0.00% complete\n# ×µ\n");
  }
}
