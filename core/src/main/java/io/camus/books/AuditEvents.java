package io.camus.books;

import io.camus.audit.CountEvent;
import io.camus.audit.CountEventDecoder;
import io.camus.audit.EventId;
import io.camus.books.Instances.Instance;
import io.camus.model.SourceException;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The count events of an audit topic. Of each id, the last event counts. Messages that are not
 * count events are counted by cause. Not thread-safe.
 */
public final class AuditEvents {
  /** Any program can write to the topic, so the number of distinct causes is bounded. */
  private static final int MOST_CAUSES = 20;

  private static final String OTHER_CAUSES = "other causes";
  private static final String ENDS_EARLY = "not a count event: the message ends early";

  private final BookSpan span;
  private final Predicate<CountEvent> wanted;
  private final int most;
  private final CountEventDecoder decoder = new CountEventDecoder();
  private final Map<EventId, Kept> byId = new HashMap<>();
  private final Instances instances = new Instances();
  private final Map<String, String> names = new HashMap<>();
  private final SortedMap<String, Foreign> foreign = new TreeMap<>();
  private long messages;

  /**
   * The last event of an id, and the partition that it is in.
   *
   * @param partition of the audit topic
   * @param instance the producer that posted it; null if it is not known
   */
  private record Kept(CountEvent event, int partition, Instance instance) {}

  /**
   * Messages that are not counted.
   *
   * @param count how many
   * @param sample where the first one is, as {@code topic-partition@offset}
   */
  public record Foreign(long count, String sample) {}

  /** Keeps all events of the span. */
  public AuditEvents(BookSpan span) {
    this(span, event -> true, Integer.MAX_VALUE);
  }

  /**
   * @param wanted whether an event of the span is kept
   * @param most the maximum number of ids that are kept
   */
  public AuditEvents(BookSpan span, Predicate<CountEvent> wanted, int most) {
    this.span = span;
    this.wanted = wanted;
    this.most = most;
  }

  /** Processes a message without headers. */
  public void accept(String topic, int partition, long offset, byte[] key, byte[] value) {
    accept(new ConsumerRecord<>(topic, partition, offset, key, value));
  }

  /**
   * Processes the next message of a partition. One without a value, a tombstone, removes the event
   * of its key.
   *
   * @throws SourceException if there are more ids than may be kept
   */
  void accept(ConsumerRecord<byte[], byte[]> message) {
    messages++;
    byte[] key = message.key();
    if (message.value() == null) {
      if (key != null && key.length == EventId.LENGTH) {
        byId.remove(EventId.of(key));
      } else {
        refuse("a message without a value", message);
      }
      return;
    }
    CountEvent event;
    try {
      event = decoder.decode(message.value());
    } catch (IOException e) {
      refuse(cause(e), message);
      return;
    }
    Instance instance = instances.of(event, message.headers()).orElse(null);
    if (event.count() < 0 || event.topic().isEmpty() || event.tier().isEmpty()) {
      refuse("a negative count, or no topic or tier", message);
    } else if (span.overlaps(event.beginMillis(), event.endMillis()) && wanted.test(event)) {
      keep(event, message.partition(), instance);
    } else {
      byId.remove(event.id());
    }
  }

  /** Ids are keys, so all events of one are in one partition, unless another program wrote them. */
  private void keep(CountEvent event, int partition, Instance instance) {
    Kept known = byId.get(event.id());
    if (known == null
        || known.partition() == partition
        || known.event().postedMillis() <= event.postedMillis()) {
      byId.put(event.id(), new Kept(shared(event), partition, instance));
    }
    if (byId.size() > most) {
      throw new SourceException(
          String.format(Locale.ROOT, "there are more than %,d counts of these windows", most));
    }
  }

  /** The same event, with names that are in memory only once. */
  private CountEvent shared(CountEvent event) {
    return new CountEvent(
        event.id(),
        event.postedMillis(),
        shared(event.server()),
        shared(event.service()),
        shared(event.tier()),
        shared(event.topic()),
        event.count(),
        event.beginMillis(),
        event.endMillis());
  }

  private String shared(String name) {
    return names.computeIfAbsent(name, it -> it);
  }

  private void refuse(String cause, ConsumerRecord<byte[], byte[]> message) {
    foreign.merge(
        cause,
        new Foreign(
            1,
            String.format(
                Locale.ROOT, "%s-%d@%d", message.topic(), message.partition(), message.offset())),
        (known, one) -> new Foreign(known.count() + 1, known.sample()));
  }

  /** The message without what differs from event to event. */
  private String cause(IOException e) {
    String message = e.getMessage() == null ? ENDS_EARLY : e.getMessage();
    String cause = message.replaceAll(":? ?(\\[.*|of -?\\d+ bytes.*)", "");
    return foreign.containsKey(cause) || foreign.size() < MOST_CAUSES ? cause : OTHER_CAUSES;
  }

  /** The events that count, in no order. */
  Iterable<CountEvent> counted() {
    return () -> byId.values().stream().map(Kept::event).iterator();
  }

  /** Calls for each event that counts and comes from a producer that has not closed. */
  void eachUnclosed(BiConsumer<CountEvent, Instance> each) {
    byId.values().stream()
        .filter(kept -> kept.instance() != null && !kept.instance().isClosed())
        .forEach(kept -> each.accept(kept.event(), kept.instance()));
  }

  /** Messages that are not counted, by cause. */
  public SortedMap<String, Foreign> foreign() {
    return Collections.unmodifiableSortedMap(foreign);
  }

  /** Number of messages that were read. */
  public long messages() {
    return messages;
  }

  /** The number of ids. */
  int size() {
    return byId.size();
  }
}
