package io.camus.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The settings of one topic: its own where it has them, else those for all topics. */
public final class TopicConfig {
  /** Keys whose wrong value leaves out its topic only: the others go on. */
  static final Set<String> OWN_PROBLEMS =
      Set.of(
          DecodingKeys.DECODER.name(),
          DecodingKeys.TIMESTAMP_FORMAT.name(),
          OutputKeys.DIRECTORY_FORMAT.name());

  private final Given given;
  private final String topic;

  TopicConfig(Given given, String topic) {
    this.given = given;
    this.topic = topic;
  }

  /** How records are read; empty if the topic's own key names no decoder. */
  public Optional<DecoderKind> decoder() {
    Optional<String> own = given.text(DecodingKeys.DECODER, topic);
    return own.isEmpty()
        ? Optional.of(given.value(DecodingKeys.DECODER))
        : DecoderKind.named(own.get().trim());
  }

  /** Why the topic cannot be handled, for people; its records stay in Kafka. Empty if it can. */
  public Optional<String> problem() {
    Optional<DecoderKind> decoder = decoder();
    if (decoder.isEmpty()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s.%s = %s is not a decoder; use one of %s",
              DecodingKeys.DECODER.name(),
              topic,
              given.text(DecodingKeys.DECODER, topic).orElseThrow(),
              String.join(", ", DecoderKind.words())));
    }
    if (decoder.get() == DecoderKind.AVRO && !SchemaKeys.isSource(given)) {
      return Optional.of(
          "Avro needs schemas: set etl.schema.registry.url, or camus.message.decoder.class."
              + topic
              + " to json, text or bytes");
    }
    if (decoder.get().lines()
        && given.has(OutputKeys.CODEC, topic)
        && given.value(OutputKeys.CODEC, topic) == OutputCodec.SNAPPY) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "etl.output.codec.%s = snappy: lines have no snappy; use none, gzip or zstandard",
              topic));
    }
    return timestampProblem();
  }

  private Optional<String> timestampProblem() {
    if (!timestampRequired()) {
      return Optional.empty();
    }
    String key = DecodingKeys.TIMESTAMP_REQUIRED.name();
    DecoderKind kind = decoder().orElseThrow();
    if (!kind.hasFields()) {
      return given.has(DecodingKeys.TIMESTAMP_REQUIRED, topic)
          ? Optional.of(
              String.format(
                  Locale.ROOT,
                  "%s.%s = true: %s has no fields that could hold an event time; remove it",
                  key,
                  topic,
                  kind.name().toLowerCase(Locale.ROOT)))
          : Optional.empty();
    }
    return timestampField().isEmpty()
        ? Optional.of(key + " = true needs camus.message.timestamp.field, which names no field")
        : Optional.empty();
  }

  /** Whether records are read as the original's {@code JsonStringMessageDecoder} did. */
  public boolean decodesAsOriginalJson() {
    return DecoderKind.isOriginalJson(given.word(DecodingKeys.DECODER, topic));
  }

  /** Whether a user chose the fields of the event time, and so expects one of them. */
  public boolean namesTimestampField() {
    return given.has(DecodingKeys.TIMESTAMP_FIELD)
        || given.has(DecodingKeys.TIMESTAMP_FIELD, topic);
  }

  /** Candidate field paths of the event time, with dots, the first one that is there wins. */
  public List<String> timestampField() {
    return decodesAsOriginalJson() && !namesTimestampField()
        ? List.of(DecoderKind.ORIGINAL_JSON_FIELD)
        : given.value(DecodingKeys.TIMESTAMP_FIELD, topic);
  }

  /**
   * What the event time looks like: {@code unix_milliseconds}, ..., {@code ISO-8601}, {@code auto},
   * or a pattern.
   *
   * @throws IllegalArgumentException if the topic has a wrong one of its own
   */
  public String timestampFormat() {
    boolean chosen =
        given.has(DecodingKeys.TIMESTAMP_FORMAT) || given.has(DecodingKeys.TIMESTAMP_FORMAT, topic);
    return decodesAsOriginalJson() && !chosen
        ? DecoderKind.ORIGINAL_JSON_FORMAT
        : given.value(DecodingKeys.TIMESTAMP_FORMAT, topic);
  }

  /** Whether a record without a readable event time in its fields is a dead letter. */
  public boolean timestampRequired() {
    return given.value(DecodingKeys.TIMESTAMP_REQUIRED, topic);
  }

  /** Field path of the producing server. */
  public String serverField() {
    return given.value(DecodingKeys.SERVER_FIELD, topic);
  }

  /** Field path of the producing service. */
  public String serviceField() {
    return given.value(DecodingKeys.SERVICE_FIELD, topic);
  }

  /** What becomes of line breaks in texts. */
  public LineBreakPolicy textLineBreaks() {
    return given.value(DecodingKeys.TEXT_LINE_BREAKS, topic);
  }

  /** What becomes of records without a value. */
  public NullValuePolicy nullValuePolicy() {
    return given.value(DecodingKeys.NULL_VALUE, topic);
  }

  /** Percent of the records that may lack their schema, 0 to 100. */
  public double maxPercentSchemaNotFound() {
    return given.value(DecodingKeys.MAX_PERCENT_SCHEMA, topic);
  }

  /** Percent of the records that may be rejected otherwise, 0 to 100. */
  public double maxPercentOther() {
    return given.value(DecodingKeys.MAX_PERCENT_OTHER, topic);
  }

  /** Language of the names in a date pattern's directories. */
  public Locale directoryLocale() {
    return given.value(OutputKeys.DIRECTORY_LOCALE, topic);
  }

  /**
   * Date pattern of the directories, in Joda's letters.
   *
   * @throws IllegalArgumentException if the topic has a wrong one of its own
   */
  public String topicSubDirFormat() {
    return given.value(OutputKeys.DIRECTORY_FORMAT, topic);
  }

  /** How files are compressed, all rules applied. */
  public OutputCodec codec() {
    if (!given.value(OutputKeys.COMPRESS)) {
      return OutputCodec.NONE;
    }
    OutputCodec codec = given.value(OutputKeys.CODEC, topic);
    boolean lines = decoder().map(DecoderKind::lines).orElse(false);
    return lines && codec == OutputCodec.SNAPPY ? OutputCodec.DEFLATE : codec;
  }

  /** Whose records share a data file. */
  public FileScope filesPer() {
    return given.value(OutputKeys.FILES_PER, topic);
  }

  /** Size in bytes at which a data file is followed by another; empty if never. */
  public Optional<Long> targetFileBytes() {
    return given.value(OutputKeys.TARGET_BYTES, topic);
  }

  /**
   * How directories follow from event time: by the topic's own keys first; a date pattern means the
   * partitioner that uses it.
   */
  public PartitionerKind partitioner() {
    if (given.has(OutputKeys.PARTITIONER, topic)) {
      return given.value(OutputKeys.PARTITIONER, topic);
    }
    if (given.has(OutputKeys.DIRECTORY_FORMAT, topic)) {
      return PartitionerKind.PATTERN;
    }
    return given.has(OutputKeys.DIRECTORY_FORMAT) && !given.has(OutputKeys.PARTITIONER)
        ? PartitionerKind.PATTERN
        : given.value(OutputKeys.PARTITIONER);
  }
}
