package dev.ifsbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ifsbench");

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
  }

  @Test
  void onlyTheFloorsNextToTheSystemKnowNativeCode() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "spi..", ROOT + "sockets..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.sun.jna..")
        .check(CLASSES);
  }
}
