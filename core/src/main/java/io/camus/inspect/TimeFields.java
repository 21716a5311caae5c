package io.camus.inspect;

import io.camus.decode.FieldPath;
import io.camus.inspect.TimeField.Doubt;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Finds fields that contain times, by parsing each with the decoder and formats of a run. */
final class TimeFields {
  /** The formats for a text that is neither a number nor anything like ISO 8601. */
  static final List<String> PATTERNS =
      List.of(
          "dd/MMM/yyyy:HH:mm:ss Z",
          "yyyy-MM-dd HH:mm:ss,SSS",
          "dd.MM.yyyy HH:mm:ss",
          "MM/dd/yyyy HH:mm:ss",
          "dd/MM/yyyy HH:mm:ss",
          "MM/dd/yyyy hh:mm:ss a",
          "yyyyMMddHHmmss",
          "yyyyMMddHHmmssSSS",
          "dd.MM.yyyy",
          "MM/dd/yyyy",
          "dd/MM/yyyy");

  private static final String AUTO = "auto";
  private static final List<String> USUAL =
      List.of(
          "unix_milliseconds", "unix_seconds", "unix_microseconds", "unix_nanoseconds", "ISO-8601");
  private static final Duration AHEAD = Duration.ofMinutes(30);
  private static final Duration FAR = Duration.ofDays(5 * 365);
  private static final Duration NEAR = Duration.ofDays(30);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int FEW = 5;

  private final SampleDecoders decoders;
  private final ContentKind kind;
  private final List<SampledRecord> records;
  private final SourceRecord view = new SourceRecord();

  /**
   * @param kind {@link ContentKind#JSON} or {@link ContentKind#AVRO}
   * @param records of that kind
   */
  TimeFields(SampleDecoders decoders, ContentKind kind, List<SampledRecord> records) {
    this.decoders = decoders;
    this.kind = kind;
    this.records = records;
  }

  /**
   * The moments that a format reads in a field.
   *
   * @param millis one for each record, empty for a record in which there is none
   * @param present in how many records the field is
   */
  private record Reading(String format, List<OptionalLong> millis, long present) {
    long read() {
      return moments().count();
    }

    LongStream moments() {
      return millis.stream().flatMapToLong(OptionalLong::stream);
    }

    /** How many moments are those of another reading. */
    long agreesWith(Reading other) {
      long agreed = 0;
      for (int i = 0; i < millis.size(); i++) {
        if (millis.get(i).isPresent() && millis.get(i).equals(other.millis.get(i))) {
          agreed++;
        }
      }
      return agreed;
    }
  }

  /**
   * Those among fields that hold moments, the likeliest event time first.
   *
   * @param units path to the schema's word for the unit; empty if there is none
   */
  List<TimeField> among(Map<String, String> units) {
    List<TimeField> found = new ArrayList<>();
    units.forEach((path, unit) -> field(path, unit).ifPresent(found::add));
    found.sort(TimeField.LIKELIEST_FIRST);
    return found;
  }

  private Optional<TimeField> field(String path, String unit) {
    FieldPath field = FieldPath.parse(path);
    Reading any = read(field, unit.isEmpty() ? AUTO : USUAL.get(0));
    Optional<Reading> best =
        any.read() * 2 >= any.present() && any.read() > 0
            ? Optional.of(unit.isEmpty() ? usual(field, any) : any)
            : pattern(field, any.present());
    return best.map(reading -> judged(path, unit, reading)).filter(TimeFields::isMoment);
  }

  /** A number far from Kafka's time is not a time, unless its name or its schema indicates one. */
  private static boolean isMoment(TimeField field) {
    return !field.isNumber()
        || !field.unit().isEmpty()
        || FieldNames.rank(field.path()) < FieldNames.NOT_OF_TIME
        || (!field.doubt().misleads() && field.ahead().abs().compareTo(NEAR) < 0);
  }

  /** The one format that reads what the digits tell, or that by digits if there are several. */
  private Reading usual(FieldPath field, Reading any) {
    return USUAL.stream()
        .map(format -> read(field, format))
        .filter(reading -> reading.agreesWith(any) == any.read())
        .findFirst()
        .orElse(any);
  }

