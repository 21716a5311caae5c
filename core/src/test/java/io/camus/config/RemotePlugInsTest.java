package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.plugin.PlugInJar;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins that only the settings name. */
class RemotePlugInsTest {
  private static final String DECODER =
      """
      package com.example;
      import io.camus.config.*;
      public class %s implements io.camus.plugin.PartitionerProvider {
        private static final KeyGroup KEYS = KeyGroup.ofProvider();
        private static final Key<Integer> DAY =
            KEYS.topicKey("%s", KeyType.integer(1, 7), "1").means("A day.");
        public String name() { return "%s"; }
        public KeyGroup keys() { return KEYS; }
        public io.camus.spi.Partitioner partitioner(TopicConfig topic) { return null; }
      }
      """;

  @TempDir private Path folder;

  private static Optional<RemotePlugIns> places(String... keysAndValues) {
    return EarlySettings.of(CamusConfigTest.with(keysAndValues)).plugIns();
  }

  private PlugIn plugIn(String type, String key, String name) throws IOException {
    Path jar =
        new PlugInJar()
            .with("com.example." + type, DECODER.formatted(type, key, name))
            .provides("com.example." + type)
            .write(folder.resolve(name + ".jar"));
    return new PlugIn("hadoop.external.jarFiles", List.of(jar));
  }

  @Test
  void theirPlacesAreFoundAmongSettingsThatAreNotAllKnown() {
    assertThat(
            EarlySettings.of(
                    Map.of(
                        "hadoop-conf.hdfs.default.classpath.dir", "/jobs/lib",
                        "cache.jar.filter.list", "log4j.*",
                        "hadoop.external.jarFiles", "hdfs://nn/a.jar, /b.jar",
                        "com.example.unknown", "x"))
                .plugIns())
        .hasValueSatisfying(
            places -> {
              assertThat(places.directory()).contains(new StorePath("/jobs/lib"));
              assertThat(places.excluded()).extracting(Pattern::pattern).containsExactly("log4j.*");
              assertThat(places.jars())
                  .containsExactly(new StorePath("hdfs://nn/a.jar"), new StorePath("/b.jar"));
            });
  }

  @Test
  void withoutThemNothingIsFetched() {
    assertThat(places()).isEmpty();
    assertThat(places("hadoop.external.jarFiles", " , ")).isEmpty();
  }

  @Test
  void nothingIsFetchedFromPlacesThatAreInvalid() {
    for (List<String> invalid :
        List.of(
            List.of("hdfs.default.classpath.dir", "lib"),
            List.of("hadoop.external.jarFiles", "/a.jar,b.jar"),
            List.of("hdfs.default.classpath.dir", "/lib", "cache.jar.filter.list", "("))) {
      String[] keysAndValues = invalid.toArray(String[]::new);

      assertThat(places(keysAndValues)).isEmpty();
      assertThat(CamusConfig.check(CamusConfigTest.with(keysAndValues))).hasSize(1);
    }
  }

  @Test
  void aFilterWithoutADirectoryIsRefused() {
    assertThat(CamusConfig.check(CamusConfigTest.with("cache.jar.filter.list", "a.*")))
        .singleElement()
        .asString()
        .startsWith("cache.jar.filter.list applies only to hdfs.default.classpath.dir");
  }

  @Test
  void theirNamesAndKeysAreKnownToTheSettingsThatNameThemOnly() throws IOException {
    PlugIn days = plugIn("Days", "com.example.day", "days");
    KeyCatalog keys = KeyCatalog.INSTALLED.with(List.of(days));
    Map<String, String> settings =
        CamusConfigTest.with(
            "etl.partitioner.class.clicks", "days", "hadoop-conf.com.example.day.clicks", "3");

    CamusConfig config = CamusConfig.parse(settings, keys);

    assertThat(config.topic("clicks").partitioner().name()).isEqualTo("days");
    assertThat(config.toMap()).containsEntry("com.example.day.clicks", "3");
    assertThat(config.plugIns()).containsExactly(days);
    assertThat(config.withSecrets(reference -> "").keys()).isSameAs(keys);
    assertThat(config.withBrokers(List.of("b:1")).plugIns()).containsExactly(days);
    assertThat(CamusConfig.check(settings))
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("hadoop-conf.com.example.day.clicks is not a key"));
    assertThat(keys.with(List.of())).isSameAs(keys);
  }

  @Test
  void aKeyThatSomethingElseDeclaresIsReportedByTheseSettingsOnly() throws IOException {
    KeyCatalog keys =
        KeyCatalog.INSTALLED.with(List.of(plugIn("Clash", "etl.output.codec", "clash")));

    assertThat(CamusConfig.check(CamusConfigTest.with(), keys))
        .containsExactly(
            "etl.output.codec is declared by a plug-in and by something else; remove one plug-in,"
                + " or begin its keys with your own domain");
    assertThat(CamusConfig.check(CamusConfigTest.with())).isEmpty();
  }
}
