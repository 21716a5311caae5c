package io.camus.inspect;

import io.camus.inspect.TopicSample.Span;
import io.camus.model.OffsetRange;
import io.camus.model.SourceException;
import io.camus.model.Unfinished;
import io.camus.setup.TopicCatalog;
import io.camus.setup.TopicList.Topic;
import io.camus.source.RecordSource;
import io.camus.spi.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a few records of topics: from the beginning, the middle and the end of some partitions of
 * each. It only reads: it joins no consumer group and commits nothing.
 */
public final class Sampler {
  private static final int PARTITIONS = 4;
  private static final int RECORDS = 40;
  private static final int BYTES_PER_PLACE = 1 << 20;
  private static final int TOPICS_AT_ONCE = 40;
  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicCatalog catalog;
  private final Function<List<OffsetRange>, RecordSource> source;
  private final Duration allowed;
  private final InstantSource clock;

  /**
   * @param source opens ranges for reading
   * @param allowed total timeout for reading all topics
   */
  public Sampler(
      TopicCatalog catalog,
      Function<List<OffsetRange>, RecordSource> source,
      Duration allowed,
      InstantSource clock) {
    this.catalog = catalog;
    this.source = source;
    this.allowed = allowed;
    this.clock = clock;
  }

  /**
   * Samples topics, and passes on each sample once it is complete.
   *
   * @param progress told how much is read
   * @throws SourceException if the cluster cannot be asked, or the thread is interrupted; its flag
   *     is set again
   */
  public void sample(List<Topic> topics, Consumer<TopicSample> samples, SampleProgress progress) {
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> topic.partitions().stream().map(it -> partition(topic, it)))
            .toList();
    Map<TopicPartition, Long> starts = catalog.offsets().earliestOffsets(partitions);
    Map<TopicPartition, Long> ends = catalog.offsets().endOffsets(partitions);
    Map<String, String> policies =
        catalog.details().cleanupPolicies(topics.stream().map(Topic::name).toList());
    Instant giveUp = clock.instant().plus(allowed);
    Tally tally = new Tally(topics.size(), progress);
    for (int from = 0; from < topics.size(); from += TOPICS_AT_ONCE) {
      List<Draft> drafts = new ArrayList<>();
      for (Topic topic : topics.subList(from, Math.min(topics.size(), from + TOPICS_AT_ONCE))) {
        drafts.add(new Draft(topic, spans(topic, starts, ends)));
      }
      tally.begin(drafts);
      read(drafts.stream().flatMap(draft -> draft.places.stream()).toList(), giveUp, tally);
      drafts.forEach(
          draft -> samples.accept(draft.sample(Optional.ofNullable(policies.get(draft.name())))));
    }
  }

  private static TopicPartition partition(Topic topic, int number) {
    return new TopicPartition(topic.name(), number);
  }

  /** The available offsets of the partitions with a leader. */
  private static List<Span> spans(
      Topic topic, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    return topic.partitions().stream()
        .filter(it -> starts.containsKey(partition(topic, it)))
        .filter(it -> ends.containsKey(partition(topic, it)))
        .map(
            it ->
                new Span(
                    it,
                    starts.get(partition(topic, it)),
                    Math.max(starts.get(partition(topic, it)), ends.get(partition(topic, it)))))
        .toList();
  }

  private void read(List<Place> places, Instant giveUp, Tally tally) {
    if (places.isEmpty()) {
      return;
    }
    BitSet finished = new BitSet();
    RecordSource.Visitor visitor =
        new RecordSource.Visitor() {
          @Override
          public void record(int range, SourceRecord record) {
            places.get(range).take(record);
          }

          @Override
          public void position(int range, long position) {
            places.get(range).reached(position);
          }

          @Override
          public void broken(int range, Unfinished why) {
            places.get(range).end(why.message());
          }
        };
    try (RecordSource reader = source.apply(places.stream().map(place -> place.range).toList())) {
      while (finished.cardinality() < places.size() && clock.instant().isBefore(giveUp)) {
        reader.poll(POLL, visitor);
        for (int i = 0; i < places.size(); i++) {
          if (places.get(i).done && !finished.get(i)) {
            finished.set(i);
            reader.finish(i);
          }
        }
        tally.report();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException("interrupted while sampling records", e);
    }
    String late =
        String.format(Locale.ROOT, "the sample is incomplete after %d s", allowed.toSeconds());
    places.stream().filter(place -> !place.done).forEach(place -> place.end(late));
  }

  /** How much is sampled so far. */
  private static final class Tally {
    private final int topics;
    private final SampleProgress progress;
    private List<Draft> drafts = List.of();
    private int topicsBefore;
    private long recordsBefore;

    Tally(int topics, SampleProgress progress) {
      this.topics = topics;
      this.progress = progress;
    }

    /** Takes the topics that are read next. */
    void begin(List<Draft> next) {
      topicsBefore += drafts.size();
      recordsBefore += records();
      drafts = next;
      report();
    }

    void report() {
      long done =
          drafts.stream().filter(draft -> draft.places.stream().allMatch(it -> it.done)).count();
      progress.sampled(topicsBefore + (int) done, topics, recordsBefore + records());
    }

    private long records() {
      return drafts.stream()
          .flatMap(draft -> draft.places.stream())
          .mapToLong(place -> place.taken.size())
          .sum();
    }
  }

  /** An offset of a partition, and the records from there. */
  private static final class Place {
    final OffsetRange range;
    final int records;
    final List<SampledRecord> taken = new ArrayList<>();
    Optional<String> fault = Optional.empty();
    boolean done;
    private long bytes;

    Place(OffsetRange range, int records) {
      this.range = range;
      this.records = records;
    }

    void take(SourceRecord record) {
      if (!done && record.offset() < range.to()) {
        SampledRecord copy = SampledRecord.copyOf(record);
        taken.add(copy);
        bytes += copy.bytes();
        done = taken.size() == records || bytes > BYTES_PER_PLACE;
      }
    }

    void reached(long position) {
      done |= position >= range.to();
    }

    void end(String why) {
      done = true;
      fault = Optional.of(why);
    }
  }

  /** A sample that is being taken. */
  private static final class Draft {
    private final Topic topic;
    private final List<Span> spans;
    private final List<Span> read;
    final List<Place> places = new ArrayList<>();

    Draft(Topic topic, List<Span> spans) {
      this.topic = topic;
      this.spans = spans;
      this.read = spread(spans.stream().filter(span -> span.offsets() > 0).toList());
      read.forEach(this::places);
    }

    String name() {
      return topic.name();
    }

    /** The first, the last, and some between them. */
    private static List<Span> spread(List<Span> all) {
      if (all.size() <= PARTITIONS) {
        return all;
      }
      List<Span> some = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        some.add(all.get(i * (all.size() - 1) / (PARTITIONS - 1)));
      }
      return some;
    }

    private void places(Span span) {
      if (span.offsets() <= 3L * RECORDS) {
        places.add(place(span, span.from(), 3 * RECORDS));
        return;
      }
      places.add(place(span, span.from(), RECORDS));
      places.add(place(span, span.from() + span.offsets() / 2, RECORDS));
      places.add(place(span, span.to() - RECORDS, RECORDS));
    }

    private Place place(Span span, long from, int records) {
      return new Place(
          new OffsetRange(partition(topic, span.partition()), topic.id(), 0, from, span.to()),
          records);
    }

    TopicSample sample(Optional<String> policy) {
      // In a compacted partition with few records, two places may give the same ones.
      Map<Integer, Map<Long, SampledRecord>> records = new TreeMap<>();
      for (Place place : places) {
        place.taken.forEach(
            record ->
                records
                    .computeIfAbsent(record.partition(), it -> new TreeMap<>())
                    .put(record.offset(), record));
      }
      int leaderless = topic.partitions().size() - spans.size();
      Optional<String> fault = places.stream().flatMap(place -> place.fault.stream()).findFirst();
      return new TopicSample(
          topic.name(),
          topic.partitions().size(),
          spans.stream().mapToLong(Span::offsets).sum(),
          policy,
          read,
          records.values().stream().map(Map::values).flatMap(Collection::stream).toList(),
          leaderless == 0
              ? fault
              : Optional.of(
                  String.format(
                      Locale.ROOT,
                      "%d of its %d partitions have no leader and were not sampled",
                      leaderless,
                      topic.partitions().size())));
    }
  }
}