  /** The pattern that reads most; of several that read as many, the one nearest to Kafka's time. */
  private Optional<Reading> pattern(FieldPath field, long present) {
    if (present == 0) {
      return Optional.empty();
    }
    return PATTERNS.stream()
        .map(format -> read(field, format))
        .filter(reading -> reading.read() * 10 >= present * 9)
        .min(
            Comparator.comparingLong((Reading reading) -> -reading.read())
                .thenComparing(reading -> ahead(reading).abs()));
  }

  private Reading read(FieldPath field, String format) {
    Decoder decoder = decoders.of(kind, field, format);
    List<OptionalLong> millis = new ArrayList<>();
    long present = 0;
    for (SampledRecord record : records) {
      OptionalLong moment = OptionalLong.empty();
      if (decoder.decode(record.into(view)) instanceof Datum datum
          && datum.eventTimeSource != Datum.FIELD_MISSING) {
        present++;
        if (datum.eventTimeSource == Datum.FIRST_FIELD) {
          moment = OptionalLong.of(datum.eventTimeMillis);
        }
      }
      millis.add(moment);
    }
    return new Reading(format, millis, present);
  }

  private TimeField judged(String path, String unit, Reading reading) {
    List<Long> millis = reading.moments().sorted().boxed().toList();
    Instant first = Instant.ofEpochMilli(millis.get(0));
    Instant last = Instant.ofEpochMilli(millis.get(millis.size() - 1));
    Duration ahead = ahead(reading);
    return new TimeField(
        path,
        reading.format(),
        unit,
        millis.size(),
        records.size(),
        first,
        last,
        ahead,
        doubt(millis, ahead, kafkaSpan(records)));
  }

  /** Why moments do not look like those of events. */
  private Doubt doubt(List<Long> millis, Duration ahead, Duration kafkaSpan) {
    Doubt doubt = doubt(millis, ahead, kafkaSpan, decoders.zone());
    return doubt == Doubt.NONE && millis.size() * 10L < records.size() * 9L ? Doubt.SPARSE : doubt;
  }

  /**
   * Why moments do not look like those of events.
   *
   * @param millis in order
   * @param ahead of Kafka's time
   * @param kafkaSpan from the first to the last of Kafka's times
   */
  static Doubt doubt(List<Long> millis, Duration ahead, Duration kafkaSpan, ZoneId zone) {
    long first = millis.get(0);
    long last = millis.get(millis.size() - 1);
    if (ahead.abs().compareTo(FAR) > 0) {
      return Doubt.FAR;
    } else if (first == last && millis.size() >= FEW && kafkaSpan.compareTo(Duration.ZERO) > 0) {
      return isMidnight(first, zone) && kafkaSpan.compareTo(DAY) < 0
          ? Doubt.WHOLE_DAYS
          : Doubt.CONSTANT;
    } else if (ahead.compareTo(AHEAD) > 0) {
      return Doubt.FUTURE;
    }
    return millis.size() > 1 && millis.stream().allMatch(it -> isMidnight(it, zone))
        ? Doubt.WHOLE_DAYS
        : Doubt.NONE;
  }

  private static boolean isMidnight(long millis, ZoneId zone) {
    Instant moment = Instant.ofEpochMilli(millis);
    return millis % DAY.toMillis() == 0
        || moment.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  static Duration kafkaSpan(List<SampledRecord> records) {
    long[] times =
        records.stream()
            .mapToLong(SampledRecord::timestampMillis)
            .filter(time -> time >= 0)
            .sorted()
            .toArray();
    return times.length == 0
        ? Duration.ZERO
        : Duration.ofMillis(times[times.length - 1] - times[0]);
  }

  /** How far a reading is ahead of Kafka's time: the middle of all its differences. */
  private Duration ahead(Reading reading) {
    List<Long> differences = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      long kafka = records.get(i).timestampMillis();
      OptionalLong moment = reading.millis().get(i);
      if (moment.isPresent() && kafka >= 0) {
        differences.add(moment.getAsLong() - kafka);
      }
    }
    return middle(differences);
  }

  /** The middle one of differences in milliseconds; none if there are none. */
  static Duration middle(List<Long> differences) {
    List<Long> sorted = differences.stream().sorted().toList();
    return sorted.isEmpty() ? Duration.ZERO : Duration.ofMillis(sorted.get(sorted.size() / 2));
  }
}
