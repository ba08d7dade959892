package dev.ifsbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ifsbench.fixture.Tables;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layouts of structures against a compiler for Windows and its headers. */
class WindowsHeadersTest {
  private static final String COMPILER = "x86_64-w64-mingw32-gcc";

  /** {@code scripts/test} installs the compiler there. */
  private static final boolean MUST_RUN =
      "true".equals(System.getenv("CI"))
          && System.getProperty("os.name").equals("Linux")
          && System.getProperty("os.arch").equals("amd64");

  private static final Pattern LINE = Pattern.compile("(?m)^->(\\S+)=(\\d+)$");

  @Test
  void everySizeAndOffsetIsWhatTheCompilerForWindowsSays() throws Exception {
    requireCompiler();
    Map<String, Integer> inJava = new TreeMap<>();
    inJava.put("WSAPROTOCOL_INFOA", ProtocolInfoLayout.ANSI.size());
    inJava.put("WSAPROTOCOL_INFOW", ProtocolInfoLayout.WIDE.size());
    put(
        inJava,
        "WSAPROTOCOL_INFOW",
        ProtocolInfoLayout.class,
        Map.ofEntries(
            Map.entry("dwServiceFlags1", "SERVICE_FLAGS_1"),
            Map.entry("dwServiceFlags2", "SERVICE_FLAGS_2"),
            Map.entry("dwServiceFlags3", "SERVICE_FLAGS_3"),
            Map.entry("dwServiceFlags4", "SERVICE_FLAGS_4"),
            Map.entry("dwProviderFlags", "PROVIDER_FLAGS"),
            Map.entry("ProviderId", "PROVIDER_ID"),
            Map.entry("dwCatalogEntryId", "CATALOG_ENTRY_ID"),
            Map.entry("ProtocolChain.ChainLen", "CHAIN_LEN"),
            Map.entry("ProtocolChain.ChainEntries", "CHAIN_ENTRIES"),
            Map.entry("iVersion", "VERSION"),
            Map.entry("iAddressFamily", "ADDRESS_FAMILY"),
            Map.entry("iMaxSockAddr", "MAX_SOCK_ADDR"),
            Map.entry("iMinSockAddr", "MIN_SOCK_ADDR"),
            Map.entry("iSocketType", "SOCKET_TYPE"),
            Map.entry("iProtocol", "PROTOCOL"),
            Map.entry("iProtocolMaxOffset", "PROTOCOL_MAX_OFFSET"),
            Map.entry("iNetworkByteOrder", "NETWORK_BYTE_ORDER"),
            Map.entry("iSecurityScheme", "SECURITY_SCHEME"),
            Map.entry("dwMessageSize", "MESSAGE_SIZE"),
            Map.entry("dwProviderReserved", "PROVIDER_RESERVED"),
            Map.entry("szProtocol", "NAME")));
    // winsock2.h defines WSAOVERLAPPED as another name of it.
    inJava.put("OVERLAPPED", WsaOverlapped.SIZE);
    put(
        inJava,
        "OVERLAPPED",
        WsaOverlapped.class,
        Map.of(
            "Internal", "INTERNAL",
            "InternalHigh", "INTERNAL_HIGH",
            "Offset", "OFFSET",
            "OffsetHigh", "OFFSET_HIGH",
            "hEvent", "EVENT"));
    inJava.put("WSABUF", WsaBuf.SIZE);
    put(inJava, "WSABUF", WsaBuf.class, Map.of("len", "LEN", "buf", "BUF"));
    inJava.put("WSPDATA", WspData.SIZE);
    put(
        inJava,
        "WSPDATA",
        WspData.class,
        Map.of(
            "wVersion", "VERSION", "wHighVersion", "HIGH_VERSION", "szDescription", "DESCRIPTION"));
    putTable(inJava, "WSPPROC_TABLE", Tables.names(ProcedureTable.class));
    putTable(inJava, "WSPUPCALLTABLE", Tables.names(UpcallTable.class));

    Map<String, Integer> lower = new TreeMap<>();
    inJava.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    assertThat(lower).hasSize(83).containsExactlyInAnyOrderEntriesOf(inC());
  }

  @ParameterizedTest
  @CsvSource({"WSAPROTOCOL_INFOW,628", "WSPPROC_TABLE,240", "WSPUPCALLTABLE,120"})
  void theCompilersSizesAreTheDocumentedOnes(String structure, int size) throws Exception {
    requireCompiler();
    assertThat(inC()).containsEntry(structure.toLowerCase(Locale.ROOT), size);
  }

  // Java's names of functions differ from the header's in case.
  private static void putTable(Map<String, Integer> sizes, String structure, List<String> names) {
    sizes.put(structure, names.size() * Long.BYTES);
    for (int i = 0; i < names.size(); i++) {
      sizes.put(structure + ".lp" + names.get(i), i * Long.BYTES);
    }
  }

  private static void put(
      Map<String, Integer> sizes, String structure, Class<?> layout, Map<String, String> fields)
      throws ReflectiveOperationException {
    for (Map.Entry<String, String> field : fields.entrySet()) {
      Field constant = layout.getDeclaredField(field.getValue());
      constant.setAccessible(true);
      sizes.put(structure + "." + field.getKey(), constant.getInt(null));
    }
  }

  private static Map<String, Integer> inC() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                COMPILER, "-O1", "-Wall", "-Werror", "-S", "-o", "-", "src/test/c/winsock_def.c")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    Map<String, Integer> sizes = new TreeMap<>();
    Matcher lines = LINE.matcher(output);
    while (lines.find()) {
      sizes.put(lines.group(1).toLowerCase(Locale.ROOT), Integer.parseInt(lines.group(2)));
    }
    return sizes;
  }

  /** Skips the test where there is none, but not where a run decides whether a change is good. */
  private static void requireCompiler() {
    String lack = "no " + COMPILER + " on the path";
    if (MUST_RUN) {
      assertThat(hasCompiler()).as(lack).isTrue();
    }
    assumeTrue(hasCompiler(), lack);
  }

  private static boolean hasCompiler() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, COMPILER)));
  }
}
