package dev.ifsbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is shipped: the jar with the licences of all that is in it, and the list of its contents.
 */
class JarIT {
  private static final Path JAR = Path.of("target", "benchmarks.jar");
  private static final Path CONTENTS = Path.of("target", "benchmarks.cdx.json");
  private static final String LICENSES = "META-INF/licenses/";

  /** A library's group and name, its line in NOTICE, and what only its own licence text says. */
  private static final List<List<String>> LIBRARIES =
      List.of(
          List.of("org.openjdk.jmh:jmh-core", "JMH", "jmh.txt", "Oracle"),
          List.of("net.sf.jopt-simple:jopt-simple", "jopt-simple", "jopt-simple.txt", "Holser"),
          List.of(
              "org.apache.commons:commons-math3",
              "Commons Math",
              "commons-math3.txt",
              "Apache Commons Math"),
          List.of("net.java.dev.jna:jna", "JNA", "jna.txt", "Java Native Access"),
          List.of("org.hdrhistogram:HdrHistogram", "HdrHistogram", "HdrHistogram.txt", "Gil Tene"),
          List.of("info.picocli:picocli", "picocli", "picocli.txt", "Remko Popma"),
          List.of("com.fasterxml.jackson.core:jackson-core", "Jackson", "jackson.txt", "Saloranta"),
          List.of(
              "com.fasterxml.jackson.core:jackson-annotations",
              "Jackson",
              "jackson.txt",
              "Saloranta"),
          List.of(
              "com.fasterxml.jackson.core:jackson-databind", "Jackson", "jackson.txt", "Saloranta"),
          List.of("org.jsoup:jsoup", "jsoup", "jsoup.txt", "Jonathan Hedley"),
          List.of(
              "org.postgresql:postgresql",
              "pgjdbc",
              "pgjdbc.txt",
              "PostgreSQL Global Development Group"));

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(JAR.toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void theLicenseOfTheJarIsThisProjects() throws IOException {
    assertThat(text("META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
    assertThat(names().stream().filter(name -> name.matches("(META-INF/)?(LICENSE|NOTICE)[^/]*")))
        .as("what can be taken for the jar's own licence and notice")
        .containsExactlyInAnyOrder("META-INF/LICENSE", "META-INF/NOTICE");
  }

  @Test
  void theNoticeNamesEveryLibraryAndItsLicence() throws IOException {
    String notice = text("META-INF/NOTICE");
    for (List<String> library : LIBRARIES) {
      String file = library.get(2);
      assertThat(notice.lines())
          .as(library.get(0))
          .anyMatch(line -> line.strip().startsWith(library.get(1)) && line.contains(file));
      assertThat(text(LICENSES + file)).as(file).contains(library.get(3));
    }
  }

  @Test
  void theFilesThatTheNoticeNamesAreThere() throws IOException {
    Matcher named =
        Pattern.compile("META-INF/[A-Za-z0-9_.*/-]*[A-Za-z0-9*]").matcher(text("META-INF/NOTICE"));
    List<String> names = names();
    int found = 0;
    while (named.find()) {
      List<String> parts = List.of(named.group().split("\\*", -1));
      assertThat(names)
          .as(named.group())
          .anyMatch(
              name -> name.startsWith(parts.get(0)) && name.contains(parts.get(parts.size() - 1)));
      found++;
    }
    assertThat(found).isPositive();
  }

  @Test
  void theListOfContentsHasTheLibrariesAndNothingElse() throws IOException {
    JsonNode list = new ObjectMapper().readTree(CONTENTS.toFile());
    assertThat(list.path("bomFormat").textValue()).isEqualTo("CycloneDX");
    assertThat(list.at("/metadata/component/name").textValue()).isEqualTo("ifsbench");
    assertThat(contents(list).keySet())
        .containsExactlyInAnyOrderElementsOf(LIBRARIES.stream().map(l -> l.get(0)).toList());
    assertThat(list.path("components"))
        .allSatisfy(
            component -> {
              assertThat(component.path("purl").textValue()).startsWith("pkg:maven/");
              assertThat(component.path("licenses")).isNotEmpty();
              assertThat(component.path("hashes")).isNotEmpty();
            });
  }

  @Test
  void theListOfContentsHasTheVersionsThatAreInTheJar() throws IOException {
    Map<String, String> listed = contents(new ObjectMapper().readTree(CONTENTS.toFile()));
    Map<String, String> shaded = shaded();
    assertThat(shaded).containsKeys("org.openjdk.jmh:jmh-core", "org.jsoup:jsoup");
    assertThat(listed).containsAllEntriesOf(shaded);
  }

  @Test
  void nothingInTheJarTellsWhenItWasBuilt() throws IOException {
    List<String> own =
        jar.stream()
            .filter(entry -> entry.getName().startsWith("dev/ifsbench/") && !entry.isDirectory())
            .map(ZipEntry::getTimeLocal)
            .map(String::valueOf)
            .distinct()
            .toList();
    assertThat(own).as("the times of this project's own files").containsExactly("2026-01-01T00:00");
  }

  private static Map<String, String> contents(JsonNode list) {
    Map<String, String> contents = new TreeMap<>();
    for (JsonNode component : list.path("components")) {
      contents.put(
          component.path("group").textValue() + ":" + component.path("name").textValue(),
          component.path("version").textValue());
    }
    return contents;
  }

  /** The libraries in the jar that tell their versions there. */
  private Map<String, String> shaded() throws IOException {
    Map<String, String> shaded = new TreeMap<>();
    for (String name : names()) {
      if (name.endsWith("/pom.properties") && !name.contains("/dev.ifsbench/")) {
        Properties properties = new Properties();
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
          properties.load(in);
        }
        shaded.put(
            properties.getProperty("groupId") + ":" + properties.getProperty("artifactId"),
            properties.getProperty("version"));
      }
    }
    return shaded;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    jar.stream().map(ZipEntry::getName).forEach(names::add);
    return names;
  }

  private String text(String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertThat(entry).as(name).isNotNull();
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
