package io.camus.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.spi.Partitioner.Bucket;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatePartitionerTest {
  private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

  @ParameterizedTest
  @CsvSource({
    "1, hourly/2026/11/22/14/13",
    "10, hourly/2026/11/22/14/10",
    "30, hourly/2026/11/22/14/00",
    "60, hourly/2026/11/22/14",
    "120, hourly/2026/11/22/14",
    "240, hourly/2026/11/22/12",
    "720, hourly/2026/11/22/12",
    "1440, hourly/2026/11/22",
  })
  void minutesDecideTheDirectory(int minutes, String directory) {
    Bucket bucket =
        DatePartitioner.ofMinutes(minutes, "hourly", ZoneOffset.UTC)
            .bucket(millis("2026-11-22T14:13:05Z"));

    assertThat(bucket.directory()).isEqualTo(directory);
    assertThat(bucket.endMillis() - bucket.startMillis()).isEqualTo(minutes * 60_000L);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -60, 7, 45, 90, 61, 420, 2880})
  void minutesThatDoNotTileADayAreRefused(int minutes) {
    assertThatThrownBy(() -> DatePartitioner.ofMinutes(minutes, "hourly", ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must divide 60, or be a multiple of 60 that divides 1440");
  }

  @Test
  void aDirectoryThatNoFileSystemTakesIsRefused() {
    assertThatThrownBy(() -> DatePartitioner.hourly("s".repeat(256), ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a path component has 256 bytes");
    assertThatThrownBy(
            () ->
                DatePartitioner.pattern(
                    "'" + "\u00fc".repeat(120) + "'yyyy", Locale.ENGLISH, ZoneOffset.UTC))
        .hasMessageContaining("a path component has 244 bytes");
    assertThatThrownBy(
            () ->
                DatePartitioner.pattern(
                    "yyyy'" + "/x".repeat(1000) + "'", Locale.ENGLISH, ZoneOffset.UTC))
        .hasMessageContaining("the path has 2004 bytes");
    assertThat(DatePartitioner.hourly("s".repeat(220), ZoneOffset.UTC)).isNotNull();
  }

  @Test
  void hiveAndDailyNamesAreTheUsualOnes() {
    long time = millis("2026-11-22T14:13:05Z");
    assertThat(DatePartitioner.hive(ZoneOffset.UTC).bucket(time).directory())
        .isEqualTo("dt=2026-11-22/hour=14");
    assertThat(DatePartitioner.hiveDaily(ZoneOffset.UTC).bucket(time).directory())
        .isEqualTo("dt=2026-11-22");
    assertThat(DatePartitioner.daily("daily", ZoneOffset.UTC).bucket(time).directory())
        .isEqualTo("daily/2026/11/22");
  }

  @ParameterizedTest
  @CsvSource({
    "'''hourly''/YYYY/MM/dd/HH', hourly/2027/01/01/22",
    "yyyyMMdd, 20270101",
    "xxxx/'W'ww, 2026/W53",
    "xxxx/ww/e, 2026/53/5",
    "yyyy/DDD, 2027/001",
    "yyyy/MMM, 2027/Jan",
    "yyyy/MMMM/d-EEE, 2027/January/1-Fri",
    "yyyy-MM-dd-hh-a, 2027-01-01-10-PM",
    "yyyy/MM/dd/HH/mm, 2027/01/01/22/13",
    "yyyy-MM-dd-hh-aaa, 2027-01-01-10-PM",
    "GGG/yyyy, AD/2027",
    "YYYY-G/MM, 2027-AD/01",
    "CC/yyyy, 20/2027",
    "CC/yy/MM, 20/27/01",
    "CCyyMM, 202701",
    "'year='YYYY/, year=2027",
    "//yyyy/MM//, 2027/01",
  })
  void jodaPatternsAreUnderstood(String pattern, String directory) {
    assertThat(
            DatePartitioner.pattern(pattern, Locale.ENGLISH, ZoneOffset.UTC)
                .bucket(millis("2027-01-01T22:13:05Z"))
                .directory())
        .isEqualTo(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "HH, need the day",
    "yyyy/MM/dd/mm, need the hour",
    "yyyy/MM/dd/HH/mm/ss, per second",
    "yyyy/MM/dd/hh, need both hh and a",
    "yyyy/ww, week year",
    "xxxx/MM/dd, days need",
    "xxxx, use yyyy",
    "yy/MM/dd, two centuries",
    "MM/dd, days need",
    "yyyy/MM/dd/Q, Q is not a field",
    "hourly/yyyy, single quotes",
    "yyyy/MM/dd/HH:mm, does not allow",
    "yyyy//MM, empty",
    "yyyy/../MM, a path component is ..",
    "yyyyMd, a separator must follow",
    "yyyy-MM-dd/HHZ, offset",
    "'''events''', it has no date",
    "CC, it has no date",
    "yy/MM, two centuries",
    "G/MM, months (MM) need",
  })
  void patternsThatCannotNameDirectoriesAreRefused(String pattern, String fault) {
    assertThatThrownBy(() -> DatePartitioner.pattern(pattern, Locale.ENGLISH, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(pattern)
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "nl-NL, 2027-03-01T00:00:00Z, 2027/maart/01-maandag",
    "de, 2027-03-01T00:00:00Z, 2027/M\u00E4rz/01-Montag",
    "en-US, 2027-03-01T00:00:00Z, 2027/March/01-Monday",
    "ar, 2027-03-01T00:00:00Z, 2027/\u0645\u0627\u0631\u0633/01-\u0627\u0644\u0627\u062B\u0646\u064A\u0646",
  })
  void namesAreThoseOfTheLocaleAndDigitsAreNot(String locale, String time, String directory) {
    assertThat(
            DatePartitioner.pattern(
                    "yyyy/MMMM/dd-EEEE", Locale.forLanguageTag(locale), ZoneOffset.UTC)
                .bucket(millis(time))
                .directory())
        .isEqualTo(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "120, 2014-02-01T02:30:00Z, bi-hourly/year=2014/month=February/day=01/hour=2, 120",
    "60, 2014-02-01T02:30:00Z, bi-hourly/year=2014/month=February/day=01/hour=3, 60",
    "1440, 2014-02-01T02:30:00Z, bi-hourly/year=2014/month=February/day=01/hour=0, 1440",
    "10, 2014-02-01T02:30:00Z, bi-hourly/year=2014/month=February/day=01/hour=3, 10",
  })
  void aDirectoryHoldsTheLongerOfMinutesAndPattern(
      int minutes, String time, String directory, int length) {
    Bucket bucket =
        DatePartitioner.pattern(
                "'bi-hourly'/'year='YYYY/'month='MMMM/'day='dd/'hour='H",
                minutes,
                Locale.US,
                ZoneId.of("Europe/Amsterdam"))
            .bucket(millis(time));

    assertThat(bucket.directory()).isEqualTo(directory);
    assertThat(bucket.endMillis() - bucket.startMillis()).isEqualTo(length * 60_000L);
  }

  @Test
  void filesOfMinutesInTheSecondPassOfAnHourAreInItsDirectory() {
    DatePartitioner days = DatePartitioner.pattern("yyyy/MM/dd", 30, Locale.US, LOS_ANGELES);
    DatePartitioner hours = DatePartitioner.hourlyWithFilesOf(30, "hourly", LOS_ANGELES);
    long second = millis("2026-11-01T09:40:00Z");

    assertThat(days.bucket(second).directory()).isEqualTo("2026/11/01");
    assertThat(hours.bucket(second).directory()).isEqualTo("hourly/2026/11/01/01-0800");
    assertThat(hours.bucket(second).startMillis()).isEqualTo(millis("2026-11-01T09:30:00Z"));
    assertThat(hours.bucket(second).endMillis()).isEqualTo(millis("2026-11-01T10:00:00Z"));
    assertThat(hours.bucket(second - 3_600_000).directory()).isEqualTo("hourly/2026/11/01/01");
  }

  @Test
  void slashesAroundADirectoryAreLeftOut() {
    assertThat(
            DatePartitioner.daily("/incoming/", ZoneOffset.UTC)
                .bucket(millis("2014-02-01T02:30:00Z"))
                .directory())
        .isEqualTo("incoming/2014/02/01");
  }

  @Test
  void twoQuotesAreOne() {
    assertThat(
            DatePartitioner.pattern("'y''='yyyy''", Locale.ENGLISH, ZoneOffset.UTC)
                .bucket(millis("2027-01-01T22:13:05Z"))
                .directory())
        .isEqualTo("y'=2027'");
  }

  @Test
  void openQuoteIsRefused() {
    assertThatThrownBy(() -> DatePartitioner.pattern("yyyy'x", Locale.ENGLISH, ZoneOffset.UTC))
        .hasMessageContaining("unclosed quote");
  }

  @Test
  void skippedHourOfSpringHasNoDirectory() {
    assertThat(directories("2026-03-08T08:00:00Z", "2026-03-08T12:00:00Z", 60, LOS_ANGELES))
        .containsExactly(
            "h/2026/03/08/00", "h/2026/03/08/01", "h/2026/03/08/03", "h/2026/03/08/04");
  }

  @Test
  void secondPassThroughAnHourOfAutumnHasItsOwnDirectory() {
    assertThat(directories("2026-11-01T07:00:00Z", "2026-11-01T11:00:00Z", 60, LOS_ANGELES))
        .containsExactly(
            "h/2026/11/01/00", "h/2026/11/01/01", "h/2026/11/01/01-0800", "h/2026/11/01/02");
    assertThat(directories("2026-11-01T08:00:00Z", "2026-11-01T10:00:00Z", 30, LOS_ANGELES))
        .containsExactly(
            "h/2026/11/01/01/00",
            "h/2026/11/01/01/30",
            "h/2026/11/01/01/00-0800",
            "h/2026/11/01/01/30-0800");
  }

  @Test
  void longerBucketsCloseOverAGapAndPartAtARepetition() {
    assertThat(lengths("2026-03-08T08:00:00Z", "2026-03-09T07:00:00Z", 240, LOS_ANGELES))
        .containsExactly(3, 4, 4, 4, 4, 4);
    assertThat(directories("2026-11-01T07:00:00Z", "2026-11-01T16:00:00Z", 240, LOS_ANGELES))
        .containsExactly("h/2026/11/01/00", "h/2026/11/01/00-0800", "h/2026/11/01/04");
    assertThat(lengths("2026-11-01T07:00:00Z", "2026-11-02T08:00:00Z", 1440, LOS_ANGELES))
        .containsExactly(25);
    assertThat(lengths("2026-03-08T08:00:00Z", "2026-03-09T07:00:00Z", 1440, LOS_ANGELES))
        .containsExactly(23);
  }

  @Test
  void halfHourShiftsAreFollowed() {
    ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
    assertThat(directories("2026-04-04T13:00:00Z", "2026-04-04T17:00:00Z", 60, lordHowe))
        .containsExactly(
            "h/2026/04/05/00",
            "h/2026/04/05/01",
            "h/2026/04/05/01+1030",
            "h/2026/04/05/02",
            "h/2026/04/05/03");
  }

  @Test
  void dayThatAZoneSkippedHasNoDirectory() {
    ZoneId samoa = ZoneId.of("Pacific/Apia");
    assertThat(directories("2011-12-29T12:00:00Z", "2011-12-31T12:00:00Z", 1440, samoa))
        .containsExactly("h/2011/12/29", "h/2011/12/31", "h/2012/01/01");
  }

  @Test
  void midnightThatDoesNotExistBeginsTheDayLater() {
    ZoneId saoPaulo = ZoneId.of("America/Sao_Paulo");
    Bucket day = DatePartitioner.daily("daily", saoPaulo).bucket(millis("2018-11-04T12:00:00Z"));
    assertThat(Instant.ofEpochMilli(day.startMillis())).isEqualTo("2018-11-04T03:00:00Z");
    assertThat(day.directory()).isEqualTo("daily/2018/11/04");
    assertThat(directories("2018-11-04T02:00:00Z", "2018-11-04T05:00:00Z", 60, saoPaulo))
        .containsExactly("h/2018/11/03/23", "h/2018/11/04/01", "h/2018/11/04/02");
  }

  @Test
  void yearsFromZeroTo9999AreTakenAndOthersRefused() {
    DatePartitioner hourly = DatePartitioner.hourly("h", LOS_ANGELES);
    assertThat(hourly.bucket(millis("0000-01-01T00:00:00Z")).directory())
        .isEqualTo("h/-0001/12/31/16");
    assertThat(hourly.bucket(millis("9999-12-31T23:59:59.999Z")).directory())
        .isEqualTo("h/9999/12/31/15");
    assertThat(hourly.bucket(-1).directory()).isEqualTo("h/1969/12/31/15");
    assertThatThrownBy(() -> hourly.bucket(Long.MAX_VALUE)).hasMessageContaining("0 to 9999");
  }

  private static List<String> directories(String from, String to, int minutes, ZoneId zone) {
    return buckets(from, to, minutes, zone).stream().map(Bucket::directory).toList();
  }

  private static List<Integer> lengths(String from, String to, int minutes, ZoneId zone) {
    return buckets(from, to, minutes, zone).stream()
        .map(bucket -> (int) ((bucket.endMillis() - bucket.startMillis()) / 3_600_000))
        .toList();
  }

  private static List<Bucket> buckets(String from, String to, int minutes, ZoneId zone) {
    DatePartitioner partitioner = DatePartitioner.ofMinutes(minutes, "h", zone);
    List<Bucket> buckets = new ArrayList<>();
    for (long at = millis(from);
        at < millis(to);
        at = buckets.get(buckets.size() - 1).endMillis()) {
      buckets.add(partitioner.bucket(at));
    }
    return buckets;
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
