package io.camus.time;

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
    "yyyy-MM-dd HH:mm:ss Z, 2026-11-22 14:10:05 UTC, 2026-11-22T14:10:05Z",
    "yyyy-MM-dd HH:mm:ss Z, 2014-02-01 01:15:27 UTC, 2014-02-01T01:15:27Z",
    "yyyy-MM-dd HH:mm:ss Z, 2026-11-22 14:10:05 gmt, 2026-11-22T14:10:05Z",
    "yyyy-MM-dd HH:mm:ss Z, 2026-11-22 14:10:05 Z, 2026-11-22T14:10:05Z",
    "yyyy-MM-dd HH:mm:ss Z, 2026-11-22 14:10:05 -0300, 2026-11-22T17:10:05Z",
    "yyyy-MM-dd HH:mm:ss ZZZ, 2026-11-22 14:10:05 Asia/Tokyo, 2026-11-22T05:10:05Z",
    "yyyy-MM-dd'T'HH:mm:ss.SSSX, 2026-11-22T14:10:05.123Z, 2026-11-22T14:10:05.123Z",
    "yyyy-MM-dd HH:mm:ss'['SSS']', 2026-11-22 14:10:05[123], 2026-11-22T13:10:05.123Z",
    "GGG yyyy-MM-dd, AD 2026-11-22, 2026-11-21T23:00:00Z",
    "YYYY G, 2026 AD, 2025-12-31T23:00:00Z",
    "CCyy-MM-dd, 2026-11-22, 2026-11-21T23:00:00Z",
    "CC yyyy-MM-dd, 20 2026-11-22, 2026-11-21T23:00:00Z",
    "CC/yy-MM-dd, 19/99-11-22, 1999-11-21T23:00:00Z",
    "yyyy-MM-dd hh:mm aaa, 2026-11-22 02:10 pm, 2026-11-22T13:10:00Z",
    "yyyy-MM-dd KK:mm a, 2026-11-22 00:10 PM, 2026-11-22T11:10:00Z",
    "yyyy-MM-dd kk:mm, 2026-11-22 24:10, 2026-11-21T23:10:00Z",
    "auto, 100000000, 1973-03-03T09:46:40Z",
    "auto, 1795356605, 2026-11-22T14:10:05Z",
    "auto, ' 1795356605.5 ', 2026-11-22T14:10:05.500Z",
    "auto, 1.795356605E9, 2026-11-22T14:10:05Z",
    "auto, 9999999999, 2286-11-20T17:46:39Z",
    "auto, 100000000000, 1973-03-03T09:46:40Z",
    "auto, 1795356605123, 2026-11-22T14:10:05.123Z",
    "auto, 9999999999999, 2286-11-20T17:46:39.999Z",
    "auto, 1795356605123999, 2026-11-22T14:10:05.123Z",
    "auto, 1795356605123999999, 2026-11-22T14:10:05.123Z",
    "AUTO, 2026-11-22T14:10:05Z, 2026-11-22T14:10:05Z",
    "auto, 2026-11-22, 2026-11-21T23:00:00Z",
    "auto, 20261122, 2026-11-21T23:00:00Z",
    "auto, 'Sun, 22 Nov 2026 14:10:05 GMT', 2026-11-22T14:10:05Z",
  })
  void textsAreRead(String format, String text, Instant expected) {
    EventTime time = new EventTime();

    assertThat(TimestampFormats.parse(format, PARIS).read(text, time)).isTrue();
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
    "ISO-8601, 2026-11-22T14:60:00Z",
    "ISO-8601, 2026-11-22T14:10:05+01:00x",
    "ISO-8601, 2026-11-22T14:10:05[Mars]",
    "ISO-8601, 2026-11-22T",
    "ISO-8601, 2026-1122",
    "ISO-8601, 9999-12-31T23:59:59-10:00",
    "yyyy-MM-dd, 2026-02-30",
    "yyyy-MM-dd, 2026-02-28x",
    "yyyy-MM-dd, 12026-02-28",
    "yyyy-MM-dd HH:mm:ss Z, 2026-11-22 14:10:05 CET",
    "CC yyyy-MM-dd, 19 2026-11-22",
    "auto, 0",
    "auto, -1795356605",
    "auto, 99999999",
    "auto, 10000000000",
    "auto, 99999999999",
    "auto, 20261122141005",
    "auto, 99999999999999",
    "auto, 17953566051239999",
    "auto, 9223372036854775808",
    "auto, 1e300",
    "auto, 22.11.2026",
  })
  void whatIsNoTimeIsNotRead(String format, String text) {
    assertThat(TimestampFormats.parse(format, PARIS).read(text, new EventTime())).isFalse();
  }

  @Test
  void numbersAreReadInTheirUnit() {
    EventTime time = new EventTime();

    assertThat(TimestampFormats.parse("unix", PARIS).read(1_795_356_605.5, time)).isTrue();
    assertThat(time.millis()).isEqualTo(1_795_356_605_500L);
    assertThat(TimestampFormats.parse("unix", PARIS).read(Double.NaN, time)).isFalse();
    assertThat(TimestampFormats.parse("unix", PARIS).read(Long.MIN_VALUE, time)).isFalse();
    assertThat(TimestampFormats.parse("ISO-8601", PARIS).read(2026L, time)).isFalse();
    assertThat(TimestampFormats.parse("yyyyMMdd", PARIS).read(20261122L, time)).isTrue();
  }

  @Test
  void aNumberTellsItsUnitByItsDigits() {
    TimestampFormat auto = TimestampFormats.parse("auto", PARIS);
    EventTime time = new EventTime();
    long moment = 1_795_356_605_123L;
    assertThat(auto.read(moment / 1000, time)).isTrue();
    assertThat(time.millis()).isEqualTo(1_795_356_605_000L);
    assertThat(auto.read(moment / 1000.0, time)).isTrue();
    assertThat(time.millis()).isEqualTo(moment);
    for (long unit : new long[] {1, 1_000, 1_000_000}) {
      assertThat(auto.read(moment * unit, time)).isTrue();
      assertThat(time.millis()).isEqualTo(moment);
    }
    for (long unclear : new long[] {0, -moment, 99_999_999, 10_000_000_000L, 20_261_122_141_005L}) {
      assertThat(auto.read(unclear, time)).as("%d", unclear).isFalse();
      assertThat(auto.read((double) unclear, time)).as("%d", unclear).isFalse();
    }
    assertThat(auto.read(Double.NaN, time)).isFalse();
    assertThat(auto.read(Double.POSITIVE_INFINITY, time)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1994-11-05T08:15:30-05:00, 784041330000",
    "[05/Nov/1994:08:15:30 -0500], 784041330000",
    "2014-02-01 01:15:27 UTC, 1391217327000",
  })
  void theOriginalTriesIsoBeforeItsPattern(String text, long millis) {
    TimestampFormat format = TimestampFormats.parseAsOriginal("[dd/MMM/yyyy:HH:mm:ss Z]", PARIS);
    EventTime time = new EventTime();

    assertThat(format.read(text, time)).isTrue();
    assertThat(time.millis()).isEqualTo(millis);
    assertThat(format.read(1_391_217_327_000L, time)).isTrue();
    assertThat(format.read("22.11.2026", time)).isFalse();
    assertThat(TimestampFormats.parseAsOriginal("unix", PARIS).read(text, time)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy-MM-dd'T'HH:mm:ss[.SSS], [] does not make a part optional",
    "yyyy-MM-dd'T'HH:mm:ssxxx, an offset Z",
    "YYYY-MM-DD, D is the day of the year",
    "yyyy-mm-dd, days (dd) need the month (MM)",
    "yyyy-mm, minutes (mm) need the hour",
    "yyyy-MM-dd hh:mm:ss, hh needs a",
    "yyyy-MM-dd HH:MM:ss, repeats a field",
    "YYYY-'W'ww, week year",
    "yyyy-MM-dd ss, seconds (ss) need the minutes",
    "yyyy-MM-dd VV, V is not a field",
    "yyyy-MM-dd a, a needs hh",
    "MM/dd HH:mm, without a year",
    "yyyy HH, hours need the day",
    "yyyy-MM-dd'T, unclosed quote",
    "whenever, put literal text in single quotes",
  })
  void aPatternThatCouldMatchNothingIsRefusedWithTheReason(String pattern, String reason) {
    assertThatThrownBy(() -> TimestampFormats.parse(pattern, PARIS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HH:mm", "fortnight", "yyyy-MM-dd'T", "yyyy-qq"})
  void formatsThatNameNoMomentAreRefused(String format) {
    assertThatThrownBy(() -> TimestampFormats.parse(format, PARIS))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
