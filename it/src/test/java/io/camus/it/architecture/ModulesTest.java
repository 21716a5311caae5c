package io.camus.it.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The arrows between modules, and who may use what. The packages of core have a test there. */
class ModulesTest {
  private static final String[] NOT_CORE = {
    "io.camus.audit..",
    "io.camus.fetch..",
    "io.camus.zookeeper..",
    "io.camus.parquet..",
    "io.camus.orc..",
    "io.camus.serdes..",
    "io.camus.metrics..",
    "io.camus.lineage..",
    "io.camus.s3..",
    "io.camus.iceberg..",
    "io.camus.hadoop..",
    "io.camus.yarn..",
    "io.camus.cli..",
    "io.camus.launch..",
    "com.linkedin.camus..",
    "io.camus.it.."
  };

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(
              location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
          .importPackages("io.camus", "com.linkedin.camus");

  @Test
  void arrowsBetweenModulesRunOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("audit")
        .definedBy("io.camus.audit..")
        .layer("fetch")
        .definedBy("io.camus.fetch..")
        .layer("core")
        .definedBy(resideInAnyPackage("io.camus..").and(resideOutsideOfPackages(NOT_CORE)))
        .layer("zookeeper")
        .definedBy("io.camus.zookeeper..")
        .optionalLayer("formats")
        .definedBy("io.camus.parquet..", "io.camus.orc..")
        .layer("serdes")
        .definedBy("io.camus.serdes..")
        .optionalLayer("metrics")
        .definedBy("io.camus.metrics..", "io.camus.lineage..")
        .optionalLayer("s3")
        .definedBy("io.camus.s3..")
        .optionalLayer("iceberg")
        .definedBy("io.camus.iceberg..")
        .layer("hadoop")
        .definedBy("io.camus.hadoop..")
        .layer("yarn")
        .definedBy("io.camus.yarn..")
        .layer("cli")
        .definedBy("io.camus.cli..", "io.camus.launch..", "com.linkedin.camus..")
        .layer("it")
        .definedBy("io.camus.it..")
        .whereLayer("it")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("cli")
        .mayOnlyBeAccessedByLayers("it")
        .whereLayer("audit")
        .mayNotAccessAnyLayer()
        .whereLayer("fetch")
        .mayNotAccessAnyLayer()
        .whereLayer("core")
        .mayOnlyAccessLayers("audit", "fetch")
        .whereLayer("zookeeper")
        .mayOnlyAccessLayers("core")
        .whereLayer("formats")
        .mayOnlyAccessLayers("core")
        .whereLayer("serdes")
        .mayOnlyAccessLayers("core")
        .whereLayer("metrics")
        .mayOnlyAccessLayers("core")
        .whereLayer("s3")
        .mayOnlyAccessLayers("core")
        .whereLayer("iceberg")
        .mayOnlyAccessLayers("core")
        .whereLayer("hadoop")
        .mayOnlyAccessLayers("core")
        .whereLayer("yarn")
        .mayOnlyAccessLayers("core", "hadoop")
        .check(ALL);
  }

  @Test
  void packagesHaveNoCircles() {
    slices().matching("io.camus.(**)").should().beFreeOfCycles().check(ALL);
  }

  private static void usedOnlyIn(String[] users, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackages(users)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(ALL);
  }

  @Test
  void hadoopIsUsedByItsModulesAndByWhatStartsThem() {
    usedOnlyIn(
        new String[] {
          "io.camus.hadoop..",
          "io.camus.yarn..",
          "io.camus.cli",
          "io.camus.cli.settings",
          "io.camus.orc..",
          "io.camus.iceberg..",
          "io.camus.it.."
        },
        "org.apache.hadoop..");
    usedOnlyIn(
        new String[] {"io.camus.yarn..", "io.camus.it.hadoop.."},
        "org.apache.hadoop.mapreduce..",
        "org.apache.hadoop.mapred..",
        "org.apache.hadoop.yarn..");
  }

  @Test
  void zooKeeperIsUsedByItsModule() {
    usedOnlyIn(
        new String[] {"io.camus.zookeeper.."}, "org.apache.zookeeper..", "org.apache.curator..");
  }

  @Test
  void parquetIsUsedByItsModuleAndThatOfTables() {
    usedOnlyIn(
        new String[] {"io.camus.parquet..", "io.camus.iceberg..", "io.camus.it.."},
        "org.apache.parquet..");
  }

  @Test
  void orcIsUsedByItsPackageAndThatOfTables() {
    usedOnlyIn(
        new String[] {"io.camus.orc..", "io.camus.iceberg..", "io.camus.it.."}, "org.apache.orc..");
  }

  @Test
  void icebergIsUsedByItsModule() {
    usedOnlyIn(new String[] {"io.camus.iceberg..", "io.camus.it.."}, "org.apache.iceberg..");
  }

  @Test
  void protobufAndJsonSchemaAreUsedByTheirModule() {
    usedOnlyIn(
        new String[] {"io.camus.serdes..", "io.camus.it.."},
        "com.google.protobuf..",
        "com.squareup.wire..",
        "com.networknt..");
  }

  @Test
  void prometheusIsUsedByItsModule() {
    usedOnlyIn(new String[] {"io.camus.metrics.."}, "io.prometheus..");
  }

  @Test
  void internalsOfKafkasClientAreUsedByOneModule() {
    usedOnlyIn(
        new String[] {"io.camus.fetch..", "io.camus.it.."},
        "org.apache.kafka.clients..internals..",
        "org.apache.kafka.common..internal..",
        "org.apache.kafka.common..internals..");
  }
}
