package io.camus.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampFormatTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    "unix, 1795356605, 2026-11-22T14:10:05Z",
    "unix_seconds, 1795356605, 2026-11-22T14:10:05Z",
    "unix_seconds, 1795356605.123, 2026-11-22T14:10:05.123Z",
    "unix_milliseconds, 1795356605123, 2026-11-22T14:10:05.123Z",
    "UNIX_MILLISECONDS, ' -1 ', 1969-12-31T23:59:59.999Z",
    "unix_microseconds, 1795356605123999, 2026-11-22T14:10:05.123Z",
    "unix_nanoseconds, 1795356605123999999, 2026-11-22T14:10:05.123Z",
    "ISO-8601, 2026-11-22T14:10:05Z, 2026-11-22T14:10:05Z",
    "ISO-8601, 2026-11-22T14:10:05.1234567+01:00, 2026-11-22T13:10:05.123Z",
    "ISO-8601, '2026-11-22 14:10:05,5 -0800', 2026-11-22T22:10:05.500Z",
    "ISO-8601, 2026-11-22T14:10:05+01:00[Asia/Tokyo], 2026-11-22T13:10:05Z",
    "ISO-8601, 2026-11-22T14:10:05[Asia/Tokyo], 2026-11-22T05:10:05Z",
    "ISO-8601, 2026-11-22T14:10, 2026-11-22T13:10:00Z",
    "ISO-8601, 2026-11-22T14, 2026-11-22T13:00:00Z",
    "ISO-8601, 2026-11-22, 2026-11-21T23:00:00Z",
    "ISO-8601, 20261122T141005Z, 2026-11-22T14:10:05Z",
    "ISO-8601, 2026-06-30T23:59:60Z, 2026-07-01T00:00:00Z",
    "ISO-8601, 0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "yyyy-MM-dd HH:mm:ss, 2026-11-22 14:10:05, 2026-11-22T13:10:05Z",
    "YYYY-MM-dd HH:mm:ss, 2026-01-01 14:10:05, 2026-01-01T13:10:05Z",
    "[dd/MMM/yyyy:HH:mm:ss Z], [22/Nov/2026:14:10:05 +0100], 2026-11-22T13:10:05Z",
    "[dd/MMM/yyyy:HH:mm:ss Z], [22/NOV/2026:14:10:05 +01:00], 2026-11-22T13:10:05Z",
    "'EEE, d MMMM yyyy h:mm a', 'Sun, 22 November 2026 2:10 PM', 2026-11-22T13:10:00Z",
    "yyyyMMddHHmmssSSS, 20261122141005123, 2026-11-22T13:10:05.123Z",
    "yyyy-MM-dd'T'HH:mm:ss.SSSZ, 2026-11-22T14:10:05.123Z, 2026-11-22T14:10:05.123Z",
    "yyyy/DDD, 2026/326, 2026-11-21T23:00:00Z",
    "yyyy, 2026, 2025-12-31T23:00:00Z",
    "xxxx-'W'ww-e, 2026-W47-7, 2026-11-21T23:00:00Z",
  })
  void textsAreRead(String format, String text, Instant expected) {
    EventTime time = new EventTime();

    assertThat(TimestampFormat.parse(format, PARIS).read(text, time)).isTrue();
    assertThat(Instant.ofEpochMilli(time.millis())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "unix, ''",
    "unix, yesterday",
    "unix, 1-2",
    "unix, 99999999999999999999",
    "unix, 1e300",
    "unix, 9223372036854775807",
    "unix_milliseconds, 1795356605123000",
    "ISO-8601, 2026-11-31",
    "ISO-8601, 2026-13-01",
    "ISO-8601, 2026-11-22T24:00:00Z",
    "ISO-8601, 2026-11-22T14:60:00Z",
    "ISO-8601, 2026-11-22T14:10:05+01:00x",
    "ISO-8601, 2026-11-22T14:10:05[Mars]",
    "ISO-8601, 2026-11-22T",
    "ISO-8601, 2026-1122",
    "ISO-8601, 9999-12-31T23:59:59-10:00",
    "yyyy-MM-dd, 2026-02-30",
    "yyyy-MM-dd, 2026-02-28x",
    "yyyy-MM-dd, 12026-02-28",
  })
  void whatIsNoTimeIsNotRead(String format, String text) {
    assertThat(TimestampFormat.parse(format, PARIS).read(text, new EventTime())).isFalse();
  }

  @Test
  void numbersAreReadInTheirUnit() {
    EventTime time = new EventTime();

    assertThat(TimestampFormat.parse("unix", PARIS).read(1_795_356_605.5, time)).isTrue();
    assertThat(time.millis()).isEqualTo(1_795_356_605_500L);
    assertThat(TimestampFormat.parse("unix", PARIS).read(Double.NaN, time)).isFalse();
    assertThat(TimestampFormat.parse("unix", PARIS).read(Long.MIN_VALUE, time)).isFalse();
    assertThat(TimestampFormat.parse("ISO-8601", PARIS).read(2026L, time)).isFalse();
    assertThat(TimestampFormat.parse("yyyyMMdd", PARIS).read(20261122L, time)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HH:mm", "fortnight", "yyyy-MM-dd'T", "yyyy-qq"})
  void formatsThatNameNoMomentAreRefused(String format) {
    assertThatThrownBy(() -> TimestampFormat.parse(format, PARIS))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
