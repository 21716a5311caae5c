package io.camus.yarn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import io.camus.model.RunId;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.util.ApplicationClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YarnJobSetupTest {
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-3f09ac");

  @TempDir private Path folder;

  private final Configuration job = new JobConf();

  @Test
  void jarsAreAddedToTheUsersAndDirectoriesArePacked() throws IOException {
    job.set("tmpjars", "file:///users/own.jar");
    Path jar = Files.createFile(folder.resolve("camus core.jar"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.createDirectory(classes.resolve("io"));
    Files.writeString(classes.resolve("io/A.class"), "bytes");

    configure(List.of(jar, classes), Map.of());

    List<String> jars = Arrays.asList(job.get("tmpjars").split(","));
    assertThat(jars).hasSize(3).startsWith("file:///users/own.jar", jar.toUri().toString());
    try (JarFile packed = new JarFile(Path.of(java.net.URI.create(jars.get(2))).toFile())) {
      assertThat(packed.getEntry("io/A.class")).isNotNull();
    }
  }

  @Test
  void oneFailedTaskDoesNotEndTheJobAndSpeculationIsTheUsers() throws IOException {
    job.setBoolean("mapreduce.map.speculative", false);

    configure(List.of(), Map.of());

    assertThat(job.get("mapreduce.framework.name")).isEqualTo("yarn");
    assertThat(job.getInt("mapreduce.map.failures.maxpercent", 0)).isEqualTo(100);
    assertThat(job.getBoolean("mapreduce.map.speculative", true)).isFalse();
    assertThat(job.getInt("mapreduce.map.maxattempts", 0)).isEqualTo(4);
  }

  @Test
  void ourClassesAreLoadedBeforeHadoopsAndItsLoggingBeforeOurs() throws IOException {
    configure(List.of(), Map.of());

    assertThat(job.getBoolean("mapreduce.job.classloader", false)).isTrue();
    List<String> system =
        Arrays.asList(job.getTrimmedStrings("mapreduce.job.classloader.system.classes"));
    assertThat(ApplicationClassLoader.isSystemClass("org.slf4j.Logger", system)).isTrue();
    assertThat(ApplicationClassLoader.isSystemClass("org.apache.hadoop.fs.Path", system)).isTrue();
    assertThat(ApplicationClassLoader.isSystemClass("io.camus.model.Split", system)).isFalse();
    assertThat(ApplicationClassLoader.isSystemClass("org.apache.avro.Schema", system)).isFalse();
    assertThat(
            ApplicationClassLoader.isSystemClass("com.fasterxml.jackson.core.JsonParser", system))
        .isFalse();
  }

  @Test
  void tagsOfTheSchedulerAreKept() throws IOException {
    job.set("mapreduce.job.tags", "azkaban-1, mine");

    configure(List.of(), Map.of());

    assertThat(job.get("mapreduce.job.tags"))
        .isEqualTo("azkaban-1,mine,camus-run-2026-11-22-14-05-59-3f09ac");
  }

  @Test
  void tokensOfTheEnvironmentAreHandedOnUnlessTheUserNamesOthers() throws IOException {
    Map<String, String> environment = Map.of("HADOOP_TOKEN_FILE_LOCATION", "/tokens");
    configure(List.of(), environment);
    assertThat(job.get("mapreduce.job.credentials.binary")).isEqualTo("/tokens");

    job.set("mapreduce.job.credentials.binary", "/others");
    configure(List.of(), environment);
    assertThat(job.get("mapreduce.job.credentials.binary")).isEqualTo("/others");
  }

  @Test
  void secretsThatHadoopItselfWasGivenAreHiddenInTheHistory() {
    job.set("mapreduce.job.redacted-properties", "users.own");
    job.set("hadoop.some.password", "s3cret");

    YarnJobSetup.hide(job, Set.of("hadoop.some.password", "kafka.consumer.ssl.key.password"));

    assertThat(job.get("mapreduce.job.redacted-properties"))
        .isEqualTo("users.own,hadoop.some.password");
  }

  @Test
  void missingLibraryIsNamed() {
    assertThatThrownBy(() -> configure(List.of(folder.resolve("gone.jar")), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("gone.jar");
  }

  @Test
  void classPathIsShippedWithoutWhatTheClusterHas() throws IOException {
    for (String name :
        List.of(
            "camus-core-0.1.0.jar",
            "hadoop-client-api-3.5.0.jar",
            "avro-1.12.2.jar",
            "slf4j-api-2.0.20.jar",
            "logback-classic-1.5.38.jar",
            "kafka-clients-4.4.0.jar")) {
      Files.createFile(folder.resolve(name));
    }
    Path conf = Files.createDirectory(folder.resolve("conf"));
    Files.writeString(conf.resolve("yarn-site.xml"), "<configuration/>");
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Files.createFile(classes.resolve("A.class"));
    String classPath =
        String.join(
            ":",
            Arrays.stream(folder.toFile().list())
                .sorted()
                .map(name -> folder.resolve(name).toString())
                .toList());

    assertThat(JobLibraries.ofClassPath(classPath + ":/does/not/exist:"))
        .extracting(path -> path.getFileName().toString())
        .containsExactly(
            "avro-1.12.2.jar", "camus-core-0.1.0.jar", "classes", "kafka-clients-4.4.0.jar");
  }

  @Test
  void aLoaderWithAClassPathOfItsOwnSaysWhatTravels() throws IOException {
    Path conf = Files.createDirectory(folder.resolve("conf"));
    Path jar = Files.createFile(folder.resolve("camus: core.jar"));
    Path logging = Files.createFile(folder.resolve("logback-core-1.5.38.jar"));
    URL[] classPath = {conf.toUri().toURL(), jar.toUri().toURL(), logging.toUri().toURL()};

    try (URLClassLoader loader = new URLClassLoader(classPath)) {
      assertThat(JobLibraries.of(loader)).containsExactly(jar);
    }
    assertThat(JobLibraries.of(ClassLoader.getSystemClassLoader()))
        .isEqualTo(JobLibraries.ofClassPath(System.getProperty("java.class.path")));
  }

  private void configure(List<Path> libraries, Map<String, String> environment) throws IOException {
    YarnJobSetup.configure(job, RUN, libraries, folder.resolve("jars"), environment);
  }
}
