package io.camus.setup;

import static io.camus.setup.ScriptedAdmin.failed;
import static io.camus.setup.ScriptedAdmin.offset;
import static io.camus.setup.ScriptedAdmin.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.PartitionPosition;
import io.camus.model.SourceException;
import io.camus.setup.LogDetails.Retention;
import io.camus.setup.TopicList.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KafkaTopicCatalogTest {
  private static final Uuid ID = new Uuid(1, 1);
  private static final TopicPartition A = new TopicPartition("clicks", 0);
  private static final TopicPartition B = new TopicPartition("clicks", 1);
  private static final TopicPartition C = new TopicPartition("clicks", 2);

  private final ScriptedAdmin script = new ScriptedAdmin();
  private final KafkaTopicCatalog catalog = catalog(Duration.ofMillis(200));

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void topicsAreSortedAndThoseOfKafkaItselfLeftOut() {
    script.topic("orders", ID, 1).topic("clicks", ID, 1, 2).topic("__my_offsets", ID, 1);

    assertThat(catalog.topics())
        .containsExactly(
            new Topic("clicks", ID, List.of(0, 1)), new Topic("orders", ID, List.of(0)));
  }

  @Test
  void topicThatVanishesMeanwhileIsLeftOut() {
    script.topic("clicks", ID, 1);
    script.topics.put("gone", failed(new UnknownTopicOrPartitionException()));

    assertThat(catalog.topics()).extracting(Topic::name).containsExactly("clicks");
  }

  @Test
  void topicsThatMayNotBeSeenAreToldFromThoseThatAreNotThere() {
    script.topic("clicks", ID, 1);
    script.topics.put("gone", failed(new UnknownTopicOrPartitionException()));
    script.topics.put("payroll", failed(new TopicAuthorizationException("payroll")));

    assertThat(catalog.hidden(List.of("clicks", "gone", "payroll"))).containsExactly("payroll");

    script.topics.put("slow", silent());
    assertThatThrownBy(() -> catalog.hidden(List.of("slow"))).isInstanceOf(SourceException.class);
  }

  @Test
  void topicThatIsNotDescribedInTimeFailsTheCall() {
    script.topic("clicks", ID, 1);
    script.topics.put("slow", silent());

    assertThatThrownBy(catalog::topics)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("brokers b1:9092")
        .hasMessageContaining("first slow");
  }

  @Test
  void thousandTopicsAreDescribedByOneCall() {
    for (int number = 0; number < 2_500; number++) {
      script.topic("t" + number, ID, 1);
    }

    assertThat(catalog.topics()).hasSize(2_500);
    assertThat(script.calls)
        .containsExactly("listTopics", "describeTopics", "describeTopics", "describeTopics");
  }

  @Test
  void offsetsOfManyPartitionsAreAskedInBatches() {
    List<TopicPartition> partitions = new ArrayList<>();
    script.topic("clicks", ID, new int[5_000]);
    for (int number = 0; number < 5_000; number++) {
      partitions.add(new TopicPartition("clicks", number));
      script.earliest.put(partitions.get(number), offset(number));
    }

    assertThat(catalog.earliestOffsets(partitions)).hasSize(5_000).containsEntry(C, 2L);
    assertThat(script.calls)
        .containsExactly("describeTopics", "listOffsets", "listOffsets", "listOffsets");
  }

  @Test
  void partitionsThatCannotBeAskedDoNotFailTheOthers() {
    script.topic("clicks", ID, 1, 1, 1, -1);
    script.stable.put(A, offset(10));
    script.stable.put(B, failed(new LeaderNotAvailableException("no leader")));
    script.stable.put(C, silent());

    assertThat(catalog.endOffsets(List.of(A, B, C, new TopicPartition("clicks", 3))))
        .isEqualTo(Map.of(A, 10L));
  }

  @Test
  void leaderlessPartitionIsNotAskedFor() {
    script.topic("clicks", ID, -1);

    assertThat(catalog.earliestOffsets(List.of(A))).isEmpty();
    assertThat(script.calls).containsExactly("describeTopics");
  }

  @Test
  void endIsTheLastStableOffsetAndTheReplicatedEndIsNot() {
    script.topic("clicks", ID, 1);
    script.stable.put(A, offset(10));
    script.latest.put(A, offset(15));

    assertThat(catalog.endOffsets(List.of(A))).containsEntry(A, 10L);
    assertThat(catalog.replicatedEndOffsets(List.of(A))).containsEntry(A, 15L);
  }

  @Test
  void silenceOfAllBrokersFailsTheCall() {
    script.topic("clicks", ID, 1, 1);

    assertThatThrownBy(() -> catalog.endOffsets(List.of(A, B)))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "the Kafka brokers b1:9092 did not return the end offsets (2 of 2, first clicks-0)"
                + " within 1 s: b1:9092: hangs; check that the brokers run and can be reached from"
                + " this host, then run again");
  }

  @Test
  void refusalOfOneAnswerFailsTheCall() {
    script.topic("clicks", ID, 1, 1);
    script.stable.put(A, offset(10));
    script.stable.put(B, failed(new SaslAuthenticationException("bad login")));

    assertThatThrownBy(() -> catalog.endOffsets(List.of(A, B)))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "the Kafka brokers b1:9092 refused to return the end offsets: bad login; check"
                + " kafka.security.protocol and the user, the password and the mechanism in"
                + " kafka.sasl.*");
  }

  @Test
  void recordAtATimeIsToldAndNoneIsLeftOut() {
    script.topic("clicks", ID, 1, 1);
    script.atTime.put(A, offset(4));
    script.atTime.put(B, offset(-1));

    assertThat(catalog.offsetsAt(Map.of(A, Instant.EPOCH, B, Instant.EPOCH)))
        .isEqualTo(Map.of(A, 4L));
  }

  @Test
  void partitionThatDoesNotAnswerForATimeIsNotTakenForOneWithoutSuchARecord() {
    script.topic("clicks", ID, 1, 1);
    script.atTime.put(A, offset(4));
    script.atTime.put(B, failed(new TimeoutException("disconnected")));

    assertThatThrownBy(() -> catalog.offsetsAt(Map.of(A, Instant.EPOCH, B, Instant.EPOCH)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("clicks-1");
  }

  @Test
  void storedBytesAreThoseOfTheLeaderWithoutFutureReplicas() {
    script.topic("clicks", ID, 1, 2, 3);
    script.logDirs.put(
        1,
        KafkaFuture.completedFuture(
            Map.of(
                "/disk1",
                directory(Map.of(A, new ReplicaInfo(100, 0, false))),
                "/disk2",
                directory(
                    Map.of(A, new ReplicaInfo(7, 0, true), B, new ReplicaInfo(999, 0, false))))));
    script.logDirs.put(
        2,
        KafkaFuture.completedFuture(
            Map.of("/d", directory(Map.of(B, new ReplicaInfo(200, 0, false))))));
    script.logDirs.put(3, failed(new ClusterAuthorizationException("not allowed")));

    assertThat(catalog.storedBytes(List.of(A, B, C))).isEqualTo(Map.of(A, 100L, B, 200L));
  }

  @Test
  void closedPortFailsWithinTheTimeAndNamesTheBrokers() {
    KafkaTopicCatalog nobody =
        KafkaTopicCatalog.connect(
            Map.of("bootstrap.servers", "127.0.0.1:1"),
            Map.of(),
            IsolationLevel.READ_COMMITTED,
            Duration.ofMillis(500));
    try (nobody) {
      long startNanos = System.nanoTime();

      assertThatThrownBy(nobody::topics)
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("the Kafka brokers 127.0.0.1:1 did not return the list of topics");

      assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
          .isLessThan(Duration.ofSeconds(15));
    }
  }

  private void settings(String topic, String policy, String millis, String bytes) {
    script.configs.put(
        new ConfigResource(ConfigResource.Type.TOPIC, topic),
        KafkaFuture.completedFuture(
            new Config(
                List.of(
                    new ConfigEntry("cleanup.policy", policy),
                    new ConfigEntry("retention.ms", millis),
                    new ConfigEntry("retention.bytes", bytes)))));
  }

  @Test
  void retentionIsToldOfTopicsThatTellTheirSettings() {
    settings("limited", "compact,delete", "60000", "1000");
    settings("endless", "delete", "-1", "-1");
    settings("compacted", "compact", "60000", "-1");
    script.configs.put(
        new ConfigResource(ConfigResource.Type.TOPIC, "secret"),
        ScriptedAdmin.failed(new TopicAuthorizationException("no")));
    script.configs.put(
        new ConfigResource(ConfigResource.Type.TOPIC, "strange"),
        KafkaFuture.completedFuture(new Config(List.of())));

    try (KafkaTopicCatalog catalog = catalog(Duration.ofSeconds(5))) {
      assertThat(catalog.retention(List.of("limited", "endless", "compacted", "secret", "strange")))
          .isEqualTo(
              Map.of(
                  "limited",
                  new Retention(true, Optional.of(Duration.ofMinutes(1)), Optional.of(1_000L)),
                  "endless",
                  new Retention(true, Optional.empty(), Optional.empty()),
                  "compacted",
                  new Retention(false, Optional.of(Duration.ofMinutes(1)), Optional.empty())));
    }
  }

  @Test
  void brokerAddressThatIsNoneIsNamed() {
    assertThatThrownBy(
            () ->
                KafkaTopicCatalog.connect(
                    Map.of("bootstrap.servers", "broker-without-port"),
                    Map.of(),
                    IsolationLevel.READ_COMMITTED,
                    Duration.ofSeconds(1)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("broker-without-port");
  }

  @Test
  void brokenLoginConfigurationIsNotQuoted() {
    assertThatThrownBy(
            () ->
                KafkaTopicCatalog.connect(
                    Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:1",
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule hunter2 x;"),
                    Map.of(),
                    IsolationLevel.READ_COMMITTED,
                    Duration.ofSeconds(1)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("kafka.sasl.jaas.config, is wrong")
        .hasStackTraceContaining("127.0.0.1:1")
        .satisfies(e -> assertThat(e).hasNoCause());
  }

  @Test
  void cleanupPoliciesAreToldAsTheyAreAndWhatIsRefusedIsLeftOut() {
    ConfigEntry policy = new ConfigEntry("cleanup.policy", "compact,delete");
    script.configs.put(
        new ConfigResource(ConfigResource.Type.TOPIC, "clicks"),
        KafkaFuture.completedFuture(new Config(List.of(policy))));
    script.configs.put(
        new ConfigResource(ConfigResource.Type.TOPIC, "orders"),
        failed(new TopicAuthorizationException("no")));

    script.configs.put(
        new ConfigResource(ConfigResource.Type.TOPIC, "silent"), ScriptedAdmin.silent());

    assertThat(catalog.cleanupPolicies(List.of("clicks", "orders")))
        .isEqualTo(Map.of("clicks", "compact,delete"));
    assertThat(catalog.cleanupPolicies(List.of())).isEmpty();
    assertThatThrownBy(() -> catalog.cleanupPolicies(List.of("silent")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("the configuration of topics");
  }

  private KafkaTopicCatalog catalog(Duration timeout) {
    return new KafkaTopicCatalog(
        script.admin(),
        new KafkaFailures("b1:9092", () -> "b1:9092: hangs"),
        IsolationLevel.READ_COMMITTED,
        timeout,
        new PositionCheck(KafkaTopicCatalogTest::noConsumer, timeout),
        new RecordSamples(KafkaTopicCatalogTest::noConsumer, timeout));
  }

  private static Consumer<byte[], byte[]> noConsumer() {
    throw new AssertionError("no record is to be read");
  }

  private static LogDirDescription directory(Map<TopicPartition, ReplicaInfo> replicas) {
    return new LogDirDescription(null, replicas);
  }

  @Test
  void onlyPartitionsOfAnotherLeaderEpochAreCheckedForTruncation() {
    TopicPartition moved = new TopicPartition("moved", 0);
    TopicPartition same = new TopicPartition("same", 0);
    ScriptedAdmin epochs = new ScriptedAdmin();
    epochs.topic("moved", Uuid.ZERO_UUID, 1).topic("same", Uuid.ZERO_UUID, 1);
    epochs.stable.put(moved, ScriptedAdmin.offset(20, 6));
    epochs.stable.put(same, ScriptedAdmin.offset(20, 5));
    List<TopicPartition> asked = new ArrayList<>();
    MockConsumer<byte[], byte[]> consumer =
        new MockConsumer<>("none") {
          @Override
          public synchronized Map<TopicPartition, Long> endOffsets(
              Collection<TopicPartition> partitions, Duration timeout) {
            return Map.of();
          }

          @Override
          public synchronized long position(TopicPartition partition, Duration timeout) {
            asked.add(partition);
            throw new LogTruncationException(
                Map.of(partition, 15L),
                Map.of(partition, new OffsetAndMetadata(12, Optional.of(5), "")));
          }
        };
    KafkaTopicCatalog checked =
        new KafkaTopicCatalog(
            epochs.admin(),
            new KafkaFailures("broker:9092", () -> "hangs"),
            IsolationLevel.READ_COMMITTED,
            Duration.ofSeconds(1),
            new PositionCheck(() -> consumer, Duration.ofSeconds(1)),
            new RecordSamples(KafkaTopicCatalogTest::noConsumer, Duration.ofSeconds(1)));
    checked.endOffsets(List.of(moved, same));
    PartitionPosition position =
        new PartitionPosition(Uuid.ZERO_UUID, 0, 15, OptionalInt.of(5), OptionalDouble.empty());

    assertThat(checked.divergentOffsets(Map.of(moved, position, same, position)))
        .isEqualTo(Map.of(moved, 12L));

    assertThat(asked).containsExactly(moved);
    assertThat(consumer.closed()).isTrue();
  }
}
