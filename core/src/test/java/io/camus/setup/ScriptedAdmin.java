package io.camus.setup;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeLogDirsResult;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsResult;
import org.apache.kafka.clients.admin.ListTransactionsResult;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.internals.CoordinatorKey;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** An admin client that answers from maps: what is not there never answers. */
final class ScriptedAdmin implements InvocationHandler {
  final List<String> calls = new ArrayList<>();
  final Map<String, KafkaFuture<TopicDescription>> topics = new TreeMap<>();
  final Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> earliest = new HashMap<>();
  final Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> stable = new HashMap<>();
  final Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> latest = new HashMap<>();
  final Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> atTime = new HashMap<>();
  final Map<Integer, KafkaFuture<Map<String, LogDirDescription>>> logDirs = new HashMap<>();
  final Map<ConfigResource, KafkaFuture<Config>> configs = new HashMap<>();

  /** The producers of partitions, as each question finds them; the last answer stays. */
  final Queue<Map<TopicPartition, KafkaFuture<PartitionProducerState>>> producers =
      new ArrayDeque<>();

  /** What coordinators list; a failure stands for brokers that do not. */
  KafkaFutureImpl<Collection<TransactionListing>> listings = new KafkaFutureImpl<>();

  final Map<String, TransactionDescription> transactions = new HashMap<>();

  private Map<CoordinatorKey, KafkaFuture<TransactionDescription>> transactions(Collection<?> ids) {
    Map<CoordinatorKey, KafkaFuture<TransactionDescription>> answers = new HashMap<>();
    ids.forEach(
        id ->
            answers.put(
                CoordinatorKey.byTransactionalId((String) id),
                KafkaFuture.completedFuture(transactions.get(id))));
    return answers;
  }

  Admin admin() {
    return (Admin)
        Proxy.newProxyInstance(Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, this);
  }

  /** A topic whose partition n is led by broker {@code leaders[n]}; -1 = by nobody. */
  ScriptedAdmin topic(String name, Uuid id, int... leaders) {
    List<TopicPartitionInfo> partitions =
        IntStream.range(0, leaders.length)
            .mapToObj(
                number ->
                    new TopicPartitionInfo(
                        number,
                        leaders[number] < 0 ? null : new Node(leaders[number], "broker", 9092),
                        List.of(),
                        List.of()))
            .toList();
    TopicDescription description = new TopicDescription(name, false, partitions, Set.of(), id);
    topics.put(name, KafkaFuture.completedFuture(description));
    return this;
  }

  static KafkaFuture<ListOffsetsResultInfo> offset(long offset) {
    return KafkaFuture.completedFuture(
        new ListOffsetsResultInfo(offset, -1, java.util.Optional.empty()));
  }

  static KafkaFuture<ListOffsetsResultInfo> offset(long offset, int leaderEpoch) {
    return KafkaFuture.completedFuture(
        new ListOffsetsResultInfo(offset, -1, java.util.Optional.of(leaderEpoch)));
  }

  static <T> KafkaFuture<T> failed(Throwable cause) {
    KafkaFutureImpl<T> future = new KafkaFutureImpl<>();
    future.completeExceptionally(cause);
    return future;
  }

  static <T> KafkaFuture<T> silent() {
    return new KafkaFutureImpl<>();
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    calls.add(method.getName());
    return switch (method.getName()) {
      case "listTopics" -> listTopics();
      case "describeTopics" -> new Descriptions(pick(topics, (Collection<?>) arguments[0]));
      case "listOffsets" ->
          listOffsets((Map<?, ?>) arguments[0], (ListOffsetsOptions) arguments[1]);
      case "describeLogDirs" ->
          make(DescribeLogDirsResult.class, Map.class, pick(logDirs, (Collection<?>) arguments[0]));
      case "describeConfigs" ->
          make(DescribeConfigsResult.class, Map.class, pick(configs, (Collection<?>) arguments[0]));
      case "describeProducers" ->
          make(
              DescribeProducersResult.class,
              Map.class,
              pick(
                  producers.size() > 1 ? producers.remove() : producers.element(),
                  (Collection<?>) arguments[0]));
      case "listTransactions" ->
          make(
              ListTransactionsResult.class,
              KafkaFuture.class,
              KafkaFuture.completedFuture(Map.of(1, listings)));
      case "describeTransactions" ->
          make(
              DescribeTransactionsResult.class,
              Map.class,
              transactions((Collection<?>) arguments[0]));
      case "close" -> null;
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  private ListTopicsResult listTopics() throws ReflectiveOperationException {
    Map<String, TopicListing> listings =
        topics.keySet().stream()
            .collect(
                Collectors.toMap(
                    name -> name, name -> new TopicListing(name, Uuid.ZERO_UUID, false)));
    return make(ListTopicsResult.class, KafkaFuture.class, KafkaFuture.completedFuture(listings));
  }

  private ListOffsetsResult listOffsets(Map<?, ?> specs, ListOffsetsOptions options) {
    Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> answers = new HashMap<>();
    specs.forEach(
        (partition, spec) -> {
          Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> source =
              source(spec, options.isolationLevel());
          answers.put((TopicPartition) partition, source.getOrDefault(partition, silent()));
        });
    return new ListOffsetsResult(answers);
  }

  private Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> source(
      Object spec, IsolationLevel isolation) {
    if (spec instanceof OffsetSpec.EarliestSpec) {
      return earliest;
    }
    if (spec instanceof OffsetSpec.TimestampSpec) {
      return atTime;
    }
    return isolation == IsolationLevel.READ_COMMITTED ? stable : latest;
  }

  private static <K, V> Map<K, KafkaFuture<V>> pick(
      Map<K, KafkaFuture<V>> all, Collection<?> keys) {
    return all.entrySet().stream()
        .filter(entry -> keys.contains(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Kafka's results have no public constructor. */
  private static <T> T make(Class<T> type, Class<?> parameter, Object argument)
      throws ReflectiveOperationException {
    Constructor<T> constructor = type.getDeclaredConstructor(parameter);
    constructor.setAccessible(true);
    return constructor.newInstance(argument);
  }

  private static final class Descriptions extends DescribeTopicsResult {
    Descriptions(Map<String, KafkaFuture<TopicDescription>> byName) {
      super(null, byName);
    }
  }
}
