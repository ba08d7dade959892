package dev.ifsbench;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SliceRule;
import dev.ifsbench.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
          return SliceIdentifier.of(fileOf(javaClass));
        }

        @Override
        public String getDescription() {
          return "source files";
        }
      };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

  /**
   * Classes that one would be too large without: by the one, the parts that know it again. Calls
   * that a send passes are split by what they do; the rest shares the state of the class it is a
   * part of, or is sealed by it.
   */
  private static final Map<String, List<String>> PARTS =
      Map.ofEntries(
          entry("spi.WsaOverlapped", List.of("spi.CompletionRoutine", "spi.OverlappedRequest")),
          entry("ws2.Winsock", List.of("ws2.Redirector")),
          entry("ws2.Upcalls", List.of("ws2.TracedUpcalls")),
          entry(
              "provider.BaseProvider",
              List.of(
                  "provider.BaseControls",
                  "provider.BaseExtensions",
                  "provider.BaseSend",
                  "provider.BaseRecv")),
          entry(
              "provider.LayeredProvider",
              List.of(
                  "provider.Layer",
                  "provider.PassThroughLayer",
                  "provider.PassThroughProvider",
                  "provider.WrappingLayer",
                  "provider.WrappingProvider")),
          entry("provider.Layer", List.of("provider.PassThroughLayer", "provider.WrappingLayer")),
          entry("provider.PassThroughProvider", List.of("provider.PassThroughLayer")),
          entry(
              "provider.WrappingLayer",
              List.of(
                  "provider.WrappedDatagrams",
                  "provider.WrappedExtensions",
                  "provider.WrappedOperations",
                  "provider.WrappedOptions",
                  "provider.WrappedPoll",
                  "provider.WrappedRecv",
                  "provider.WrappedSelect",
                  "provider.WrappedSend",
                  "provider.WrappedSet",
                  "provider.WrappedSocket")),
          entry("provider.WrappedOperations", List.of("provider.WrappedOperation")),
          entry("sockets.none.NullSockets", List.of("sockets.none.NullOverlapped")),
          entry(
              "sockets.winsock.WinsockSockets",
              List.of(
                  "sockets.winsock.WinsockOverlapped",
                  "sockets.winsock.WinsockExtensions",
                  "sockets.winsock.WinsockMessages")),
          entry(
              "sockets.posix.completion.OperationPool",
              List.of("sockets.posix.completion.PendingTransfer")),
          entry(
              "sockets.posix.created.CreatedHandle", List.of("sockets.posix.created.HandleServer")),
          entry(
              "sockets.posix.descriptor.DescriptorTable",
              List.of("sockets.posix.descriptor.SocketKind")),
          entry("bench.limits.LimitTrial", List.of("bench.limits.Limit")),
          entry("track.store.PostgresStore", List.of("track.store.PostgresRun")));

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
  void noClassesDependOnEachOtherInACircleButAClassAndItsParts() {
    SliceRule rule = slices().assignedFrom(FILES).should().beFreeOfCycles();
    for (Map.Entry<String, List<String>> parts : PARTS.entrySet()) {
      for (String part : parts.getValue()) {
        rule = rule.ignoreDependency(inFile(part), inFile(parts.getKey()));
      }
    }
    rule.check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> inFile(String name) {
    return DescribedPredicate.describe(
        "in the file of " + name, javaClass -> fileOf(javaClass).equals(ROOT + name));
  }

  private static String fileOf(JavaClass javaClass) {
    return javaClass.getName().replaceFirst("\\$.*", "");
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
            resideInAPackage("dev.ifsbench..").and(not(resideInAPackage(ROOT + "track.stats"))))
        .check(CLASSES);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the sources are not beside the classes there")
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
