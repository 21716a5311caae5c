package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzkabanPropertiesTest {
  private static Map<String, String> settings(Map<String, String> properties) {
    return AzkabanProperties.settings(properties, KeyCatalog.INSTALLED);
  }

  private static List<String> problems(String... keysAndValues) {
    return CamusConfig.check(settings(CamusConfigTest.with(keysAndValues)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "azkaban.flow.execid",
        "azkaban.link.job.url",
        "working.dir",
        "type",
        "alert.type",
        "job.class",
        "jobtype.class",
        "executor.props.resolved",
        "plugin.dir",
        "hive.home",
        "spark.home",
        "fullPath",
        "team.name",
        "CAMUS_HOME",
        "env.JOB_NAME",
        "ENV.X",
        "camus.result.messages",
        "camus.result.topic.a.b.messages"
      })
  void whatBelongsToOthersIsLeftOut(String name) {
    assertThat(settings(Map.of(name, "x"))).isEmpty();
    assertThat(problems(name, "x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "etl.destination.pth",
        "camus.kafka.start.positon",
        "kafka.whitelist.topic",
        "elt.deflate.level",
        "kafak.brokers",
        "camus.zookeeper.hosts",
        "hadoop-conf.destination",
        "HADOOP-CONF.destination"
      })
  void aMisspeltKeyIsTold(String name) {
    assertThat(problems(name, "x")).singleElement().asString().contains(name);
  }

  @Test
  void settingsOfCamusAndOfHadoopStayIn() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("hadoop-conf.kafka.brokers", "b:1");
    settings.put("hadoop-inject.mapreduce.job.queuename", "q");
    settings.put("mapreduce.job.tags", "azkaban-exec:7");
    settings.put("mapred.map.tasks", "3");
    settings.put("etl.output.codec.a.b", "snappy");
    settings.put("kafka.sasl.mechanism", "PLAIN");

    assertThat(settings(settings)).isEqualTo(settings);
  }

  @Test
  void tagsOfAzkabanStandBesideTheUsers() {
    assertThat(
            settings(
                Map.of(
                    "mapreduce.job.tags", "mine",
                    "hadoop-inject.mapreduce.job.tags", "azkaban.flow.execid:7")))
        .isEqualTo(Map.of("mapreduce.job.tags", "mine,azkaban.flow.execid:7"));
  }
}
