package io.camus.setup;

import io.camus.model.PartitionPosition;
import io.camus.model.SourceException;
import io.camus.spi.TopicCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster as Kafka's admin client tells it. Every call is sent in batches, all of them at once,
 * and returns within the deadline given at construction, also when no broker is there. Not safe for
 * use by several threads.
 *
 * <p>Who leads a partition is learnt by {@link #topics}. A partition without a leader is not asked
 * for anything: the client would repeat the question until the deadline.
 */
public final class KafkaTopicCatalog implements TopicCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaTopicCatalog.class);
  private static final int TOPICS_PER_CALL = 1_000;
  private static final int PARTITIONS_PER_CALL = 2_000;

  /** What Kafka answers where no record is young enough. */
  private static final long NO_OFFSET = -1;

  private final Admin admin;
  private final KafkaFailures failures;
  private final IsolationLevel isolation;
  private final Duration timeout;
  private final Optional<PositionCheck> check;
  private final Optional<RecordSamples> samples;
  private final Leaders leaders = new Leaders();

  /** The present leader epochs, as far as end offsets were asked for. */
  private final Map<TopicPartition, Integer> epochs = new HashMap<>();

  KafkaTopicCatalog(Admin admin, String brokers, IsolationLevel isolation, Duration timeout) {
    this(admin, brokers, isolation, timeout, Optional.empty(), Optional.empty());
  }

  /**
   * @param check tells whether logs are the ones that were pulled; empty: nobody is asked
   * @param samples reads records to see how large they are; empty: none are read
   */
  KafkaTopicCatalog(
      Admin admin,
      String brokers,
      IsolationLevel isolation,
      Duration timeout,
      Optional<PositionCheck> check,
      Optional<RecordSamples> samples) {
    this.admin = admin;
    this.samples = samples;
    this.check = check;
    this.failures = new KafkaFailures(brokers);
    this.isolation = isolation;
    this.timeout = timeout;
  }

  /**
   * A catalog of the cluster behind {@code bootstrap.servers}; nothing is asked yet.
   *
   * @param clientProperties settings of Kafka's admin client
   * @param consumerProperties settings of a consumer that resets no position by itself
   * @param isolation which end offsets are told: the last stable one or the high watermark
   * @param timeout how long one call may take, at most
   * @throws SourceException if the settings give no client, as when no broker's name is known
   */
  public static KafkaTopicCatalog connect(
      Map<String, Object> clientProperties,
      Map<String, Object> consumerProperties,
      IsolationLevel isolation,
      Duration timeout) {
    String brokers =
        String.valueOf(clientProperties.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
    Admin admin;
    try {
      admin = Admin.create(clientProperties);
    } catch (RuntimeException e) {
      throw new KafkaFailures(brokers).noClient(e);
    }
    return new KafkaTopicCatalog(
        admin,
        brokers,
        isolation,
        timeout,
        Optional.of(new PositionCheck(() -> new KafkaConsumer<>(consumerProperties), timeout)),
        Optional.of(
            new RecordSamples(
                () -> new KafkaConsumer<>(RecordSamples.settings(consumerProperties)), timeout)));
  }

  @Override
  public List<Topic> topics() {
    Deadline deadline = Deadline.in(timeout);
    leaders.forgetAll();
    epochs.clear();
    List<Topic> topics = new ArrayList<>();
    for (TopicDescription topic : describe(names(deadline), deadline)) {
      List<Integer> partitions =
          topic.partitions().stream().map(TopicPartitionInfo::partition).sorted().toList();
      topics.add(new Topic(topic.name(), topic.topicId(), partitions));
    }
    topics.sort(Comparator.comparing(Topic::name));
    return topics;
  }

  @Override
  public Set<String> hidden(Collection<String> names) {
    Deadline deadline = Deadline.in(timeout);
    Answers<String, TopicDescription> answers = ask(names, deadline);
    Set<String> hidden = new HashSet<>();
    answers
        .failed()
        .forEach(
            (name, failure) -> {
              if (failure instanceof TopicAuthorizationException) {
                hidden.add(name);
              }
            });
    answers.failed().values().removeIf(KafkaTopicCatalog::isGone);
    if (!answers.failed().isEmpty()) {
      throw failures.failed("the description of topics", answers, deadline);
    }
    return hidden;
  }

  @Override
  public Map<TopicPartition, Long> earliestOffsets(Collection<TopicPartition> partitions) {
    return offsets("the earliest offsets", partitions, OffsetSpec.earliest(), isolation);
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return offsets("the end offsets", partitions, OffsetSpec.latest(), isolation);
  }

  @Override
  public Map<TopicPartition, Long> replicatedEndOffsets(Collection<TopicPartition> partitions) {
    return offsets(
        "the ends of what is replicated",
        partitions,
        OffsetSpec.latest(),
        IsolationLevel.READ_UNCOMMITTED);
  }

  /** {@inheritDoc} Only leaders of another epoch are asked: within one epoch no log is cut off. */
  @Override
  public Map<TopicPartition, Long> divergentOffsets(
      Map<TopicPartition, PartitionPosition> positions) {
    Map<TopicPartition, PartitionPosition> doubtful = new HashMap<>(positions);
    doubtful.entrySet().removeIf(entry -> isOfThisEpoch(entry.getKey(), entry.getValue()));
    return check.map(it -> it.divergentOffsets(doubtful)).orElse(Map.of());
  }

  private boolean isOfThisEpoch(TopicPartition partition, PartitionPosition position) {
    Integer present = epochs.get(partition);
    return present != null && present == position.leaderEpoch().getAsInt();
  }

  /**
   * {@inheritDoc} A partition that cannot be asked fails the call, since leaving it out would say
   * that it holds no such record.
   */
  @Override
  public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Instant> times) {
    String what = "the offsets at a time";
    Deadline deadline = Deadline.in(timeout);
    Answers<TopicPartition, ListOffsetsResultInfo> answers =
        ask(
            what,
            times.keySet(),
            partition -> OffsetSpec.forTimestamp(times.get(partition).toEpochMilli()),
            isolation,
            deadline);
    if (!answers.failed().isEmpty()) {
      throw failures.failed(what, answers, deadline);
    }
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answers
        .given()
        .forEach(
            (partition, info) -> {
              if (info.offset() != NO_OFFSET) {
                offsets.put(partition, info.offset());
              }
            });
    return offsets;
  }

  @Override
  public Map<TopicPartition, Long> storedBytes(Collection<TopicPartition> partitions) {
    Deadline deadline = Deadline.in(timeout);
    learnLeaders(partitions, deadline);
    Set<TopicPartition> wanted = new HashSet<>(partitions);
    Set<Integer> brokers = new HashSet<>();
    wanted.forEach(partition -> leaders.of(partition).ifPresent(brokers::add));
    if (brokers.isEmpty()) {
      return Map.of();
    }
    Answers<Integer, Map<String, LogDirDescription>> answers =
        Answers.await(
            admin
                .describeLogDirs(
                    brokers, new DescribeLogDirsOptions().timeoutMs(deadline.remainingMillis()))
                .descriptions(),
            deadline);
    if (!answers.failed().isEmpty()) {
      LOG.debug("Brokers that do not tell what they store: {}", answers.failed());
    }
    Map<TopicPartition, Long> bytes = new HashMap<>();
    answers
        .given()
        .forEach(
            (broker, directories) ->
                directories.values().forEach(it -> addLed(broker, it, wanted, bytes)));
    return bytes;
  }

  @Override
  public Map<TopicPartition, Integer> leaderEpochs(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Integer> known = new HashMap<>(epochs);
    known.keySet().retainAll(Set.copyOf(partitions));
    return known;
  }

  @Override
  public Map<TopicPartition, List<Double>> bytesPerOffset(Map<TopicPartition, List<Long>> offsets) {
    return samples.map(it -> it.bytesPerOffset(offsets)).orElse(Map.of());
  }

  @Override
  public Map<String, String> cleanupPolicies(Collection<String> topics) {
    return settings().cleanupPolicies(topics, Deadline.in(timeout));
  }

  @Override
  public Map<String, Retention> retention(Collection<String> topics) {
    return settings().retention(topics, Deadline.in(timeout));
  }

  private TopicSettings settings() {
    return new TopicSettings(admin, failures);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private List<String> names(Deadline deadline) {
    String what = "the list of topics";
    ListTopicsOptions options =
        new ListTopicsOptions().listInternal(false).timeoutMs(deadline.remainingMillis());
    Answers<String, Set<String>> answers =
        Answers.await(Map.of("cluster", admin.listTopics(options).names()), deadline);
    if (!answers.failed().isEmpty()) {
      throw failures.failed(what, answers, deadline);
    }
    return answers.given().get("cluster").stream().filter(name -> !name.startsWith("__")).toList();
  }

  /** Describes topics and learns their leaders; one that is gone by now is left out. */
  private Collection<TopicDescription> describe(List<String> names, Deadline deadline) {
    Answers<String, TopicDescription> answers = ask(names, deadline);
    answers.failed().values().removeIf(KafkaTopicCatalog::isGone);
    if (!answers.failed().isEmpty()) {
      throw failures.failed("the description of topics", answers, deadline);
    }
    answers.given().values().forEach(leaders::learn);
    return answers.given().values();
  }

  private Answers<String, TopicDescription> ask(Collection<String> names, Deadline deadline) {
    Map<String, KafkaFuture<TopicDescription>> futures = new LinkedHashMap<>();
    for (List<String> batch : topicBatches(names)) {
      DescribeTopicsOptions options =
          new DescribeTopicsOptions().timeoutMs(deadline.remainingMillis());
      futures.putAll(admin.describeTopics(batch, options).topicNameValues());
    }
    return Answers.await(futures, deadline);
  }

  private void learnLeaders(Collection<TopicPartition> partitions, Deadline deadline) {
    List<String> unknown =
        partitions.stream()
            .map(TopicPartition::topic)
            .distinct()
            .filter(topic -> !leaders.knows(topic))
            .toList();
    describe(unknown, deadline);
  }

  private Map<TopicPartition, Long> offsets(
      String what,
      Collection<TopicPartition> partitions,
      OffsetSpec spec,
      IsolationLevel isolationLevel) {
    Deadline deadline = Deadline.in(timeout);
    learnLeaders(partitions, deadline);
    List<TopicPartition> led =
        partitions.stream().filter(partition -> leaders.of(partition).isPresent()).toList();
    Answers<TopicPartition, ListOffsetsResultInfo> answers =
        ask(what, led, partition -> spec, isolationLevel, deadline);
    if (answers.silent()) {
      throw failures.failed(what, answers, deadline);
    }
    if (!answers.failed().isEmpty()) {
      LOG.warn("{}", failures.describe(what, answers, deadline));
    }
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answers
        .given()
        .forEach(
            (partition, info) -> {
              offsets.put(partition, info.offset());
              if (spec instanceof OffsetSpec.LatestSpec) {
                info.leaderEpoch().ifPresent(epoch -> epochs.put(partition, epoch));
              }
            });
    return offsets;
  }

  private Answers<TopicPartition, ListOffsetsResultInfo> ask(
      String what,
      Collection<TopicPartition> partitions,
      Function<TopicPartition, OffsetSpec> spec,
      IsolationLevel isolationLevel,
      Deadline deadline) {
    Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> futures = new LinkedHashMap<>();
    for (List<TopicPartition> batch : batches(List.copyOf(partitions), PARTITIONS_PER_CALL)) {
      Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
      batch.forEach(partition -> specs.put(partition, spec.apply(partition)));
      ListOffsetsOptions options = new ListOffsetsOptions(isolationLevel);
      options.timeoutMs(deadline.remainingMillis());
      ListOffsetsResult result = admin.listOffsets(specs, options);
      batch.forEach(partition -> futures.put(partition, result.partitionResult(partition)));
    }
    Answers<TopicPartition, ListOffsetsResultInfo> answers = Answers.await(futures, deadline);
    failures.throwIfRefused(what, answers, deadline);
    return answers;
  }

  private void addLed(
      int broker,
      LogDirDescription directory,
      Set<TopicPartition> wanted,
      Map<TopicPartition, Long> bytes) {
    directory
        .replicaInfos()
        .forEach(
            (partition, replica) -> {
              boolean led = leaders.of(partition).orElse(-1) == broker;
              if (led && !replica.isFuture() && wanted.contains(partition)) {
                bytes.put(partition, replica.size());
              }
            });
  }

  private static boolean isGone(Throwable failure) {
    return failure instanceof UnknownTopicOrPartitionException
        || failure instanceof InvalidTopicException
        || failure instanceof TopicAuthorizationException;
  }

  /** As many topics as one call may ask for. */
  static List<List<String>> topicBatches(Collection<String> names) {
    return batches(List.copyOf(names), TOPICS_PER_CALL);
  }

  private static <T> List<List<T>> batches(List<T> all, int size) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      batches.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return batches;
  }
}
