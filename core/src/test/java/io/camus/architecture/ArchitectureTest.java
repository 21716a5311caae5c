package io.camus.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between packages: wiring -> run -> stages -> config, spi -> model, no circles. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages(
              "io.camus.model..",
              "io.camus.spi..",
              "io.camus.config..",
              "io.camus.setup..",
              "io.camus.pull..",
              "io.camus.source..",
              "io.camus.staging..",
              "io.camus.engine..",
              "io.camus.report..",
              "io.camus.wiring..",
              "io.camus.failure..",
              "io.camus.commit..",
              "io.camus.wire..",
              "io.camus.count..",
              "io.camus.digest..",
              "io.camus.decode..",
              "io.camus.convert..",
              "io.camus.plugin..",
              "io.camus.format..",
              "io.camus.schema..",
              "io.camus.partition..",
              "io.camus.time..",
              "io.camus.store..",
              "io.camus.objectstore..",
              "io.camus.verify..",
              "io.camus.repull..",
              "io.camus.run..",
              "io.camus.history..",
              "io.camus.inspect..",
              "io.camus.offsets..",
              "io.camus.books..",
              "io.camus.reading..");

  private static void mayUseOnly(String from, String... others) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat(resideInAPackage("io.camus..").and(resideOutsideOfPackages(others)))
        .check(CORE);
  }

  @Test
  void theModelKnowsNothingElse() {
    mayUseOnly("io.camus.model..", "io.camus.model..");
  }

  @Test
  void theExtensionSurfaceKnowsTheModelOnly() {
    mayUseOnly("io.camus.spi..", "io.camus.spi..", "io.camus.model..");
  }

  @Test
  void theWireFormatKnowsTheModelOnly() {
    mayUseOnly("io.camus.wire..", "io.camus.wire..", "io.camus.model..");
  }

  /** Each field of a file or a document is named where it is written: nothing binds Java names. */
  @Test
  void namesOfJavaAreNotTheFormatOfAFile() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson.annotation..")
        .orShould()
        .callMethodWhere(
            target(owner(resideInAPackage("com.fasterxml.jackson.databind..")))
                .and(
                    target(
                        nameMatching(
                            "(read|write)Value(AsString|AsBytes)?|(convert|treeTo)Value|valueToTree"))))
        .check(CORE);
  }

  @Test
  void theConfigurationKnowsNoStage() {
    mayUseOnly(
        "io.camus.config..",
        "io.camus.config..",
        "io.camus.time..",
        "io.camus.spi..",
        "io.camus.model..");
  }

  @Test
  void theSpellingsOfMomentsKnowNothingElse() {
    mayUseOnly("io.camus.time..", "io.camus.time..");
  }

  @Test
  void internalsOfKafkasClientAreNotUsedHere() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.apache.kafka.clients..internals..", "org.apache.kafka.common..internal.."))
        .check(CORE);
  }

  @Test
  void noStageKnowsTheRun() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.camus.run..", "io.camus.wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.camus.run..", "io.camus.wiring..")
        .check(CORE);
  }

  @Test
  void readingAndWritingDoNotKnowEachOther() {
    mayUseOnly(
        "io.camus.source..",
        "io.camus.source..",
        "io.camus.fetch..",
        "io.camus.config..",
        "io.camus.failure..",
        "io.camus.spi..",
        "io.camus.model..");
    noClasses()
        .that()
        .resideInAPackage("io.camus.staging..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.camus.source..", "io.camus.pull..")
        .check(CORE);
  }

  @Test
  void packagesHaveNoCircles() {
    slices().matching("io.camus.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void thereIsNoHadoopHere() {
    noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.hadoop..").check(CORE);
  }

  @Test
  void nothingIsPrinted() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    Path sources = Path.of(System.getProperty("basedir", "."), "src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> silent =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
              .toList();
      assertThat(silent).isEmpty();
    }
  }
}
