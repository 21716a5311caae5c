package io.camus.config;

import io.camus.time.TimestampFormats;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** How records are decoded, and what happens to those that cannot be. */
public final class DecodingSettings {
  private static final Set<String> LINE_BREAKS = Set.of("\n", "\r\n", "\r");

  static final KeyGroup KEYS =
      new KeyGroup(
          "Decoding",
          "How records are decoded, and what happens to records that cannot be" + " decoded.");

  public static final Key<Provider> DECODER =
      KEYS.topicKey("camus.message.decoder.class", KeyType.provider(Provider.Kind.DECODER), "avro")
          .is(Key.Trait.TOPICS_OWN)
          .means(
              "Format of the records: avro (the registry's wire format), json (an object), text"
                  + " (UTF-8), bytes, archive (all that Kafka has of a record), or the name or class of a plug-in's decoder.");

  public static final Key<SchemaIdFormat> SCHEMA_ID =
      KEYS.topicKey("camus.message.schema.id", KeyType.oneOf(SchemaIdFormat.values()), "registry")
          .means(
              "Where records have the id of their schema, for Avro, Protobuf and JSON Schema. registry: a zero byte and four bytes"
                  + " before the data. header: a record header of Confluent's or Apicurio's"
                  + " serializers. apicurio-global-id, apicurio-content-id: a zero byte and eight"
                  + " bytes. single-object: Avro's single-object encoding, with a directory of"
                  + " schemas; for Avro only.");

  public static final Key<Provider> KEY_DECODER =
      KEYS.optional("camus.message.key.decoder.class", KeyType.provider(Provider.Kind.DECODER))
          .defaultMeans("none; keys stay bytes")
          .is(Key.Trait.PER_TOPIC)
          .means("Format of the keys in the column of keys, named as the format of the records.");

  public static final Key<Provider> EXTRACTOR =
      KEYS.optional("camus.message.timestamp.extractor", KeyType.provider(Provider.Kind.EVENT_TIME))
          .defaultMeans("none; the time is in a field")
          .is(Key.Trait.PER_TOPIC)
          .means("Name or class of a plug-in that finds the event time of each record.");

  public static final Key<List<String>> TIMESTAMP_FIELD =
      KEYS.topicKey("camus.message.timestamp.field", KeyType.LIST, "header.time,timestamp")
          .means(
              "Fields that hold the event time, as dotted paths. The first readable one is used. If"
                  + " there is none, the Kafka record's timestamp is used, and the summary counts"
                  + " it.");

  public static final Key<String> TIMESTAMP_FORMAT =
      KEYS.topicKey(
              "camus.message.timestamp.format",
              KeyType.TEXT.readableBy(text -> TimestampFormats.parse(text, ZoneOffset.UTC)),
              "unix_milliseconds")
          .is(Key.Trait.TOPICS_OWN)
          .means(
              "Format of the event time: unix or unix_seconds, unix_milliseconds,"
                  + " unix_microseconds, unix_nanoseconds, ISO-8601, auto (ISO 8601, or a number"
                  + " whose unit follows from its digits), or a Joda date pattern.");

  public static final Key<Boolean> TIMESTAMP_REQUIRED =
      KEYS.topicKey("camus.message.timestamp.required", KeyType.YES_NO, "false")
          .means(
              "If true, a record without a readable event time in its fields becomes a dead letter"
                  + " (NO_EVENT_TIME). If false, Kafka's timestamp is used instead. For avro and"
                  + " json; text and bytes have no fields.");

  public static final Key<String> SERVER_FIELD =
      KEYS.topicKey("camus.message.server.field", KeyType.TEXT, "header.server")
          .means("Path of the field that names the producing server, for the audit counts.");

  public static final Key<String> SERVICE_FIELD =
      KEYS.topicKey("camus.message.service.field", KeyType.TEXT, "header.service")
          .means("Path of the field that names the producing service, for the audit counts.");

  public static final Key<NullValuePolicy> NULL_VALUE =
      KEYS.topicKey(
              "camus.message.null.value", KeyType.oneOf(NullValuePolicy.values()), "dead-letter")
          .means(
              "What to do with records without a value (tombstones): dead-letter keeps them as dead"
                  + " letters, skip drops and counts them.");

  public static final Key<LineBreakPolicy> TEXT_LINE_BREAKS =
      KEYS.topicKey(
              "camus.message.text.line.breaks", KeyType.oneOf(LineBreakPolicy.values()), "escape")
          .means(
              "What the text decoder does with line breaks (LF and CR) inside a record, which must"
                  + " be one line: escape writes U+240A and U+240D instead (reversible), trim drops"
                  + " one at the end and escapes the others, dead-letter keeps the record as a dead"
                  + " letter.");

  public static final Key<Boolean> IGNORE_SCHEMA_ERRORS =
      KEYS.key("etl.ignore.schema.errors", KeyType.YES_NO, "false")
          .means(
              "If true, records whose schema is not found do not count against the error budget."
                  + " They still become dead letters.");

  public static final Key<Double> MAX_PERCENT_SCHEMA =
      KEYS.topicKey("etl.max.percent.skipped.schemanotfound", KeyType.decimal(0, 100), "0.1")
          .means(
              "Maximum percentage of a topic's records rejected because their schema is not found."
                  + " If exceeded, nothing is committed for the topic and the run ends with exit"
                  + " code 4.");

  public static final Key<Double> MAX_PERCENT_OTHER =
      KEYS.topicKey("etl.max.percent.skipped.other", KeyType.decimal(0, 100), "0.1")
          .means(
              "Maximum percentage of a topic's records rejected for any other reason. If exceeded,"
                  + " nothing is committed for the topic and the run ends with exit code 4.");

  public static final Key<Boolean> FAIL_ON_ERRORS =
      KEYS.key("etl.fail.on.errors", KeyType.YES_NO, "false")
          .means(
              "If true, any rejected record other than a null value makes the run end with exit"
                  + " code 4, after everything is committed.");

  public static final Key<Integer> ERRORS_TO_PRINT =
      KEYS.key("etl.max.errors.to.print.from.file", KeyType.integerFrom(0), "10")
          .means(
              "The summary has a row per topic and cause of rejected records. This many rows,"
                  + " largest first, also show a sample and what to do. --json has all samples.");

  public static final Key<Integer> DECODER_ERRORS_TO_PRINT =
      KEYS.key("max.decoder.exceptions.to.print", KeyType.integerFrom(0), "10")
          .means(
              "Maximum number of rejected records that a task logs with their cause, at level"
                  + " INFO.");

  static {
    KEYS.rule(DecodingSettings::uselessLineBreaks);
  }

  private DecodingSettings() {}

  /** The line break policy has no effect unless the delimiter is a line break. */
  private static Stream<String> uselessLineBreaks(ParsedSettings settings) {
    return LINE_BREAKS.contains(settings.value(OutputSettings.DELIMITER))
        ? Stream.empty()
        : settings
            .namesOf(TEXT_LINE_BREAKS)
            .map(
                name ->
                    String.format(
                        Locale.ROOT,
                        "%s applies only if etl.output.record.delimiter is a line break; remove one"
                            + " of them",
                        name));
  }
}
