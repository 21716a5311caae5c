package io.camus.count;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.audit.CountEvent;
import io.camus.audit.CountEventEncoder;
import io.camus.audit.CountEventSchema;
import io.camus.audit.EventId;
import io.camus.failure.KafkaRefusal;
import io.camus.model.CommitRecord;
import io.camus.model.LogEntry;
import io.camus.model.SchemaUnavailableException;
import io.camus.model.SourceException;
import io.camus.model.WindowCount;
import io.camus.spi.SchemaRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Posts the counts of a commit record to Kafka, one event for each topic, window, server and
 * service (docs/protocol.md, step 7).
 *
 * <p>The key of a message is the id of its event, which is derived from the commit record: posting
 * the same record again gives the same ids, so a consumer counts it once. A Kafka header {@code
 * posted-by} says {@code camus@<host>}.
 */
public final class CountPoster {
  private final CountPosterSettings settings;
  private final Optional<SchemaRegistry> registry;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Clock clock;

  /**
   * @param registry gives the schema's id; without one, or without an id of it, messages carry the
   *     schema's fingerprint
   * @param producers creates a producer for each post, which the poster closes
   */
  public CountPoster(
      CountPosterSettings settings,
      Optional<SchemaRegistry> registry,
      Supplier<Producer<byte[], byte[]>> producers,
      Clock clock) {
    this.settings = settings;
    this.registry = registry;
    this.producers = producers;
    this.clock = clock;
  }

  /**
   * The counts of a commit record.
   *
   * @param number of the commit record
   * @param nonce distinguishes the record from one with the same number in another log
   * @param written what it counts in data files, in any order
   * @param held what it counts in Kafka, in any order; posted if the broker's tier has a name
   */
  public record Posting(
      long number, String nonce, Collection<TopicCounts> written, Collection<TopicCounts> held) {

    /**
     * The counts in a record.
     *
     * @param window the length of its windows if its header has none
     */
    public static Posting of(CommitRecord record, Duration window) {
      Duration recorded = record.header().countWindow().orElse(window);
      TopicCounts.Span written =
          new TopicCounts.Span(record.header().writtenAt(), record.header().writtenAt());
      CountAggregate ours = new CountAggregate();
      CountAggregate held = new CountAggregate();
      record
          .commits()
          .map(LogEntry.Commits::pulled)
          .forEach(
              group -> {
                ours.add(TopicCounts.of(group, recorded, written));
                held.add(TopicCounts.held(group, recorded, written));
              });
      return new Posting(record.number(), record.header().nonce(), ours.topics(), held.topics());
    }
  }

  /**
   * Posts counts and waits until Kafka has acknowledged all of them.
   *
   * @return the number of events
   * @throws SourceException if not all were acknowledged in time; some may have been; post all of
   *     them again
   */
  public int post(Posting posting) {
    return postAll(List.of(posting).iterator());
  }

  /**
   * Posts the counts of several records, each as {@link #post} does, with one producer.
   *
   * @return the number of events
   * @throws SourceException at the first record whose events were not all acknowledged in time
   */
  public int postAll(Iterator<Posting> postings) {
    int posted = 0;
    Optional<Session> session = Optional.empty();
    try {
      while (postings.hasNext()) {
        Posting posting = postings.next();
        List<CountEvent> events = events(posting);
        if (!events.isEmpty()) {
          if (session.isEmpty()) {
            CountEventEncoder encoder = encoder(posting.number());
            session = Optional.of(new Session(producers.get(), encoder));
          }
          post(session.get(), posting.number(), events);
          posted += events.size();
        }
      }
    } finally {
      session.ifPresent(it -> it.producer().close(Duration.ZERO));
    }
    return posted;
  }

  private record Session(Producer<byte[], byte[]> producer, CountEventEncoder encoder) {}

  private void post(Session session, long commitNumber, List<CountEvent> events) {
    long deadlineNanos = System.nanoTime() + settings.timeout().toNanos();
    try {
      List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(events.size());
      for (CountEvent event : events) {
        if (System.nanoTime() - deadlineNanos >= 0) {
          break; // The first acknowledgement below reports why it took so long.
        }
        acknowledgements.add(session.producer().send(message(event, session.encoder())));
      }
      for (Future<RecordMetadata> acknowledgement : acknowledgements) {
        long left = Math.max(0, deadlineNanos - System.nanoTime());
        acknowledgement.get(left, TimeUnit.NANOSECONDS);
      }
      if (acknowledgements.size() < events.size()) {
        throw new TimeoutException();
      }
    } catch (ExecutionException e) {
      throw failed(commitNumber, e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw failed(commitNumber, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(commitNumber, e);
    }
  }

  private List<CountEvent> events(Posting posting) {
    List<CountEvent> events = new ArrayList<>(events(posting, settings.tier(), posting.written()));
    settings.brokerTier().ifPresent(tier -> events.addAll(events(posting, tier, posting.held())));
    return events;
  }

  private List<CountEvent> events(Posting posting, String tier, Collection<TopicCounts> counts) {
    CountAggregate aggregate = new CountAggregate();
    for (TopicCounts part : counts) {
      aggregate.add(settings.folded().test(part.topic()) ? part.folded() : part);
    }
    long nowMillis = clock.millis();
    List<CountEvent> events = new ArrayList<>();
    for (TopicCounts topic : aggregate.topics()) {
      for (WindowCount row : topic.counts()) {
        events.add(event(posting, tier, topic, row, nowMillis));
      }
    }
    return events;
  }

  private CountEvent event(
      Posting posting, String tier, TopicCounts topic, WindowCount row, long nowMillis) {
    long begin = row.windowStartMillis();
    EventId id =
        EventId.derive(
            posting.number(),
            posting.nonce(),
            tier,
            topic.topic(),
            Long.toString(begin),
            row.server(),
            row.service());
    return new CountEvent(
        id,
        nowMillis,
        row.server(),
        row.service(),
        tier,
        topic.topic(),
        row.count(),
        begin,
        saturatedSum(begin, topic.granularity().toMillis()));
  }

  private CountEventEncoder encoder(long commitNumber) {
    try {
      return registry
          .flatMap(it -> it.register(settings.auditTopic(), CountEventSchema.schema()))
          .map(CountEventEncoder::withSchemaId)
          .orElseGet(CountEventEncoder::withFingerprint);
    } catch (SchemaUnavailableException e) {
      throw failed(commitNumber, e);
    }
  }

  private ProducerRecord<byte[], byte[]> message(CountEvent event, CountEventEncoder encoder) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(settings.auditTopic(), event.id().toBytes(), encoder.encode(event));
    message.headers().add("posted-by", ("camus@" + settings.host()).getBytes(UTF_8));
    return message;
  }

  private SourceException failed(long commitNumber, Throwable cause) {
    return new SourceException(
        String.format(
            Locale.ROOT,
            "the counts of commit record %d could not all be posted to the Kafka topic %s: %s",
            commitNumber,
            settings.auditTopic(),
            words(cause)),
        cause);
  }

  private String words(Throwable cause) {
    if (cause instanceof InterruptedException) {
      return "interrupted";
    }
    return cause instanceof TimeoutException
        ? "no acknowledgement within " + settings.timeout()
        : KafkaRefusal.reason(cause)
            .orElseGet(() -> cause.getClass().getSimpleName() + ": " + cause.getMessage());
  }

  private static long saturatedSum(long left, long right) {
    long sum = left + right;
    return sum < left ? Long.MAX_VALUE : sum;
  }
}
