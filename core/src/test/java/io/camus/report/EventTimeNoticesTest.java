package io.camus.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.CamusConfig;
import io.camus.model.EventTimes;
import io.camus.model.EventTimes.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimeNoticesTest {
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "kafka.brokers", "localhost:9092",
              "etl.destination.path", "/data",
              "etl.execution.base.path", "/camus/exec",
              "etl.execution.history.path", "/camus/history",
              "camus.message.decoder.class", "json"));

  private List<String> notices(EventTimes times) {
    return new EventTimeNotices(CamusConfig.parse(settings)).apply("t", times);
  }

  private static EventTimes missing(long byField, long missing) {
    return new EventTimes(
        Map.of("when", byField), 0, missing, 0, 0, 0, Optional.empty(), Optional.empty());
  }

  private static EventTimes unread(String time) {
    return new EventTimes(
        Map.of("when", 2L),
        0,
        1,
        4,
        0,
        0,
        Optional.of(new Sample("t-0@5", time)),
        Optional.empty());
  }

  private static EventTimes doubtful(long january, long ahead, String time) {
    return new EventTimes(
        Map.of("when", 1000L),
        0,
        0,
        0,
        january,
        ahead,
        Optional.empty(),
        Optional.of(new Sample("t-0@5", time)));
  }

  @Test
  void aFieldThatNoRecordHasIsANoticeOnlyIfAUserNamedIt() {
    assertThat(notices(missing(0, 7))).isEmpty();
    settings.put("camus.message.timestamp.field", "wehn");
    assertThat(notices(missing(0, 7)))
        .containsExactly(
            "no record has the field wehn, so Kafka's timestamp was used for all 7 records; check"
                + " camus.message.timestamp.field");
    assertThat(notices(missing(1, 7))).isEmpty();
    settings.remove("camus.message.timestamp.field");
    settings.put("camus.message.timestamp.field.t", "wehn");
    assertThat(notices(missing(0, 7))).hasSize(1);
    assertThat(notices(EventTimes.NONE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "when = \"22.11.2026\" | camus.message.timestamp.format is unix_milliseconds",
        "when = \"2026-11-22\" | it looks like ISO-8601; camus.message.timestamp.format is unix_milliseconds",
        "when = 1795356605123000 | it looks like unix_microseconds; camus.message.timestamp.format is unix_milliseconds",
        "when = \"1795356605123000000\" | it looks like unix_nanoseconds; camus.message.timestamp.format is unix_milliseconds",
        "when = true or false | camus.message.timestamp.format is unix_milliseconds",
      })
  void anUnreadableTimeIsANoticeThatSaysWhatItLooksLike(String time, String hint) {
    assertThat(notices(unread(time)))
        .singleElement()
        .asString()
        .startsWith(
            "unreadable event time in 4 of 7 records, so Kafka's timestamp was used: t-0@5: "
                + time)
        .contains(hint)
        .hasSizeLessThan(230);
  }

  @Test
  void aWrongUnitIsANotice() {
    assertThat(notices(doubtful(1000, 0, "1970-01-21T18:42:36.605Z")))
        .containsExactly(
            "1,000 of 1,000 event times are in January 1970: t-0@5: 1970-01-21T18:42:36.605Z; the"
                + " numbers look like unix_seconds, camus.message.timestamp.format is"
                + " unix_milliseconds");
    settings.put("camus.message.timestamp.format.t", "unix_microseconds");
    assertThat(notices(doubtful(11, 0, "1970-01-01T00:29:55.356Z")))
        .singleElement()
        .asString()
        .contains("unix_seconds");
    settings.put("camus.message.timestamp.format.t", "unix_seconds");
    assertThat(notices(doubtful(0, 11, "5138-11-16T09:46:40Z")))
        .singleElement()
        .asString()
        .contains("11 of 1,000 event times are more than a year ahead", "unix_milliseconds");
    settings.put("camus.message.timestamp.format.t", "ISO-8601");
    assertThat(notices(doubtful(11, 11, "1970-01-01T00:00:00Z")))
        .hasSize(2)
        .allSatisfy(it -> assertThat(it).contains("check the unit"));
  }

  @Test
  void aFewWrongTimesAreNoNotice() {
    assertThat(notices(doubtful(10, 10, "1970-01-01T00:00:00Z"))).isEmpty();
  }
}
