package io.camus.config;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings of one topic: its own if set, else those for all topics. */
public final class TopicConfig {
  /** The syntax of topic names. */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  private final ParsedSettings settings;
  private final String topic;

  TopicConfig(ParsedSettings settings, String topic) {
    this.settings = settings;
    this.topic = topic;
  }

  /**
   * The topic's own value of a key, else the one for all topics.
   *
   * @throws IllegalArgumentException if the topic's own value is invalid
   */
  public <T> T value(Key<T> key) {
    return settings.value(key, topic);
  }

  /** The topic's own value, else the one for all topics, of a key without a default. */
  public <T> Optional<T> optional(Key<T> key) {
    return settings.optional(key, topic);
  }

  /** The decoder; empty if the topic's own key is invalid. */
  public Optional<DecoderKind> decoder() {
    try {
      return Optional.of(value(DecodingSettings.DECODER));
    } catch (IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  /** Why the topic cannot be pulled, for people; its records stay in Kafka. Empty if it can. */
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
              "etl.output.codec.%s = snappy: files of lines do not support snappy; use none, gzip"
                  + " or zstandard",
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
                  "%s.%s = true: %s records have no fields for an event time; remove it",
                  key,
                  topic,
                  kind.name().toLowerCase(Locale.ROOT)))
          : Optional.empty();
    }
    return timestampField().isEmpty()
        ? Optional.of(key + " = true requires a field in camus.message.timestamp.field")
        : Optional.empty();
  }

  /** Whether records are read as the original's {@code JsonStringMessageDecoder} did. */
  public boolean decodesAsOriginalJson() {
    return DecoderKind.isOriginalJson(settings.text(DecodingSettings.DECODER, topic).trim());
  }

  /** Whether the user configured the event time fields, and so expects one of them. */
  public boolean namesTimestampField() {
    return isGiven(DecodingSettings.TIMESTAMP_FIELD);
  }

  /** Candidate field paths of the event time, with dots; the first existing one wins. */
  public List<String> timestampField() {
    return decodesAsOriginalJson() && !namesTimestampField()
        ? List.of(DecoderKind.ORIGINAL_JSON_FIELD)
        : value(DecodingSettings.TIMESTAMP_FIELD);
  }

  /**
   * The format of the event time: {@code unix_milliseconds}, ..., {@code ISO-8601}, {@code auto},
   * or a pattern.
   *
   * @throws IllegalArgumentException if the topic's own value is invalid
   */
  public String timestampFormat() {
    return decodesAsOriginalJson() && !isGiven(DecodingSettings.TIMESTAMP_FORMAT)
        ? DecoderKind.ORIGINAL_JSON_FORMAT
        : value(DecodingSettings.TIMESTAMP_FORMAT);
  }

  /** Whether its counts distinguish servers and services, so records are searched for them. */
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
   * How directories are derived from event time. The topic's own keys take precedence; a date
   * pattern implies its partitioner.
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
   * of topics, and in whitelist patterns that are names, whether or not their dots are escaped.
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
