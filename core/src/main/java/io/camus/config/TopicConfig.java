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

  /**
   * The original's decoder of JSON, in lower case; its time field and format had other defaults.
   */
  public static final String ORIGINAL_JSON =
      "com.linkedin.camus.etl.kafka.coders.jsonstringmessagedecoder";

  private static final String ORIGINAL_JSON_FIELD = "timestamp";

  /** After ISO 8601. */
  private static final String ORIGINAL_JSON_FORMAT = "[dd/MMM/yyyy:HH:mm:ss Z]";

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

  /** The providers that settings can choose. */
  public Providers providers() {
    return settings.keys().providers();
  }

  /** The topic's name. */
  public String name() {
    return topic;
  }

  /** Whether the topic has its own value of a key. */
  public boolean has(Key<?> key) {
    return settings.has(key, topic);
  }

  /** Whether records are read as the original's {@code JsonStringMessageDecoder} did. */
  public boolean decodesAsOriginalJson() {
    return settings
        .text(DecodingSettings.DECODER, topic)
        .trim()
        .toLowerCase(Locale.ROOT)
        .equals(ORIGINAL_JSON);
  }

  /** Whether the user configured the event time fields, and so expects one of them. */
  public boolean namesTimestampField() {
    return isGiven(DecodingSettings.TIMESTAMP_FIELD);
  }

  /** Candidate field paths of the event time, with dots; the first existing one wins. */
  public List<String> timestampField() {
    return decodesAsOriginalJson() && !namesTimestampField()
        ? List.of(ORIGINAL_JSON_FIELD)
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
        ? ORIGINAL_JSON_FORMAT
        : value(DecodingSettings.TIMESTAMP_FORMAT);
  }

  /** Whether its counts distinguish servers and services, so records are searched for them. */
  public boolean tellsApart() {
    return AuditSettings.tellsApart(settings, topic);
  }

  /** How files are compressed, for formats that support it. */
  public OutputCodec codec() {
    if (!settings.value(OutputSettings.COMPRESS)) {
      return OutputCodec.NONE;
    }
    boolean chosen =
        settings.has(OutputSettings.CODEC) || settings.has(OutputSettings.CODEC, topic);
    return chosen || !settings.has(OutputSettings.DEFLATE_LEVEL)
        ? value(OutputSettings.CODEC)
        : OutputCodec.DEFLATE;
  }

  /** The decoder of its records. */
  public Provider decoder() {
    return value(DecodingSettings.DECODER);
  }

  /** The format of its files; empty if it follows from the decoder. */
  public Optional<Provider> format() {
    Optional<Provider> given = value(OutputSettings.FORMAT);
    return given.isEmpty() && table().isPresent()
        ? Optional.of(providers().get(Provider.Kind.FORMAT, TableSettings.FORMAT))
        : given;
  }

  /** The table of its files; empty if it has none. */
  public Optional<String> table() {
    return TableSettings.table(this);
  }

  /** The columns about a record's place in Kafka. */
  public List<KafkaColumn> columns() {
    return table().isPresent() && !isGiven(OutputSettings.COLUMNS)
        ? TableSettings.COLUMNS
        : value(OutputSettings.COLUMNS);
  }

  /**
   * How directories are derived from event time. The topic's own keys take precedence; a date
   * pattern implies its partitioner.
   */
  public Provider partitioner() {
    boolean byPattern =
        settings.has(OutputSettings.DIRECTORY_FORMAT, topic)
            || (settings.has(OutputSettings.DIRECTORY_FORMAT)
                && !settings.has(OutputSettings.PARTITIONER));
    return byPattern && !settings.has(OutputSettings.PARTITIONER, topic)
        ? providers().get(Provider.Kind.PARTITIONER, OutputSettings.PATTERN)
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
