package io.camus.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spellings that {@code ISO-8601} reads, with their moments, and those that it does not. */
class IsoTimeTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // ISO 8601 and RFC 3339
        "2026-11-22T14:13:05Z | 2026-11-22T14:13:05Z",
        "2026-11-22t14:13:05z | 2026-11-22T14:13:05Z",
        "2026-11-22T14:13:05.1Z | 2026-11-22T14:13:05.100Z",
        "2026-11-22T14:13:05,123456789Z | 2026-11-22T14:13:05.123Z",
        "2026-11-22T14:13:05+01:00 | 2026-11-22T13:13:05Z",
        "2026-11-22T14:13:05+0100 | 2026-11-22T13:13:05Z",
        "2026-11-22T14:13:05+01 | 2026-11-22T13:13:05Z",
        "2026-11-22T14:13:05-00:00 | 2026-11-22T14:13:05Z",
        "2026-11-22T14:13:05\u221205:00 | 2026-11-22T19:13:05Z",
        "2026-11-22T14:13Z | 2026-11-22T14:13:00Z",
        "2026-11-22T14Z | 2026-11-22T14:00:00Z",
        "20261122T141305Z | 2026-11-22T14:13:05Z",
        "20261122T1413Z | 2026-11-22T14:13:00Z",
        "20261122T141305.5+0100 | 2026-11-22T13:13:05.500Z",
        "20261122 | 2026-11-21T23:00:00Z",
        "2026-11-22T24:00:00Z | 2026-11-23T00:00:00Z",
        "2026-11-22T24:00Z | 2026-11-23T00:00:00Z",
        "2026-12-31T24:00:00.000Z | 2027-01-01T00:00:00Z",
        "2026-06-30T23:59:60Z | 2026-07-01T00:00:00Z",
        "2026-W47-7T14:13:05Z | 2026-11-22T14:13:05Z",
        "2026W477T141305Z | 2026-11-22T14:13:05Z",
        "2026-w47-7 | 2026-11-21T23:00:00Z",
        "2026-W53-5T00:00:00Z | 2027-01-01T00:00:00Z",
        "2026-W01-1T00:00:00Z | 2025-12-29T00:00:00Z",
        "2026-326 | 2026-11-21T23:00:00Z",
        "2026-326T14:13:05Z | 2026-11-22T14:13:05Z",
        "2026326T141305Z | 2026-11-22T14:13:05Z",
        "2024-366T00:00:00Z | 2024-12-31T00:00:00Z",
        "+002026-11-22T14:13:05Z | 2026-11-22T14:13:05Z",
        "2026-11-22Z | 2026-11-22T00:00:00Z",
        "2026-11-22+01:00 | 2026-11-21T23:00:00Z",
        // with a space, and what programs add to it
        "2026-11-22 14:13:05Z | 2026-11-22T14:13:05Z",
        "2026-11-22 14:13:05 Z | 2026-11-22T14:13:05Z",
        "2026-11-22 14:13:05 UTC | 2026-11-22T14:13:05Z",
        "2026-11-22 14:13:05 utc | 2026-11-22T14:13:05Z",
        "2026-11-22 14:13:05 GMT | 2026-11-22T14:13:05Z",
        "2026-11-22 14:13:05 UT | 2026-11-22T14:13:05Z",
        "2026-11-22 14:13:05 UTC+1 | 2026-11-22T13:13:05Z",
        "2026-11-22T14:13:05 GMT+01:00 | 2026-11-22T13:13:05Z",
        "2026-11-22 14:13:05 +0000 UTC | 2026-11-22T14:13:05Z",
        "2026-11-22 14:13:05.123456789 +0100 CET m=+0.012345678 | 2026-11-22T13:13:05.123Z",
        "2026-11-22 14:13:05 -0300 -03 | 2026-11-22T17:13:05Z",
        "2026-11-22 14:13:05 +0530 IST | 2026-11-22T08:43:05Z",
        "2026-11-22 14:13:05+00 | 2026-11-22T14:13:05Z",
        "2026-11-22 14:13:05.123+05:30 | 2026-11-22T08:43:05.123Z",
        "2026-11-22 14:13:05.0 | 2026-11-22T13:13:05Z",
        "2026-11-22 14:13:05,999 | 2026-11-22T13:13:05.999Z",
        "2026-11-22  14:13:05 | 2026-11-22T13:13:05Z",
        "2026-11-22_14:13:05 | 2026-11-22T13:13:05Z",
        "2026-11-22 4:13:05 | 2026-11-22T03:13:05Z",
        "2026-11-22 02:13:05 PM | 2026-11-22T13:13:05Z",
        "2026-11-22 12:13 am | 2026-11-21T23:13:00Z",
        "2026-11-22 2:13:05 p.m. | 2026-11-22T13:13:05Z",
        "2026-11-22 02:13:05.500 PM +00:00 | 2026-11-22T14:13:05.500Z",
        "2026-11-22-14.13.05.123456 | 2026-11-22T13:13:05.123Z",
        "2026/11/22 14:13:05 | 2026-11-22T13:13:05Z",
        "2026/11/22 14:13:05 +0000 | 2026-11-22T14:13:05Z",
        "2026/1/2 | 2026-01-01T23:00:00Z",
        "2026.11.22 14:13:05 | 2026-11-22T13:13:05Z",
        "2026-1-2T03:04:05Z | 2026-01-02T03:04:05Z",
        // zones by name
        "2026-11-22T14:13:05[Asia/Tokyo] | 2026-11-22T05:13:05Z",
        "2026-11-22T14:13:05+01:00[Europe/Paris] | 2026-11-22T13:13:05Z",
        "2026-11-22T14:13:05Z[UTC] | 2026-11-22T14:13:05Z",
        "2026-11-22 14:13:05.000 America/New_York | 2026-11-22T19:13:05Z",
        "2026-11-22 14:13:05 Etc/UTC | 2026-11-22T14:13:05Z",
        // the month by name: mail and HTTP, ctime, date(1), Java, Ruby, JavaScript, access logs
        "Sun, 22 Nov 2026 14:13:05 GMT | 2026-11-22T14:13:05Z",
        "Sun, 22 Nov 2026 14:13:05 +0000 | 2026-11-22T14:13:05Z",
        "Sun, 22 Nov 2026 14:13:05 +0000 (UTC) | 2026-11-22T14:13:05Z",
        "Sun, 22 Nov 2026 14:13:05 -0800 (PST) | 2026-11-22T22:13:05Z",
        "22 Nov 2026 14:13:05 +0100 | 2026-11-22T13:13:05Z",
        "22 Nov 2026 14:13 +0100 | 2026-11-22T13:13:00Z",
        "Sun, 22-Nov-2026 14:13:05 GMT | 2026-11-22T14:13:05Z",
        "Sunday, 22 November 2026 14:13:05 GMT | 2026-11-22T14:13:05Z",
        "Sun Nov 22 14:13:05 2026 | 2026-11-22T13:13:05Z",
        "Sun Nov  1 14:13:05 2026 | 2026-11-01T13:13:05Z",
        "Sun Nov 22 14:13:05 UTC 2026 | 2026-11-22T14:13:05Z",
        "Sun Nov 22 14:13:05 GMT 2026 | 2026-11-22T14:13:05Z",
        "Sun Nov 22 14:13:05 +0000 2026 | 2026-11-22T14:13:05Z",
        "Sun Nov 22 14:13:05.123456 2026 UTC | 2026-11-22T14:13:05.123Z",
        "Sun Nov 22 2026 14:13:05 GMT+0100 (Central European Standard Time) | 2026-11-22T13:13:05Z",
        "Sun 22 Nov 2026 02:13:05 PM UTC | 2026-11-22T14:13:05Z",
        "Nov 22, 2026 2:13:05 PM | 2026-11-22T13:13:05Z",
        "Nov 22, 2026, 2:13:05\u202FPM | 2026-11-22T13:13:05Z",
        "November 22, 2026 at 2:13:05 PM GMT | 2026-11-22T14:13:05Z",
        "November 22nd, 2026 | 2026-11-21T23:00:00Z",
        "22-NOV-2026 14:13:05 | 2026-11-22T13:13:05Z",
        "22NOV2026:14:13:05 | 2026-11-22T13:13:05Z",
        "22/Nov/2026:14:13:05 +0000 | 2026-11-22T14:13:05Z",
        "[22/Nov/2026:14:13:05 -0500] | 2026-11-22T19:13:05Z",
        "2026-Nov-22 14:13:05 | 2026-11-22T13:13:05Z",
        "Sept 5, 2026 00:00 UTC | 2026-09-05T00:00:00Z",
        "14:13:05, 22 Nov 2026 UTC | 2026-11-22T14:13:05Z",
      })
  void theSpellingIsRead(String text, Instant expected) {
    EventTime time = new EventTime();

    assertThat(new IsoTime(PARIS).read(text, time)).as(text).isTrue();
    assertThat(Instant.ofEpochMilli(time.millis())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // which number is the month?
        "22.11.2026 14:13",
        "22.11.2026",
        "11/22/2026",
        "11/22/2026 14:13:05",
        "01/02/2026",
        "22-11-2026 14:13:05",
        "22/11/2026 14:13:05",
        // which century?
        "Sunday, 22-Nov-26 14:13:05 GMT",
        "26-11-22 14:13:05",
        "22-NOV-26 02.13.05.000000 PM",
        // which year, which day, which zone?
        "Nov 22 14:13:05",
        "14:13:05",
        "2026",
        "2026-11",
        "2026-W47",
        "Nov 2026",
        "2026-11-22 14:13:05 CET",
        "2026-11-22 14:13:05 EST",
        "Sun Nov 22 14:13:05 CST 2026",
        "2026-11-22T14:13:05 local",
        // which unit?
        "1795356785",
        "1795356785.123",
        "1795356785123",
        // wrong in itself
        "",
        " ",
        "null",
        "yesterday",
        "2026-11-31T00:00:00Z",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-11-00",
        "2026-366",
        "2026-000",
        "2026-W54-1",
        "2025-W53-1",
        "2026-W00-1",
        "2026-W47-8",
        "2026-1122",
        "202611-22",
        "2026-11/22",
        "2026-11-22T",
        "2026-11-22T4",
        "2026-11-22T24:00:01Z",
        "2026-11-22T24:30:00Z",
        "2026-11-22T25:00:00Z",
        "2026-11-22T14:60:00Z",
        "2026-11-22T14:13:61Z",
        "2026-11-22T14:13:05.Z",
        "2026-11-22T14:13:05+19:00",
        "2026-11-22T14:13:05+01:60",
        "2026-11-22T14:13:05+01:00x",
        "2026-11-22T14:13:05Zx",
        "2026-11-22T14:13:05 +0100 UTC",
        "2026-11-22T14:13:05 +0100 -0300",
        "2026-11-22T14:13:05[Mars]",
        "2026-11-22T14:13:05[UTC",
        "2026-11-22 14:13:05 Mars/Olympus",
        "2026-11-22 14:13:05 PM",
        "2026-11-22 00:13:05 AM",
        "9999-12-31T23:59:59-10:00",
        "Mon, 22 Nov 2026 14:13:05 GMT",
        "31 Nov 2026 14:13:05 GMT",
        "22 Nov 2026 25:13:05 GMT",
        "22 Nov Dec 2026",
        "22 23 Nov 2026",
        "22 Nov 2026 2027",
        "Nov 2026 14:13:05",
        "22 Nov 2026 14:13:05 15:13:05",
        "22 Nov 2026 14:13:05 GMT +0100",
        "22 Nov 2026 GMT",
        "22 Nov 2026 14:13:05 GMT x",
        "(22 Nov 2026)",
        "22//Nov/2026",
      })
  void theSpellingIsNotRead(String text) {
    assertThat(new IsoTime(PARIS).read(text, new EventTime())).as(text).isFalse();
  }

  @Test
  void whatJavasFormattersWriteIsReadBack() {
    Random random = new Random(20_261_122);
    DateTimeFormatter[] formatters = {
      DateTimeFormatter.ISO_ZONED_DATE_TIME,
      DateTimeFormatter.ISO_OFFSET_DATE_TIME,
      DateTimeFormatter.ISO_INSTANT,
      DateTimeFormatter.RFC_1123_DATE_TIME,
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' uuuu", Locale.ENGLISH),
      DateTimeFormatter.ofPattern("uuuu-DDD'T'HH:mm:ssXXX", Locale.ENGLISH),
      DateTimeFormatter.ofPattern("YYYY-'W'ww-e'T'HH:mm:ssXXX", Locale.forLanguageTag("en-DE")),
      DateTimeFormatter.ofPattern("MMMM d, uuuu h:mm:ss a X", Locale.ENGLISH),
    };
    EventTime time = new EventTime();
    for (int i = 0; i < 5_000; i++) {
      Instant moment = Instant.ofEpochSecond(random.nextLong(0, 4_102_444_800L));
      DateTimeFormatter formatter = formatters[i % formatters.length];
      String text = formatter.format(ZonedDateTime.ofInstant(moment, ZoneOffset.UTC));

      assertThat(new IsoTime(PARIS).read(text, time)).as(text).isTrue();
      assertThat(Instant.ofEpochMilli(time.millis())).as(text).isEqualTo(moment);
    }
  }

  @Test
  void theQuickLookReadsWhatTheGeneralReaderReads() {
    Random random = new Random(20_261_122);
    DateTimeFormatter[] formatters = {
      DateTimeFormatter.ISO_OFFSET_DATE_TIME,
      DateTimeFormatter.ISO_LOCAL_DATE_TIME,
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSXXX", Locale.ROOT)
    };
    EventTime quick = new EventTime();
    EventTime general = new EventTime();
    int taken = 0;
    for (int i = 0; i < 30_000; i++) {
      Instant moment =
          Instant.ofEpochSecond(
              random.nextLong(EventTime.FIRST_MILLIS, EventTime.LAST_MILLIS) / 1000,
              random.nextInt(3) * 123_456_789L);
      ZoneOffset offset = ZoneOffset.ofHoursMinutes(random.nextInt(12), random.nextInt(60));
      String text = formatters[i % formatters.length].format(moment.atOffset(offset));
      boolean read = UsualIso.read(text, PARIS, quick);
      taken += read ? 1 : 0;
      if (read) {
        assertThat(new YearFirst(text).read(PARIS, general)).as(text).isTrue();
        assertThat(quick.millis()).as(text).isEqualTo(general.millis());
      }
    }
    assertThat(taken).isGreaterThan(29_000);
    for (int day = 1; day < 100; day++) {
      String text = String.format(Locale.ROOT, "2026-%02d-%02dT23:59:59Z", 1 + day % 12, day % 33);
      if (UsualIso.read(text, PARIS, quick)) {
        assertThat(Instant.ofEpochMilli(quick.millis())).isEqualTo(Instant.parse(text));
      }
    }
  }

  @Test
  void noTextMakesItFail() {
    Random random = new Random(7);
    String alphabet = "0123456789-+:./TZW ,[]()AMPNovSunGMTUTC\u2212\u202Fm=";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder("2026-11-22T14:13:05 +0100 CET");
      for (int edits = random.nextInt(8); edits >= 0; edits--) {
        char letter = alphabet.charAt(random.nextInt(alphabet.length()));
        text.setCharAt(random.nextInt(text.length()), letter);
        text.setLength(1 + random.nextInt(text.length()));
      }
      boolean read = new IsoTime(PARIS).read(text.toString(), new EventTime());
      assertThat(read || !UsualIso.read(text.toString(), PARIS, new EventTime())).isTrue();
    }
  }
}
