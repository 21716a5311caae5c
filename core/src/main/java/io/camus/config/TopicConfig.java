package io.camus.config;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings of one topic: its own where it has them, else those for all topics. */
public final class TopicConfig {
  /** What the name of a topic looks like. */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  private final ParsedSettings settings;
  private final String topic;

  TopicConfig(ParsedSettings settings, String topic) {
    this.settings = settings;
    this.topic = topic;
  }

  /**
   * The topic's own value of a key that it may have for itself, else the one for all topics.
   *
   * @throws IllegalArgumentException if the topic has a wrong one of its own
   */
  public <T> T value(Key<T> key) {
    return settings.value(key, topic);
  }

  /** The topic's own value, else the one for all topics, of a key without a default. */
  public <T> Optional<T> optional(Key<T> key) {
    return settings.optional(key, topic);
  }

  /** How records are read; empty if the topic's own key names no decoder. */
  public Optional<DecoderKind> decoder() {
    try {
      return Optional.of(value(DecodingSettings.DECODER));
    } catch (IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  /** Why the topic cannot be handled, for people; its records stay in Kafka. Empty if it can. */
  public Optional<String> problem() {
    Optional<DecoderKind> decoder = decoder();
    if (decoder.isEmpty()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s.%s = %s is not a decoder; use one of %s",
              DecodingSettings.DECODER.name(),
              topic,
              settings.text(DecodingSettings.DECODER, topic),
              String.join(", ", KeyType.words(DecoderKind.values()).keySet())));
    }
    if (decoder.get() == DecoderKind.AVRO && !SchemaSettings.isSource(settings)) {
      return Optional.of(
          "Avro needs schemas: set etl.schema.registry.url, or camus.message.decoder.class."
              + topic
              + " to json, text or bytes");
    }
    if (decoder.get().lines()
        && settings.has(OutputSettings.CODEC, topic)
        && value(OutputSettings.CODEC) == OutputCodec.SNAPPY) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "etl.output.codec.%s = snappy: lines have no snappy; use none, gzip or zstandard",
              topic));
    }
    return timestampProblem();
  }

  private Optional<String> timestampProblem() {
    if (!value(DecodingSettings.TIMESTAMP_REQUIRED)) {
      return Optional.empty();
    }
    String key = DecodingSettings.TIMESTAMP_REQUIRED.name();
    DecoderKind kind = decoder().orElseThrow();
    if (!kind.hasFields()) {
      return settings.has(DecodingSettings.TIMESTAMP_REQUIRED, topic)
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
    return DecoderKind.isOriginalJson(settings.text(DecodingSettings.DECODER, topic).trim());
  }

  /** Whether a user chose the fields of the event time, and so expects one of them. */
  public boolean namesTimestampField() {
    return isGiven(DecodingSettings.TIMESTAMP_FIELD);
  }

  /** Candidate field paths of the event time, with dots, the first one that is there wins. */
  public List<String> timestampField() {
    return decodesAsOriginalJson() && !namesTimestampField()
        ? List.of(DecoderKind.ORIGINAL_JSON_FIELD)
        : value(DecodingSettings.TIMESTAMP_FIELD);
  }

  /**
   * What the event time looks like: {@code unix_milliseconds}, ..., {@code ISO-8601}, {@code auto},
   * or a pattern.
   *
   * @throws IllegalArgumentException if the topic has a wrong one of its own
   */
  public String timestampFormat() {
    return decodesAsOriginalJson() && !isGiven(DecodingSettings.TIMESTAMP_FORMAT)
        ? DecoderKind.ORIGINAL_JSON_FORMAT
        : value(DecodingSettings.TIMESTAMP_FORMAT);
  }

  /** Whether its counts tell servers and services apart, so that records are searched. */
  public boolean tellsApart() {
    return AuditSettings.tellsApart(settings, topic);
  }

  /** How files are compressed, all rules applied. */
  public OutputCodec codec() {
    if (!settings.value(OutputSettings.COMPRESS)) {
      return OutputCodec.NONE;
    }
    boolean chosen =
        settings.has(OutputSettings.CODEC) || settings.has(OutputSettings.CODEC, topic);
    OutputCodec codec =
        chosen || !settings.has(OutputSettings.DEFLATE_LEVEL)
            ? value(OutputSettings.CODEC)
            : OutputCodec.DEFLATE;
    boolean lines = decoder().map(DecoderKind::lines).orElse(false);
    return lines && codec == OutputCodec.SNAPPY ? OutputCodec.DEFLATE : codec;
  }

  /**
   * How directories follow from event time: by the topic's own keys first; a date pattern means the
   * partitioner that uses it.
   */
  public PartitionerKind partitioner() {
    boolean byPattern =
        settings.has(OutputSettings.DIRECTORY_FORMAT, topic)
            || (settings.has(OutputSettings.DIRECTORY_FORMAT)
                && !settings.has(OutputSettings.PARTITIONER));
    return byPattern && !settings.has(OutputSettings.PARTITIONER, topic)
        ? PartitionerKind.PATTERN
        : value(OutputSettings.PARTITIONER);
  }

  private boolean isGiven(Key<?> key) {
    return settings.has(key) || settings.has(key, topic);
  }

  /**
   * The topics that settings name, each with one of those settings: in the names of keys, in lists
   * of topics, and in the white list by patterns that are names, with or without care for dots.
   */
  static SortedMap<String, String> named(ParsedSettings settings) {
    SortedMap<String, String> settingByTopic = new TreeMap<>();
    List<Pattern> black = settings.value(KafkaSettings.BLACKLIST);
    for (Pattern white : settings.value(KafkaSettings.WHITELIST)) {
      String name = white.pattern().replace("[.]", ".").replace("\\.", ".");
      if (NAME.matcher(name).matches()
          && black.stream().noneMatch(pattern -> pattern.matcher(name).matches())) {
        settingByTopic.put(name, KafkaSettings.WHITELIST.name());
      }
    }
    settings.perTopic().forEach((name, own) -> settingByTopic.put(own.topic(), name));
    for (Key<TopicSet> key : List.of(PullSettings.MOVE_TO_LATEST, AuditSettings.IGNORE_SERVICE)) {
      settings.value(key).topics().forEach(topic -> settingByTopic.put(topic, key.name()));
    }
    return Collections.unmodifiableSortedMap(settingByTopic);
  }
}
