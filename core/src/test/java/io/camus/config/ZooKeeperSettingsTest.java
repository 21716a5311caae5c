package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZooKeeperSettingsTest {
  private static final String PASSWORD = "camus.zookeeper.digest.password";

  /** Without brokers, unless they are given. */
  private static Map<String, String> settings(String... keysAndValues) {
    Map<String, String> settings = CamusConfigTest.with("zookeeper.hosts", "z:2181");
    settings.remove("kafka.brokers");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return settings;
  }

  private static CamusConfig config(String... keysAndValues) {
    return CamusConfig.parse(settings(keysAndValues));
  }

  private static ZooKeeperSettings zooKeeper(String... keysAndValues) {
    return config(keysAndValues).zooKeeper().orElseThrow();
  }

  @Test
  void hostsAreEnough() {
    assertThat(config().value(KafkaSettings.BROKERS)).isEmpty();
    assertThat(zooKeeper())
        .isEqualTo(
            new ZooKeeperSettings(
                "z:2181",
                "/brokers/ids",
                "/brokers/topics",
                Optional.empty(),
                "PLAINTEXT",
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "z1                          | z1",
        "z1:2181,z2:2182             | z1:2181,z2:2182",
        " z1:2181 , z2:2182/a/kafka  | z1:2181,z2:2182/a/kafka",
        "z1:2181/                    | z1:2181",
        "[::1]:2181,10.0.0.1/kafka/  | [::1]:2181,10.0.0.1/kafka"
      })
  void hostsMayBeSeveralWithAChrootAtTheEnd(String text, String hosts) {
    assertThat(zooKeeper("zookeeper.hosts", text).hosts()).isEqualTo(hosts);
    assertThat(zooKeeper("zookeeper.hosts", text)).isEqualTo(zooKeeper("zookeeper.hosts", hosts));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "z1/kafka,z2/kafka",
        "zk://z1:2181",
        "z1:port",
        "z1;z2",
        "z1//k",
        "/kafka"
      })
  void otherShapesOfHostsAreAProblem(String text) {
    assertThat(CamusConfig.check(settings("zookeeper.hosts", text)))
        .singleElement()
        .asString()
        .contains("zookeeper.hosts", "must be a comma-separated list of host:port", "chroot");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zookeeper.broker.nodes", "zookeeper.broker.topics"})
  void pathsBeginWithASlashAndEndWithoutOne(String key) {
    assertThat(CamusConfig.check(settings(key, "/kafka/brokers/x"))).isEmpty();
    assertThat(CamusConfig.check(settings(key, "brokers"))).hasSize(1);
    assertThat(CamusConfig.check(settings(key, "/brokers/"))).hasSize(1);
  }

  @Test
  void theOtherKeysAreRead() {
    ZooKeeperSettings read =
        zooKeeper(
            "zookeeper.broker.nodes",
            "/b",
            "zookeeper.broker.topics",
            "/t",
            "zookeeper.session.timeout",
            "1500",
            "zookeeper.connection.timeout.ms",
            "2500",
            "camus.zookeeper.listener",
            "CLIENT",
            "kafka.security.protocol",
            "SASL_SSL",
            "camus.zookeeper.digest.user",
            "camus",
            PASSWORD,
            " hush ");

    assertThat(read.brokers()).isEqualTo("/b");
    assertThat(read.topics()).isEqualTo("/t");
    assertThat(read.sessionTimeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(read.connectionTimeout()).isEqualTo(Duration.ofMillis(2500));
    assertThat(read.listener()).contains("CLIENT");
    assertThat(read.protocol()).isEqualTo("SASL_SSL");
    assertThat(read.login()).contains(new ZooKeeperSettings.Login("camus", " hush "));
    assertThat(read.toString()).doesNotContain("hush");
  }

  @Test
  void aLoginNeedsBothItsHalvesAndNoColonInItsName() {
    assertThat(CamusConfig.check(settings("camus.zookeeper.digest.user", "camus")))
        .singleElement()
        .asString()
        .contains("the password is missing");
    assertThat(CamusConfig.check(settings(PASSWORD, "hush")))
        .singleElement()
        .asString()
        .contains("the user is missing")
        .doesNotContain("hush");
    assertThat(CamusConfig.check(settings("camus.zookeeper.digest.user", "a:b", PASSWORD, "c")))
        .singleElement()
        .asString()
        .contains("must not contain a colon");
  }

  @Test
  void thePasswordMayBeKeptElsewhere() {
    CamusConfig config =
        config("camus.zookeeper.digest.user", "camus", PASSWORD, "${env:ZK_PASSWORD}");

    assertThat(config.toString()).contains("(hidden, ${env:ZK_PASSWORD})");
    assertThatThrownBy(config::zooKeeper).isInstanceOf(IllegalStateException.class);
    assertThat(config.withSecrets(reference -> "hush").zooKeeper().orElseThrow().login())
        .contains(new ZooKeeperSettings.Login("camus", "hush"));
  }

  @Test
  void onceBrokersAreFoundNothingOfZooKeeperTravelsOn() {
    CamusConfig found =
        config("camus.zookeeper.digest.user", "camus", PASSWORD, "${env:ZK_PASSWORD}")
            .withSecrets(reference -> "hush")
            .withBrokers(List.of("b1:9092", "b2:9092"));

    assertThat(found.value(KafkaSettings.BROKERS)).containsExactly("b1:9092", "b2:9092");
    assertThat(found.toMap().keySet()).noneMatch(key -> key.contains("zookeeper"));
    assertThat(found.secrets()).isEmpty();
    assertThat(found.kafkaClients().consumer())
        .containsEntry("bootstrap.servers", "b1:9092,b2:9092");
    assertThat(CamusConfig.parseComplete(found.toMap())).isEqualTo(found);
  }

  @Test
  void clientsCannotBeMadeBeforeBrokersAreFound() {
    assertThatThrownBy(() -> config().kafkaClients().consumer())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("brokers");
  }

  @Test
  void oneOfTheTwoPlacesOfBrokersIsNeeded() {
    Map<String, String> neither = settings();
    neither.remove("zookeeper.hosts");

    assertThat(CamusConfig.check(neither))
        .singleElement()
        .asString()
        .startsWith("kafka.brokers is required")
        .contains("zookeeper.hosts");
    assertThat(config("kafka.brokers", "b:9092").namesZooKeeper()).isTrue();
  }

  @Test
  void keysThatWouldDoNothingAreAProblem() {
    Map<String, String> brokersOnly = settings("zookeeper.broker.nodes", "/b");
    brokersOnly.remove("zookeeper.hosts");
    brokersOnly.put("kafka.brokers", "b:9092");

    assertThat(CamusConfig.check(brokersOnly))
        .containsExactly(
            "zookeeper.broker.nodes requires zookeeper.hosts; set that, or remove this");
  }
}
