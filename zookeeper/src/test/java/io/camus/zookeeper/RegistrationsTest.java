package io.camus.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.SourceException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is read of a real ZooKeeper. */
@Timeout(120)
class RegistrationsTest {
  private static final String BROKER =
      "{\"version\":5,\"endpoints\":[\"PLAINTEXT://b%d:9092\"],\"host\":\"b\",\"port\":9092,"
          + "\"listener_security_protocol_map\":{\"PLAINTEXT\":\"PLAINTEXT\"}}";
  private static final String TOPIC = "{\"version\":1,\"partitions\":{\"0\":[1],\"1\":[2]}}";

  private Tree tree;

  @BeforeEach
  void start() throws Exception {
    tree = new Tree();
  }

  @AfterEach
  void stop() throws Exception {
    tree.close();
  }

  private Registrations at(String chroot, String... keysAndValues) {
    return new Registrations(Settings.of(tree.hosts() + chroot, keysAndValues));
  }

  @Test
  void brokersAndTopicsAreFoundBelowAChrootAndNothingIsChanged() throws Exception {
    tree.node("/a/kafka/brokers/ids/1", String.format(Locale.ROOT, BROKER, 1))
        .node("/a/kafka/brokers/ids/20", String.format(Locale.ROOT, BROKER, 20))
        .node("/a/kafka/brokers/topics/clicks.all", TOPIC)
        .node("/a/kafka/brokers/topics/clicks_all", TOPIC)
        .node("/brokers/topics/of-another-cluster", TOPIC);
    Map<String, Stat> before = tree.everything();

    Registrations registrations = at("/a/kafka");

    assertThat(registrations.brokers()).containsExactly("b1:9092", "b20:9092");
    assertThat(registrations.topics().present()).containsOnlyKeys("clicks.all", "clicks_all");
    assertThat(tree.everything()).isEqualTo(before);
  }

  @Test
  void otherPathsMayBeNamed() throws Exception {
    tree.node("/x/brokers/nodes/1", String.format(Locale.ROOT, BROKER, 1))
        .node("/x/brokers/names/t", TOPIC)
        .node("/x/brokers/names/going", TOPIC)
        .node("/x/admin/delete_topics/going", "");
    Registrations registrations =
        at(
            "",
            "zookeeper.broker.nodes",
            "/x/brokers/nodes",
            "zookeeper.broker.topics",
            "/x/brokers/names");

    assertThat(registrations.brokers()).containsExactly("b1:9092");
    assertThat(registrations.topics().present()).containsOnlyKeys("t");
  }

  @Test
  void ofSeveralServersOneIsEnough() throws Exception {
    tree.node("/k/brokers/ids/1", String.format(Locale.ROOT, BROKER, 1));

    assertThat(new Registrations(Settings.of("127.0.0.1:1, " + tree.hosts() + "/k")).brokers())
        .containsExactly("b1:9092");
  }

  @Test
  void topicsThatAreBeingDeletedOrMadeAreNotThere() throws Exception {
    tree.node("/brokers/topics/there", TOPIC)
        .node("/brokers/topics/going", TOPIC)
        .node("/brokers/topics/coming", "")
        .node("/admin/delete_topics/going", "")
        .node("/admin/delete_topics/gone", "");

    Registrations.Topics topics = at("").topics();

    assertThat(topics.present()).containsOnlyKeys("there");
    assertThat(topics.present().get("there").partitions()).containsExactlyInAnyOrder(0, 1);
    assertThat(topics.going()).containsExactlyInAnyOrder("going", "gone");
  }

  @Test
  void thousandsOfTopicsWithTheLongestNamesAreRead() throws Exception {
    Map<String, String> nodes = new TreeMap<>();
    for (int n = 0; n < 5_000; n++) {
      nodes.put(String.format(Locale.ROOT, "/brokers/topics/%0249d", n), TOPIC);
    }
    tree.node("/brokers/topics", "").nodes(nodes);

    assertThat(at("").topics().present()).hasSize(5_000);
  }

  @Test
  void aClusterWithoutTopicsIsNoError() throws Exception {
    tree.node("/brokers/topics", "");

    assertThat(at("").topics().present()).isEmpty();
  }

  @Test
  void aZooKeeperThatNoKafkaUsesGetsTheSentenceThatHelps() {
    assertThatThrownBy(() -> at("/kafka").brokers())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(tree.hosts() + "/kafka has no /brokers/ids (zookeeper.broker.nodes)")
        .hasMessageContaining("chroot")
        .hasMessageContaining("always in Kafka 4), set kafka.brokers instead of zookeeper.hosts");
    assertThatThrownBy(() -> at("").topics())
        .hasMessageContaining("has no /brokers/topics (zookeeper.broker.topics)");
  }

  @Test
  void brokersThatAreAllDownAreTold() throws Exception {
    tree.node("/brokers/ids", "");

    assertThatThrownBy(() -> at("").brokers())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no broker is registered in /brokers/ids of ZooKeeper at")
        .hasMessageContaining("KRaft");
  }

  @Test
  void aZooKeeperThatDoesNotAnswerIsToldInTime() throws Exception {
    tree.stop();

    assertThatThrownBy(() -> at("", "zookeeper.connection.timeout", "1000").brokers())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no answer from ZooKeeper at " + tree.hosts() + " within 1 s")
        .hasMessageContaining("kafka.brokers instead of zookeeper.hosts");
  }

  @Test
  void aHostThatNobodyKnowsIsNamed() {
    assertThatThrownBy(
            () ->
                new Registrations(
                        Settings.of("[:::]:2181/k", "zookeeper.connection.timeout", "1000"))
                    .brokers())
        .hasMessageContaining("([:::]:2181: unknown host)");
  }

  @Test
  void whatCannotBeUnderstoodIsNamed() throws Exception {
    tree.node("/brokers/topics/odd", "{\"version\":1,\"partitions\":{\"x\":[1]}}")
        .node("/brokers/ids/1", "creator:host:9092");

    assertThatThrownBy(() -> at("").topics())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("/brokers/topics/odd of ZooKeeper at " + tree.hosts())
        .hasMessageContaining("\"x\" is not a partition number");
    assertThatThrownBy(() -> at("").brokers()).hasMessageContaining("/brokers/ids/1");
  }

  @Test
  void digestAuthenticationOpensWhatOthersMayNotRead() throws Exception {
    ACL reader =
        new ACL(
            Perms.READ,
            new Id("digest", DigestAuthenticationProvider.generateDigest("camus:hush")));
    tree.node("/brokers/ids/1", String.format(Locale.ROOT, BROKER, 1))
        .allow("/brokers/ids/1", reader)
        .allow("/brokers/ids", reader);
    String[] camus = {
      "camus.zookeeper.digest.user", "camus", "camus.zookeeper.digest.password", "hush"
    };
    String[] wrong = {
      "camus.zookeeper.digest.user", "camus", "camus.zookeeper.digest.password", "loud"
    };

    assertThat(at("", camus).brokers()).containsExactly("b1:9092");
    assertThatThrownBy(() -> at("").brokers())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("does not let everybody read /brokers/ids: set camus.zookeeper");
    assertThatThrownBy(() -> at("", wrong).brokers())
        .hasMessageContaining("does not let user camus read /brokers/ids")
        .message()
        .doesNotContain("loud");
  }
}
