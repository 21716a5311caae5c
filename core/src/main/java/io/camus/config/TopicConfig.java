package io.camus.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The settings of one topic: its own where it has them, else those for all topics. */
public final class TopicConfig {
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
    return Optional.empty();
  }

  /** Candidate field paths of the event time, with dots, the first one that is there wins. */
  public List<String> timestampField() {
    return given.value(DecodingKeys.TIMESTAMP_FIELD, topic);
  }

  /**
   * What the event time looks like: {@code unix_milliseconds}, ..., {@code ISO-8601}, or a pattern.
   */
  public String timestampFormat() {
    return given.value(DecodingKeys.TIMESTAMP_FORMAT, topic);
  }

  /** Field path of the producing server. */
  public String serverField() {
    return given.value(DecodingKeys.SERVER_FIELD, topic);
  }

  /** Field path of the producing service. */
  public String serviceField() {
    return given.value(DecodingKeys.SERVICE_FIELD, topic);
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

  /** Date pattern of the directories, in Joda's letters. */
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
