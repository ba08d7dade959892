package dev.ifsbench.track.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ifsbench.spi.ProtocolChain;
import dev.ifsbench.spi.ProtocolInfo;
import dev.ifsbench.spi.Ws2Def;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsNoiseTest {
  private static final Path FOLDER = Path.of("C:\\Work\\results");
  private static final String RUNNING = "        STATE              : 4  RUNNING \r\n";

  private final Map<List<String>, String> printed = new HashMap<>();
  private OptionalLong clockNanos = OptionalLong.empty();

  private List<NoiseSource> find(ProtocolInfo... entries) {
    return new WindowsNoise(
            command -> Optional.ofNullable(printed.get(command)),
            FOLDER,
            List.of(entries),
            clockNanos)
        .find();
  }

  @Test
  void aSystemThatTellsNothingHasNone() {
    assertThat(find()).isEmpty();
  }

  @Test
  void aPlanThatChangesTheFrequencyIsNamed() {
    printed.put(
        WindowsNoise.POWER_PLAN,
        "Power Scheme GUID: 381b4222-f694-41f0-9685-ff5bb260df2e  (Balanced)\r\n");

    assertThat(find())
        .singleElement()
        .hasToString(
            "Power plan: it is Balanced, so the frequency is changed while measuring. powercfg"
                + " /setactive SCHEME_MIN, which is high performance.");
  }

  @Test
  void highPerformanceIsKnownByItsNumberInAnyLanguage() {
    printed.put(
        WindowsNoise.POWER_PLAN,
        "GUID des Energieschemas: 8C5E7FDA-E8BF-4A96-9A85-A6E23A8C635C  (Höchstleistung)\r\n");

    assertThat(find()).isEmpty();
  }

  @Test
  void aClockThatComesSeldomIsNamedWithItsInterval() {
    clockNanos = OptionalLong.of(15_625_000);

    assertThat(find())
        .singleElement()
        .satisfies(found -> assertThat(found.finding()).contains("every 15.6 ms"));

    clockNanos = OptionalLong.of(1_000_000);
    assertThat(find()).isEmpty();
  }

  @Test
  void theScanOfTheFolderIsFound() {
    printed.put(WindowsNoise.DEFENDER, RUNNING);

    assertThat(find())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.finding()).endsWith("C:\\Work\\results");
              assertThat(found.advice()).endsWith("-ExclusionPath 'C:\\Work\\results'");
            });
  }

  @Test
  void noScanIsFoundWhereItIsOff() {
    printed.put(WindowsNoise.DEFENDER, "        STATE              : 1  STOPPED \r\n");
    assertThat(find()).isEmpty();

    printed.put(WindowsNoise.DEFENDER, RUNNING);
    printed.put(WindowsNoise.REAL_TIME, "    DisableRealtimeMonitoring    REG_DWORD    0x1\r\n");
    assertThat(find()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C:\\Work", "c:\\work\\RESULTS", "C:\\"})
  void noScanIsFoundInAFolderThatIsExcluded(String excluded) {
    printed.put(WindowsNoise.DEFENDER, RUNNING);
    printed.put(
        WindowsNoise.EXCLUSIONS,
        "\r\nHKEY_LOCAL_MACHINE\\...\\Paths\r\n    " + excluded + "    REG_DWORD    0x0\r\n");

    assertThat(find()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C:\\Work\\res", "D:\\Work\\results"})
  void anotherFolderThatIsExcludedDoesNotCount(String excluded) {
    printed.put(WindowsNoise.DEFENDER, RUNNING);
    printed.put(WindowsNoise.EXCLUSIONS, "    " + excluded + "    REG_DWORD    0x0\r\n");

    assertThat(find()).hasSize(1);
  }

  @Test
  void layersOverTcpAreNamedAndBaseEntriesAreNot() {
    ProtocolInfo base = tcp(1001, ProtocolChain.BASE_PROTOCOL, "base");
    ProtocolInfo layer = tcp(1002, ProtocolChain.of(List.of(1003, 1001)), "Proxy over base");

    assertThat(find(base, layer))
        .singleElement()
        .extracting(NoiseSource::finding)
        .isEqualTo("programs that name no entry go through Proxy over base");
  }

  private static ProtocolInfo tcp(int id, ProtocolChain chain, String name) {
    return new ProtocolInfo(
        0,
        0,
        0,
        0,
        0,
        new UUID(0, id),
        id,
        chain,
        2,
        Ws2Def.AF_INET,
        16,
        16,
        Ws2Def.SOCK_STREAM,
        Ws2Def.IPPROTO_TCP,
        0,
        0,
        0,
        0,
        0,
        name);
  }
}
