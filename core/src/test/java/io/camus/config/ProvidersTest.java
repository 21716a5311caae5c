package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.Provider.Kind;
import io.camus.plugin.PlugInJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
  @TempDir private Path plugIns;

  private Providers providers() {
    return new Providers(PluginLoaders.all(plugIns.toString()));
  }

  /** A partitioner whose directory is what a class {@code com.example.Shared} says. */
  private static String partitioner(String type, String name) {
    return """
        package com.example;
        public class %s implements io.camus.plugin.PartitionerProvider {
          public String name() { return "%s"; }
          public io.camus.spi.Partitioner partitioner(io.camus.config.TopicConfig topic) {
            return millis -> new io.camus.spi.Partitioner.Bucket(
                Long.MIN_VALUE, Long.MAX_VALUE, Shared.version());
          }
        }
        """
        .formatted(type, name);
  }

  private static PlugInJar jar(String type, String name, String version) {
    return new PlugInJar()
        .with("com.example." + type, partitioner(type, name))
        .with(
            "com.example.Shared",
            "package com.example; class Shared { static String version() { return \""
                + version
                + "\"; } }")
        .provides("com.example." + type);
  }

  private static String directory(Provider provider) {
    return ((io.camus.plugin.PartitionerProvider) provider).partitioner(null).bucket(0).directory();
  }

  @Test
  void plugInsSeeTheirOwnVersionsOfALibrary() throws IOException {
    jar("One", "one", "v1").write(plugIns.resolve("one.jar"));
    jar("Two", "two", "v2").write(plugIns.resolve("two/two.jar"));

    Provider one = providers().get(Kind.PARTITIONER, "one");
    Provider two = providers().get(Kind.PARTITIONER, "com.example.Two");

    assertThat(directory(one)).isEqualTo("v1");
    assertThat(directory(two)).isEqualTo("v2");
    assertThat(Providers.words(one)).isEqualTo("partitioner com.example.One of plug-in one.jar");
    assertThat(Providers.isBuiltIn(one)).isFalse();
    assertThat(PlugIn.of(two.getClass().getClassLoader()).orElseThrow())
        .isEqualTo(new PlugIn("two", java.util.List.of(plugIns.resolve("two/two.jar"))));
    assertThat(providers().problems()).isEmpty();
  }

  @Test
  void ownProvidersAreBuiltIn() {
    Provider hourly = providers().get(Kind.PARTITIONER, "hourly");

    assertThat(Providers.isBuiltIn(hourly)).isTrue();
    assertThat(PlugIn.of(hourly.getClass().getClassLoader())).isEmpty();
  }

  @Test
  void aServiceThatNamesNoClassIsAProblemAndOthersWork() throws IOException {
    jar("One", "one", "v1").provides("com.example.Missing").write(plugIns.resolve("one.jar"));

    Providers providers = providers();

    assertThat(providers.get(Kind.PARTITIONER, "one")).isNotNull();
    assertThat(providers.problems())
        .singleElement()
        .asString()
        .startsWith("plug-in one.jar: META-INF/services/io.camus.config.Provider names a class")
        .contains("com.example.Missing", "not found");
  }

  @Test
  void aServiceThatIsNotPublicIsAProblem() throws IOException {
    new PlugInJar()
        .with("com.example.One", partitioner("One", "one").replace("public class", "class"))
        .with(
            "com.example.Shared",
            "package com.example; class Shared { static String version() { return \"\"; } }")
        .provides("com.example.One")
        .write(plugIns.resolve("one.jar"));

    assertThat(providers().problems()).singleElement().asString().contains("com.example.One");
    assertThatThrownBy(() -> providers().get(Kind.PARTITIONER, "com.example.One"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be public");
  }

  @Test
  void twoProvidersOfOneNameAreAProblem() throws IOException {
    jar("One", "one", "v1").write(plugIns.resolve("one-1.0.jar"));
    jar("One", "one", "v2").write(plugIns.resolve("one-2.0.jar"));

    assertThat(providers().problems())
        .singleElement()
        .asString()
        .contains("of plug-in one-1.0.jar", "of plug-in one-2.0.jar", "remove");
  }

  @Test
  void aNameOfOursIsTaken() throws IOException {
    jar("One", "hourly", "v1").write(plugIns.resolve("one.jar"));

    assertThat(providers().problems())
        .singleElement()
        .asString()
        .contains("io.camus.partition.DatePartitioners$Hourly", "com.example.One");
    assertThat(Providers.isBuiltIn(providers().get(Kind.PARTITIONER, "hourly"))).isTrue();
  }

  @Test
  void aClassThatLacksAnotherIsRefusedWithItsName() throws IOException {
    Path library =
        new PlugInJar()
            .with(
                "com.example.Shared",
                "package com.example; public class Shared {"
                    + " public static String version() { return \"\"; } }")
            .write(plugIns.resolve("library.txt"));
    new PlugInJar()
        .using(library)
        .with("com.example.One", partitioner("One", "one").replace("\"one\"", "Shared.version()"))
        .provides("com.example.One")
        .write(plugIns.resolve("one.jar"));
    Files.delete(library);

    assertThatThrownBy(() -> directory(providers().get(Kind.PARTITIONER, "com.example.One")))
        .hasStackTraceContaining("com/example/Shared");
  }
}
