package io.camus.fetch;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersionCollection;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBrokerCollection;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopicCollection;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.EpochEndOffset;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.OffsetForLeaderTopicResult;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.OffsetForLeaderTopicResultCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;

/**
 * A broker on a port of this host that speaks just enough of Kafka's protocol for a reader, and
 * says what a test wants it to say. All partitions are led by it; it keeps no sessions.
 */
public final class FakeBroker implements AutoCloseable {
  private static final Set<ApiKeys> KNOWN =
      Set.of(
          ApiKeys.API_VERSIONS,
          ApiKeys.METADATA,
          ApiKeys.FETCH,
          ApiKeys.LIST_OFFSETS,
          ApiKeys.OFFSET_FOR_LEADER_EPOCH);

  private final ServerSocket server;
  private final Map<TopicPartition, FakeLog> logs = new ConcurrentHashMap<>();
  private final List<Socket> connections = new ArrayList<>();
  private volatile int throttleMillis;
  private int answersUntilHangUp = Integer.MAX_VALUE;
  private final List<Long> fetchNanos = new ArrayList<>();

  public FakeBroker() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  public String address() {
    return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  /** The log of a partition, which is there from now on. */
  public FakeLog log(TopicPartition partition) {
    return logs.computeIfAbsent(partition, it -> new FakeLog());
  }

  public static Uuid topicId(String topic) {
    return new Uuid(7, topic.hashCode());
  }

  /** Every answer to a fetch asks the client to wait that long from now on. */
  public void throttle(int millis) {
    throttleMillis = millis;
  }

  /** Closes the connection instead of the answer to a later fetch, once. */
  public synchronized void hangUpAfter(int fetches) {
    answersUntilHangUp = fetches;
  }

  /** When fetches came, by {@code System.nanoTime}. */
  public synchronized List<Long> fetchNanos() {
    return List.copyOf(fetchNanos);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fake-broker");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        connection.setTcpNoDelay(true);
        synchronized (this) {
          connections.add(connection);
        }
        start(() -> serve(connection));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      DataInputStream in = new DataInputStream(connection.getInputStream());
      DataOutputStream out = new DataOutputStream(connection.getOutputStream());
      while (true) {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        ByteBuffer request = ByteBuffer.wrap(bytes);
        RequestHeader header = RequestHeader.parse(request);
        ApiMessage answer =
            answer(
                AbstractRequest.parseRequest(
                        header.apiKey(), header.apiVersion(), new ByteBufferAccessor(request))
                    .request);
        if (answer == null) {
          return;
        }
        ResponseHeader head = header.toResponseHeader();
        ByteBuffer encoded =
            RequestUtils.serialize(head.data(), head.headerVersion(), answer, header.apiVersion());
        out.writeInt(encoded.remaining());
        out.write(encoded.array(), encoded.arrayOffset() + encoded.position(), encoded.remaining());
        out.flush();
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  /** The answer; null to hang up. */
  private ApiMessage answer(AbstractRequest request) {
    return switch (request.apiKey()) {
      case API_VERSIONS -> versions();
      case METADATA -> metadata();
      case FETCH -> fetch((FetchRequest) request);
      case LIST_OFFSETS -> listOffsets((ListOffsetsRequest) request);
      case OFFSET_FOR_LEADER_EPOCH -> epochs((OffsetsForLeaderEpochRequest) request);
      default -> throw new IllegalArgumentException(request.toString());
    };
  }

  private static ApiVersionsResponseData versions() {
    ApiVersionCollection keys = new ApiVersionCollection();
    KNOWN.forEach(key -> keys.add(ApiVersionsResponse.toApiVersion(key)));
    return new ApiVersionsResponseData().setApiKeys(keys);
  }

  private MetadataResponseData metadata() {
    MetadataResponseBrokerCollection brokers = new MetadataResponseBrokerCollection();
    brokers.add(
        new MetadataResponseBroker()
            .setNodeId(0)
            .setHost(server.getInetAddress().getHostAddress())
            .setPort(server.getLocalPort()));
    MetadataResponseTopicCollection topics = new MetadataResponseTopicCollection();
    logs.forEach(
        (partition, log) -> {
          MetadataResponseTopic topic = topics.find(partition.topic());
          if (topic == null) {
            topic =
                new MetadataResponseTopic()
                    .setName(partition.topic())
                    .setTopicId(topicId(partition.topic()));
            topics.add(topic);
          }
          topic
              .partitions()
              .add(
                  new MetadataResponsePartition()
                      .setPartitionIndex(partition.partition())
                      .setLeaderId(0)
                      .setLeaderEpoch(log.epoch())
                      .setReplicaNodes(List.of(0))
                      .setIsrNodes(List.of(0)));
        });
    return new MetadataResponseData()
        .setBrokers(brokers)
        .setClusterId("fake")
        .setControllerId(0)
        .setTopics(topics);
  }

  private FetchResponseData fetch(FetchRequest request) {
    synchronized (this) {
      fetchNanos.add(System.nanoTime());
      if (answersUntilHangUp-- == 0) {
        answersUntilHangUp = Integer.MAX_VALUE;
        return null;
      }
    }
    FetchResponseData answer = new FetchResponseData().setThrottleTimeMs(throttleMillis);
    boolean any = false;
    for (FetchTopic topic : request.data().topics()) {
      FetchableTopicResponse ofTopic =
          new FetchableTopicResponse().setTopicId(topic.topicId()).setTopic(topic.topic());
      for (FetchPartition asked : topic.partitions()) {
        PartitionData data =
            log(new TopicPartition(nameOf(topic), asked.partition()))
                .answer(asked.fetchOffset())
                .setPartitionIndex(asked.partition());
        any |= data.errorCode() != 0 || ((MemoryRecords) data.records()).sizeInBytes() > 0;
        ofTopic.partitions().add(data);
      }
      answer.responses().add(ofTopic);
    }
    if (!any) {
      waitALittle();
    }
    return answer;
  }

  private String nameOf(FetchTopic topic) {
    Set<String> names = new HashSet<>();
    logs.keySet().forEach(partition -> names.add(partition.topic()));
    return names.stream()
        .filter(name -> topicId(name).equals(topic.topicId()))
        .findFirst()
        .orElse(topic.topic());
  }

  /** What a broker does that has nothing for anybody. */
  private static void waitALittle() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
  }

  private ListOffsetsResponseData listOffsets(ListOffsetsRequest request) {
    ListOffsetsResponseData answer = new ListOffsetsResponseData();
    request
        .topics()
        .forEach(
            topic -> {
              ListOffsetsTopicResponse ofTopic =
                  new ListOffsetsTopicResponse().setName(topic.name());
              topic
                  .partitions()
                  .forEach(
                      asked -> {
                        FakeLog log = log(new TopicPartition(topic.name(), asked.partitionIndex()));
                        boolean first = asked.timestamp() == ListOffsetsRequest.EARLIEST_TIMESTAMP;
                        ofTopic
                            .partitions()
                            .add(
                                new ListOffsetsPartitionResponse()
                                    .setPartitionIndex(asked.partitionIndex())
                                    .setOffset(first ? log.start() : log.end()));
                      });
              answer.topics().add(ofTopic);
            });
    return answer;
  }

  private OffsetForLeaderEpochResponseData epochs(OffsetsForLeaderEpochRequest request) {
    OffsetForLeaderTopicResultCollection topics = new OffsetForLeaderTopicResultCollection();
    request
        .data()
        .topics()
        .forEach(
            topic -> {
              OffsetForLeaderTopicResult ofTopic =
                  new OffsetForLeaderTopicResult().setTopic(topic.topic());
              topic
                  .partitions()
                  .forEach(
                      asked ->
                          ofTopic
                              .partitions()
                              .add(
                                  new EpochEndOffset()
                                      .setPartition(asked.partition())
                                      .setErrorCode(Errors.NONE.code())
                                      .setLeaderEpoch(asked.leaderEpoch())
                                      .setEndOffset(
                                          log(new TopicPartition(topic.topic(), asked.partition()))
                                              .endOfEpoch(asked.leaderEpoch()))));
              topics.add(ofTopic);
            });
    return new OffsetForLeaderEpochResponseData().setTopics(topics);
  }

  @Override
  public void close() {
    try {
      server.close();
      synchronized (this) {
        for (Socket connection : connections) {
          connection.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
