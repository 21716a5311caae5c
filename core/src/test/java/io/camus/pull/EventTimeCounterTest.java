package io.camus.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.EventTimes;
import io.camus.model.EventTimes.Sample;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventTimeCounterTest {
  private static final Instant FUTURE = Instant.parse("2026-11-22T15:00:00Z");
  private final EventTimeCounter counter =
      new EventTimeCounter(List.of("header.time", "when"), FUTURE);
  private final Datum datum = new Datum();
  private final SourceRecord record = new SourceRecord();
  private long offset;

  private void add(int source, String time) {
    datum.eventTimeSource = source;
    datum.eventTimeMillis = Instant.parse(time).toEpochMilli();
    datum.unreadTime = source == Datum.FIELD_UNREADABLE ? "when = \"x" + offset + "\"" : null;
    counter.add(datum, record.set("t", 3, offset, 5, null, null, new RecordHeaders()));
    offset++;
  }

  @Test
  void everyRecordIsCountedAtItsSource() {
    add(Datum.FIRST_FIELD, "2026-11-22T14:00:00Z");
    add(Datum.FIRST_FIELD + 1, "2026-11-22T14:00:00Z");
    add(Datum.FIRST_FIELD + 1, "2026-11-22T14:00:00Z");
    add(Datum.KAFKA_TIME, "2026-11-22T14:00:00Z");
    add(Datum.FIELD_MISSING, "1970-01-01T00:00:00Z");
    add(Datum.FIELD_UNREADABLE, "2026-11-22T14:00:00Z");
    add(Datum.FIELD_UNREADABLE, "2026-11-22T14:00:00Z");

    EventTimes times = counter.result().orElseThrow();
    assertThat(times.fields()).isEqualTo(Map.of("header.time", 1L, "when", 2L));
    assertThat(times.kafka()).isEqualTo(1);
    assertThat(times.missing()).isEqualTo(1);
    assertThat(times.unreadable()).isEqualTo(2);
    assertThat(times.records()).isEqualTo(7);
    assertThat(times.unread()).contains(new Sample("t-3@5", "when = \"x5\""));
    assertThat(times.january1970()).isZero();
    assertThat(times.doubtful()).isEmpty();
  }

  @Test
  void timesThatLookLikeAWrongUnitAreCountedAndHistoryIsNot() {
    add(Datum.FIRST_FIELD, "1969-12-31T23:59:59Z");
    add(Datum.FIRST_FIELD, "1970-02-01T00:00:00Z");
    add(Datum.FIRST_FIELD, "2027-11-22T15:00:00Z");
    add(Datum.FIRST_FIELD, "1970-01-31T23:59:59Z");
    add(Datum.FIRST_FIELD, "1970-01-01T00:00:00Z");
    add(Datum.FIRST_FIELD, "2027-11-22T15:00:01Z");

    EventTimes times = counter.result().orElseThrow();
    assertThat(times.january1970()).isEqualTo(2);
    assertThat(times.farAhead()).isEqualTo(1);
    assertThat(times.doubtful()).contains(new Sample("t-3@3", "1970-01-31T23:59:59Z"));
  }

  @Test
  void noRecordsAreNoCounts() {
    assertThat(counter.result()).isEqualTo(Optional.empty());
  }
}
