package io.camus.setup;

import io.camus.model.OpenTransaction;
import io.camus.model.PartitionPosition;
import io.camus.model.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * The cluster as seen by Kafka's admin client. Every call sends its batches concurrently, and
 * returns within the timeout given at construction, even if no broker answers. Not thread-safe.
 *
 * <p>{@link #topics} also determines the leaders. Partitions without a leader are not queried: the
 * client would retry until the timeout.
 */
public final class KafkaTopicCatalog implements TopicList, LogOffsets, LogDetails, AutoCloseable {
  private static final Duration PROBE_PATIENCE = Duration.ofSeconds(2);

  private final Admin admin;
  private final IsolationLevel isolation;
  private final Duration timeout;
  private final PositionCheck check;
  private final RecordSamples samples;
  private final TopicDescriptions descriptions;
  private final ListedOffsets offsets;
  private final StoredBytes storedBytes;
  private final TopicSettings settings;
  private final OpenTransactions transactions;
  private final KafkaFailures failures;

  /**
   * @param check checks for truncated logs
   * @param samples samples record sizes
   */
  KafkaTopicCatalog(
      Admin admin,
      KafkaFailures failures,
      IsolationLevel isolation,
      Duration timeout,
      PositionCheck check,
      RecordSamples samples) {
    this.admin = admin;
    this.samples = samples;
    this.check = check;
    this.isolation = isolation;
    this.timeout = timeout;
    this.failures = failures;
    this.descriptions = new TopicDescriptions(admin, failures);
    this.offsets = new ListedOffsets(admin, failures, descriptions);
    this.storedBytes = new StoredBytes(admin, descriptions);
    this.settings = new TopicSettings(admin, failures);
    this.transactions = new OpenTransactions(admin);
  }

  /**
   * A catalog of the cluster behind {@code bootstrap.servers}; sends no request yet.
   *
   * @param clientProperties settings of Kafka's admin client
   * @param consumerProperties settings of a consumer without automatic offset reset
   * @param isolation selects the end offsets: last stable offset or high watermark
   * @param timeout timeout of one call
   * @throws SourceException if the settings are invalid, for example if no broker name resolves
   */
  public static KafkaTopicCatalog connect(
      Map<String, Object> clientProperties,
      Map<String, Object> consumerProperties,
      IsolationLevel isolation,
      Duration timeout) {
    BrokerProbe probe = new BrokerProbe(clientProperties, PROBE_PATIENCE);
    KafkaFailures failures =
        new KafkaFailures(
            String.valueOf(clientProperties.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)),
            probe::findings);
    Admin admin;
    try {
      admin = Admin.create(clientProperties);
    } catch (RuntimeException e) {
      throw failures.noClient(e);
    }
    return new KafkaTopicCatalog(
        admin,
        failures,
        isolation,
        timeout,
        new PositionCheck(() -> new KafkaConsumer<>(consumerProperties), timeout),
        new RecordSamples(
            () -> new KafkaConsumer<>(RecordSamples.settings(consumerProperties)), timeout));
  }

  @Override
  public List<Topic> topics() {
    offsets.forgetEpochs();
    List<Topic> topics = new ArrayList<>();
    for (TopicDescription topic : descriptions.all(deadline())) {
      List<Integer> partitions =
          topic.partitions().stream().map(TopicPartitionInfo::partition).sorted().toList();
      topics.add(new Topic(topic.name(), topic.topicId(), partitions));
    }
    topics.sort(Comparator.comparing(Topic::name));
    return topics;
  }

  @Override
  public Set<String> hidden(Collection<String> names) {
    return descriptions.hidden(names, deadline());
  }

  @Override
  public Map<TopicPartition, Long> earliestOffsets(Collection<TopicPartition> partitions) {
    return offsets.of(
        "the earliest offsets", partitions, OffsetSpec.earliest(), isolation, deadline());
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return offsets.of("the end offsets", partitions, OffsetSpec.latest(), isolation, deadline());
  }

  @Override
  public Map<TopicPartition, Long> replicatedEndOffsets(Collection<TopicPartition> partitions) {
    return offsets.of(
        "the end offsets of replicated data",
        partitions,
        OffsetSpec.latest(),
        IsolationLevel.READ_UNCOMMITTED,
        deadline());
  }

  @Override
  public Map<TopicPartition, OpenTransaction> openTransactions(
      Collection<TopicPartition> partitions) {
    return transactions.of(partitions, deadline());
  }

  /**
   * {@inheritDoc} Only leaders of another epoch are queried: within one epoch no log is truncated.
   */
  @Override
  public Map<TopicPartition, Long> divergentOffsets(
      Map<TopicPartition, PartitionPosition> positions) {
    Map<TopicPartition, PartitionPosition> doubtful = new HashMap<>(positions);
    doubtful.entrySet().removeIf(entry -> isOfThisEpoch(entry.getKey(), entry.getValue()));
    return check.divergentOffsets(doubtful);
  }

  private boolean isOfThisEpoch(TopicPartition partition, PartitionPosition position) {
    int epoch = position.leaderEpoch().getAsInt();
    return offsets.epoch(partition).filter(present -> present == epoch).isPresent();
  }

  /**
   * {@inheritDoc} A partition that cannot be queried fails the call, since leaving it out would
   * mean that it has no such record.
   */
  @Override
  public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> times) {
    return offsets.at(times, isolation, deadline());
  }

  @Override
  public Map<TopicPartition, Long> storedBytes(Collection<TopicPartition> partitions) {
    return storedBytes.of(partitions, deadline());
  }

  @Override
  public Map<TopicPartition, Integer> leaderEpochs(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Integer> known = new HashMap<>();
    partitions.forEach(
        partition -> offsets.epoch(partition).ifPresent(it -> known.put(partition, it)));
    return known;
  }

  @Override
  public Map<TopicPartition, List<Double>> bytesPerOffset(Map<TopicPartition, List<Long>> offsets) {
    return samples.bytesPerOffset(offsets);
  }

  @Override
  public Map<String, String> cleanupPolicies(Collection<String> topics) {
    return settings.cleanupPolicies(topics, deadline());
  }

  @Override
  public Map<String, Retention> retention(Collection<String> topics) {
    return settings.retention(topics, deadline());
  }

  private Deadline deadline() {
    return new Deadline(timeout, failures::reportSilence);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
