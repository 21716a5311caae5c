package io.camus.pull;

import io.camus.model.EventTimes;
import io.camus.model.EventTimes.Sample;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts where the event times of a range come from. {@link #add} runs once per record. */
final class EventTimeCounter {
  private static final long FEBRUARY_1970_MILLIS = Duration.ofDays(31).toMillis();
  private static final Duration FAR = Duration.ofDays(365);

  private final List<String> fields;
  private final long[] counts;
  private final long farMillis;
  private long january1970;
  private long farAhead;
  private Optional<Sample> unread = Optional.empty();
  private Optional<Sample> doubtful = Optional.empty();

  /**
   * @param fields candidates of the event time, in the order of the datum's sources
   * @param future later times count as future
   */
  EventTimeCounter(List<String> fields, Instant future) {
    this.fields = fields;
    this.counts = new long[Datum.FIRST_FIELD + fields.size()];
    this.farMillis = future.plus(FAR).toEpochMilli();
  }

  void add(Datum datum, SourceRecord record) {
    int source = datum.eventTimeSource;
    counts[source]++;
    if (source >= Datum.FIRST_FIELD) {
      long millis = datum.eventTimeMillis;
      if (millis < FEBRUARY_1970_MILLIS || millis > farMillis) {
        doubt(millis, record);
      }
    } else if (source == Datum.FIELD_UNREADABLE && unread.isEmpty()) {
      unread = Optional.of(new Sample(place(record), datum.unreadTime));
    }
  }

  private void doubt(long millis, SourceRecord record) {
    if (millis > farMillis) {
      farAhead++;
    } else if (millis >= 0) {
      january1970++;
    } else {
      return; // before 1970 is history
    }
    if (doubtful.isEmpty()) {
      doubtful = Optional.of(new Sample(place(record), Instant.ofEpochMilli(millis).toString()));
    }
  }

  private static String place(SourceRecord record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }

  /** The counts; empty if there were no records. */
  Optional<EventTimes> result() {
    Map<String, Long> byField = new TreeMap<>();
    for (int i = 0; i < fields.size(); i++) {
      byField.put(fields.get(i), counts[Datum.FIRST_FIELD + i]);
    }
    EventTimes times =
        new EventTimes(
            byField,
            counts[Datum.KAFKA_TIME],
            counts[Datum.FIELD_MISSING],
            counts[Datum.FIELD_UNREADABLE],
            january1970,
            farAhead,
            unread,
            doubtful);
    return times.records() == 0 ? Optional.empty() : Optional.of(times);
  }
}
