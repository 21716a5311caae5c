package io.camus.config;

import static io.camus.config.Reading.choice;
import static io.camus.config.Reading.decimal;
import static io.camus.config.Reading.integer;
import static io.camus.config.Reading.list;
import static io.camus.config.Reading.text;
import static io.camus.config.Reading.trimmed;
import static io.camus.config.Reading.yesNo;

import io.camus.time.TimestampFormat;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;

/** How the bytes of records are read, and what happens to those that cannot be. */
final class DecodingKeys {
  private static final int MAX = Integer.MAX_VALUE;

  static final Key<DecoderKind> DECODER =
      choice("camus.message.decoder.class", DecoderKind.words(), DecoderKind::named)
          .byDefault("avro")
          .alsoPerTopic()
          .means(
              "How records are read: avro (the registry's wire format), json (an object), text"
                  + " (UTF-8), bytes. avro and bytes make Avro files, json and text make lines.");

  static final Key<List<String>> TIMESTAMP_FIELD =
      list("camus.message.timestamp.field")
          .byDefault("header.time,timestamp")
          .alsoPerTopic()
          .means(
              "Where the event time is: field paths with dots. The first one that can be read is"
                  + " taken; without any, the Kafka record's own time, which the summary counts.");

  static final Key<String> TIMESTAMP_FORMAT =
      Key.of("camus.message.timestamp.format", ConfigDef.Type.STRING, DecodingKeys::timestampFormat)
          .byDefault("unix_milliseconds")
          .alsoPerTopic()
          .means(
              "What the event time looks like: unix or unix_seconds, unix_milliseconds,"
                  + " unix_microseconds, unix_nanoseconds, ISO-8601, auto (ISO 8601 and numbers,"
                  + " whose unit follows from the number of digits), or a date pattern in Joda's"
                  + " letters.");

  static final Key<Boolean> TIMESTAMP_REQUIRED =
      yesNo("camus.message.timestamp.required")
          .byDefault("false")
          .alsoPerTopic()
          .means(
              "Whether a record without a readable event time in its fields is a dead letter"
                  + " (NO_EVENT_TIME) instead of being filed by Kafka's time. For avro and json;"
                  + " text and bytes have no fields.");

  static final Key<String> SERVER_FIELD =
      text("camus.message.server.field")
          .byDefault("header.server")
          .alsoPerTopic()
          .means("Field path of the server that produced a record, for the audit counts.");

  static final Key<String> SERVICE_FIELD =
      text("camus.message.service.field")
          .byDefault("header.service")
          .alsoPerTopic()
          .means("Field path of the service that produced a record, for the audit counts.");

  static final Key<NullValuePolicy> NULL_VALUE =
      choice("camus.message.null.value", NullValuePolicy.words(), NullValuePolicy::named)
          .byDefault("dead-letter")
          .alsoPerTopic()
          .means(
              "What becomes of records without a value (tombstones): dead-letter keeps them with"
                  + " the errors, skip leaves them out and counts them.");

  static final Key<LineBreakPolicy> TEXT_LINE_BREAKS =
      choice("camus.message.text.line.breaks", LineBreakPolicy.words(), LineBreakPolicy::named)
          .byDefault("escape")
          .alsoPerTopic()
          .means(
              "What the decoder text does with line breaks (LF and CR) in a record, which has to be"
                  + " one line: escape writes U+240A and U+240D instead, which can be undone, trim"
                  + " drops one at the end and escapes the others, dead-letter keeps the record with"
                  + " the errors.");

  static final Key<Boolean> IGNORE_SCHEMA_ERRORS =
      yesNo("etl.ignore.schema.errors")
          .byDefault("false")
          .means(
              "Whether records whose schema is not found never break a budget; they are dead"
                  + " letters all the same.");

  static final Key<Double> MAX_PERCENT_SCHEMA =
      decimal("etl.max.percent.skipped.schemanotfound", 0, 100)
          .byDefault("0.1")
          .alsoPerTopic()
          .means(
              "Percent of a topic's records that may be rejected because their schema is not found;"
                  + " beyond it the topic stays where it was and the run ends with exit code 4.");

  static final Key<Double> MAX_PERCENT_OTHER =
      decimal("etl.max.percent.skipped.other", 0, 100)
          .byDefault("0.1")
          .alsoPerTopic()
          .means(
              "Percent of a topic's records that may be rejected for any other reason; beyond it"
                  + " the topic stays where it was and the run ends with exit code 4.");

  static final Key<Boolean> FAIL_ON_ERRORS =
      yesNo("etl.fail.on.errors")
          .byDefault("false")
          .means(
              "Whether any rejected record but a null value makes the run end with exit code 4, after"
                  + " everything is committed.");

  static final Key<Integer> ERRORS_TO_PRINT =
      integer("etl.max.errors.to.print.from.file", 0, MAX)
          .byDefault("10")
          .means(
              "A summary has a row for each topic and cause of rejected records; this many rows, the"
                  + " largest first, also show a sample with what to do. --json has all of them.");

  static final Key<Integer> DECODER_ERRORS_TO_PRINT =
      integer("max.decoder.exceptions.to.print", 0, MAX)
          .byDefault("10")
          .means("Rejected records whose causes one task logs, at level INFO, at most.");

  static final KeyGroup GROUP =
      new KeyGroup(
          "Decoding",
          "How records are read, and what happens to those that cannot be.",
          List.of(
              DECODER,
              TIMESTAMP_FIELD,
              TIMESTAMP_FORMAT,
              TIMESTAMP_REQUIRED,
              SERVER_FIELD,
              SERVICE_FIELD,
              NULL_VALUE,
              TEXT_LINE_BREAKS,
              IGNORE_SCHEMA_ERRORS,
              MAX_PERCENT_SCHEMA,
              MAX_PERCENT_OTHER,
              FAIL_ON_ERRORS,
              ERRORS_TO_PRINT,
              DECODER_ERRORS_TO_PRINT));

  private DecodingKeys() {}

  private static String timestampFormat(Object value) {
    String text = trimmed(value);
    TimestampFormat unused = TimestampFormat.parse(text, ZoneOffset.UTC);
    return text;
  }
}
