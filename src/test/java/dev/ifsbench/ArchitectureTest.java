package dev.ifsbench;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.ifsbench.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each package is a floor, and imports only floors below it. */
class ArchitectureTest {
  private static final String ROOT = "dev.ifsbench.";

  /** From the bottom to the top; those on one floor do not know each other. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("spi"),
          List.of("sockets"),
          List.of("ws2", "trace"),
          List.of("provider"),
          List.of("bench"),
          List.of("track"),
          List.of("report"),
          List.of("cli"));

  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "ifsbench");

  /** A slice for each source file, so that a class and its nested ones are one. */
  private static final SliceAssignment FILES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
          return SliceIdentifier.of(javaClass.getName().replaceFirst("\\$.*", ""));
        }

        @Override
        public String getDescription() {
          return "source files";
        }
      };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

  static Stream<String> packages() {
    return FLOORS.stream().flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageKnowsOnlyTheFloorsBelowIt(String name) {
    int floor = floorOf(name);
    String[] unknown =
        packages()
            .filter(other -> !other.equals(name) && floorOf(other) >= floor)
            // ws2 tells trace what happens; trace knows nothing of ws2.
            .filter(other -> !(name.equals("ws2") && other.equals("trace")))
            .map(other -> ROOT + other + "..")
            .toArray(String[]::new);
    if (unknown.length > 0) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + name + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(unknown)
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  private static int floorOf(String name) {
    return FLOORS.indexOf(
        FLOORS.stream().filter(floor -> floor.contains(name)).findFirst().orElseThrow());
  }

  @Test
  void everyClassIsOnAFloor() {
    assertThat(CLASSES).isNotEmpty();
    classes()
        .should()
        .resideInAnyPackage(packages().map(name -> ROOT + name + "..").toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("dev.ifsbench.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching("dev.ifsbench.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noClassesDependOnEachOtherInACircle() {
    slices().assignedFrom(FILES).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheRoomsNextToTheSystemKnowNativeCode() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + "spi", ROOT + "sockets.libc", ROOT + "sockets.winsock", ROOT + "sockets.dll")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.sun.jna..")
        .check(CLASSES);
  }

  @Test
  void onlyOnePlaceKnowsWhichSystemsThereAre() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "sockets.system", ROOT + "sockets.posix..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "sockets.posix..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "sockets.system", ROOT + "sockets.none")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "sockets.none")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + "sockets.system", ROOT + "sockets.winsock", ROOT + "sockets.dll")
        // Both are about what only Windows has: provider DLLs, and the system's catalog.
        .and()
        .doNotHaveSimpleName("HostedProvider")
        .and()
        .doNotHaveSimpleName("CatalogCommand")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "sockets.winsock")
        .check(CLASSES);
  }

  @Test
  void theRuntimeKnowsOfTracingOnlyTheEvents() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "ws2", ROOT + "provider")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "trace.recording", ROOT + "trace.check")
        .check(CLASSES);
  }

  @Test
  void statisticsKnowNothingElseOfThisProject() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "track.stats")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.ifsbench..")
                .and(not(resideInAPackage(ROOT + "track.stats"))))
        .check(CLASSES);
  }

  @Test
  void everyRoomSaysWhatIsInItAndShowsItOnOneScreen() throws IOException {
    try (Stream<Path> tree = Files.walk(SOURCES)) {
      for (Path folder : tree.filter(Files::isDirectory).toList()) {
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
          names =
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".java"))
                  .toList();
        }
        assertThat(names).as("files in %s", folder).hasSizeLessThanOrEqualTo(40);
        if (!names.isEmpty()) {
          assertThat(names).as("files in %s", folder).contains("package-info.java");
        }
      }
    }
  }
}
