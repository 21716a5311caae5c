package io.camus.config;

import io.camus.time.TimestampFormats;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** How records are read, and what becomes of those that cannot be. */
public final class DecodingSettings {
  private static final Set<String> LINE_BREAKS = Set.of("\n", "\r\n", "\r");

  static final KeyGroup KEYS =
      new KeyGroup("Decoding", "How records are read, and what happens to those that cannot be.");

  public static final Key<DecoderKind> DECODER =
      KEYS.topicKey("camus.message.decoder.class", DecoderKind.TYPE, "avro")
          .is(Key.Trait.TOPICS_OWN)
          .means(
              "How records are read: avro (the registry's wire format), json (an object), text"
                  + " (UTF-8), bytes. avro and bytes make Avro files, json and text make lines.");

  public static final Key<List<String>> TIMESTAMP_FIELD =
      KEYS.topicKey("camus.message.timestamp.field", KeyType.LIST, "header.time,timestamp")
          .means(
              "Where the event time is: field paths with dots. The first one that can be read is"
                  + " taken; without any, the Kafka record's own time, which the summary counts.");

  public static final Key<String> TIMESTAMP_FORMAT =
      KEYS.topicKey(
              "camus.message.timestamp.format",
              KeyType.TEXT.readableBy(text -> TimestampFormats.parse(text, ZoneOffset.UTC)),
              "unix_milliseconds")
          .is(Key.Trait.TOPICS_OWN)
          .means(
              "What the event time looks like: unix or unix_seconds, unix_milliseconds,"
                  + " unix_microseconds, unix_nanoseconds, ISO-8601, auto (ISO 8601 and numbers,"
                  + " whose unit follows from the number of digits), or a date pattern in Joda's"
                  + " letters.");

  public static final Key<Boolean> TIMESTAMP_REQUIRED =
      KEYS.topicKey("camus.message.timestamp.required", KeyType.YES_NO, "false")
          .means(
              "Whether a record without a readable event time in its fields is a dead letter"
                  + " (NO_EVENT_TIME) instead of being filed by Kafka's time. For avro and json;"
                  + " text and bytes have no fields.");

  public static final Key<String> SERVER_FIELD =
      KEYS.topicKey("camus.message.server.field", KeyType.TEXT, "header.server")
          .means("Field path of the server that produced a record, for the audit counts.");

  public static final Key<String> SERVICE_FIELD =
      KEYS.topicKey("camus.message.service.field", KeyType.TEXT, "header.service")
          .means("Field path of the service that produced a record, for the audit counts.");

  public static final Key<NullValuePolicy> NULL_VALUE =
      KEYS.topicKey(
              "camus.message.null.value", KeyType.oneOf(NullValuePolicy.values()), "dead-letter")
          .means(
              "What becomes of records without a value (tombstones): dead-letter keeps them with"
                  + " the errors, skip leaves them out and counts them.");

  public static final Key<LineBreakPolicy> TEXT_LINE_BREAKS =
      KEYS.topicKey(
              "camus.message.text.line.breaks", KeyType.oneOf(LineBreakPolicy.values()), "escape")
          .means(
              "What the decoder text does with line breaks (LF and CR) in a record, which has to be"
                  + " one line: escape writes U+240A and U+240D instead, which can be undone, trim"
                  + " drops one at the end and escapes the others, dead-letter keeps the record with"
                  + " the errors.");

  public static final Key<Boolean> IGNORE_SCHEMA_ERRORS =
      KEYS.key("etl.ignore.schema.errors", KeyType.YES_NO, "false")
          .means(
              "Whether records whose schema is not found never break a budget; they are dead"
                  + " letters all the same.");

  public static final Key<Double> MAX_PERCENT_SCHEMA =
      KEYS.topicKey("etl.max.percent.skipped.schemanotfound", KeyType.decimal(0, 100), "0.1")
          .means(
              "Percent of a topic's records that may be rejected because their schema is not found;"
                  + " beyond it the topic stays where it was and the run ends with exit code 4.");

  public static final Key<Double> MAX_PERCENT_OTHER =
      KEYS.topicKey("etl.max.percent.skipped.other", KeyType.decimal(0, 100), "0.1")
          .means(
              "Percent of a topic's records that may be rejected for any other reason; beyond it"
                  + " the topic stays where it was and the run ends with exit code 4.");

  public static final Key<Boolean> FAIL_ON_ERRORS =
      KEYS.key("etl.fail.on.errors", KeyType.YES_NO, "false")
          .means(
              "Whether any rejected record but a null value makes the run end with exit code 4, after"
                  + " everything is committed.");

  public static final Key<Integer> ERRORS_TO_PRINT =
      KEYS.key("etl.max.errors.to.print.from.file", KeyType.integerFrom(0), "10")
          .means(
              "A summary has a row for each topic and cause of rejected records; this many rows, the"
                  + " largest first, also show a sample with what to do. --json has all of them.");

  public static final Key<Integer> DECODER_ERRORS_TO_PRINT =
      KEYS.key("max.decoder.exceptions.to.print", KeyType.integerFrom(0), "10")
          .means("Rejected records whose causes one task logs, at level INFO, at most.");

  static {
    KEYS.rule(DecodingSettings::uselessLineBreaks);
  }

  private DecodingSettings() {}

  /** A delimiter that is no line break leaves nothing to do for a policy of line breaks. */
  private static Stream<String> uselessLineBreaks(ParsedSettings settings) {
    return LINE_BREAKS.contains(settings.value(OutputSettings.DELIMITER))
        ? Stream.empty()
        : settings
            .namesOf(TEXT_LINE_BREAKS)
            .map(
                name ->
                    String.format(
                        Locale.ROOT,
                        "%s is only used if etl.output.record.delimiter is a line break, since others"
                            + " may be in a text; remove one of them",
                        name));
  }
}
