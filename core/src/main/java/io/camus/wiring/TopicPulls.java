package io.camus.wiring;

import io.camus.commit.PercentBudget;
import io.camus.config.CamusConfig;
import io.camus.config.DecodingSettings;
import io.camus.config.OutputCodec;
import io.camus.config.OutputSettings;
import io.camus.config.TopicConfig;
import io.camus.decode.AuditFields;
import io.camus.decode.AvroDecoder;
import io.camus.decode.BytesDecoder;
import io.camus.decode.EventTimeRule;
import io.camus.decode.FieldPath;
import io.camus.decode.JsonDecoder;
import io.camus.decode.TextDecoder;
import io.camus.format.AvroFileFormat;
import io.camus.format.Compression;
import io.camus.format.LineFileFormat;
import io.camus.model.ConfigurationException;
import io.camus.partition.DatePartitioner;
import io.camus.pull.TopicPull;
import io.camus.spi.Decoder;
import io.camus.spi.Partitioner;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.StorePath;
import io.camus.staging.GroupFiles;
import io.camus.time.TimestampFormat;
import io.camus.time.TimestampFormats;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Creates the configured handling of a topic's records.
 *
 * @param pathRefusal why a path is impossible, for people
 */
record TopicPulls(
    CamusConfig config,
    Optional<SchemaRegistry> registry,
    Function<StorePath, Optional<String>> pathRefusal)
    implements Function<String, TopicPull> {
  /** An impossible topic name, for the settings of all topics. */
  private static final String NO_TOPIC = "";

  private static final long SAMPLE_MILLIS = 1_795_356_785_000L;

  /** Why a topic cannot be pulled, and what to do; empty if it can. */
  Optional<String> refusal(String topic) {
    Optional<String> problem = config.topic(topic).problem();
    if (problem.isPresent()) {
      return problem;
    }
    try {
      apply(topic);
      directory(topic);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Refuses settings for all topics with an impossible path.
   *
   * @throws ConfigurationException naming the path
   */
  void requireDirectory() {
    try {
      directory(NO_TOPIC);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  /**
   * Problems of the settings of all topics and of single topics, one sentence each.
   *
   * @param topics the topics with their own settings
   */
  List<String> problems(Collection<String> topics) {
    List<String> problems = new ArrayList<>();
    for (Consumer<String> part : List.<Consumer<String>>of(this::eventTime, this::directory)) {
      try {
        part.accept(NO_TOPIC);
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    for (String topic : topics) {
      refusal(topic)
          .filter(reason -> !problems.contains(reason))
          .ifPresent(reason -> problems.add(topic + ": " + reason));
    }
    return problems;
  }

  @Override
  public TopicPull apply(String topic) {
    return new TopicPull(
        decoder(topic),
        new GroupFiles.Destination(
            partitioner(topic),
            config.value(OutputSettings.DESTINATION).child(topic),
            config.topic(topic).optional(OutputSettings.TARGET_BYTES).orElse(Long.MAX_VALUE)),
        config.topic(topic).value(DecodingSettings.NULL_VALUE),
        config.topic(topic).value(OutputSettings.FILES_PER),
        budget(topic));
  }

  /** How many records of a topic may be rejected. */
  PercentBudget.Limits budget(String topic) {
    return new PercentBudget.Limits(
        config.value(DecodingSettings.IGNORE_SCHEMA_ERRORS)
            ? Optional.empty()
            : Optional.of(config.topic(topic).value(DecodingSettings.MAX_PERCENT_SCHEMA)),
        config.topic(topic).value(DecodingSettings.MAX_PERCENT_OTHER));
  }

  /** Refuses impossible directories; one check covers all directories of a topic. */
  private void directory(String topic) {
    String bucket = partitioner(topic).bucket(SAMPLE_MILLIS).directory();
    StorePath sample =
        config
            .value(OutputSettings.DESTINATION)
            .child(topic.isEmpty() ? bucket : topic + "/" + bucket);
    pathRefusal
        .apply(sample)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
  }

  Decoder decoder(String topic) {
    EventTimeRule eventTime = eventTime(topic);
    AuditFields audit =
        config.topic(topic).tellsApart()
            ? new AuditFields(
                paths(List.of(config.topic(topic).value(DecodingSettings.SERVER_FIELD))),
                paths(List.of(config.topic(topic).value(DecodingSettings.SERVICE_FIELD))))
            : AuditFields.NONE;
    return switch (config.topic(topic).decoder().orElseThrow()) {
      case AVRO -> new AvroDecoder(registry.orElseThrow(), avro(topic), eventTime, audit);
      case JSON -> new JsonDecoder(lines(topic, ".json"), eventTime, audit);
      case TEXT ->
          new TextDecoder(
              lines(topic, ".txt"), config.topic(topic).value(DecodingSettings.TEXT_LINE_BREAKS));
      case BYTES -> new BytesDecoder(avro(topic));
    };
  }

  private EventTimeRule eventTime(String topic) {
    return new EventTimeRule(
        paths(config.topic(topic).timestampField()),
        timestampFormat(config.topic(topic)),
        config.topic(topic).value(DecodingSettings.TIMESTAMP_REQUIRED));
  }

  private TimestampFormat timestampFormat(TopicConfig topic) {
    return topic.decodesAsOriginalJson()
        ? TimestampFormats.parseAsOriginal(
            topic.timestampFormat(), config.value(OutputSettings.ZONE))
        : TimestampFormats.parse(topic.timestampFormat(), config.value(OutputSettings.ZONE));
  }

  private static List<FieldPath> paths(List<String> dotted) {
    return dotted.stream().map(FieldPath::parse).toList();
  }

  private AvroFileFormat avro(String topic) {
    OutputCodec codec = config.topic(topic).codec();
    Compression compression =
        switch (codec) {
          case NONE -> new Compression.None();
          case DEFLATE -> new Compression.Deflate(config.value(OutputSettings.DEFLATE_LEVEL));
          case SNAPPY -> new Compression.Snappy();
          case ZSTANDARD -> new Compression.Zstandard(config.value(OutputSettings.ZSTANDARD_LEVEL));
        };
    int blockBytes =
        config
            .optional(OutputSettings.SYNC_INTERVAL)
            .orElseGet(() -> AvroFileFormat.usualBlockBytes(compression));
    return new AvroFileFormat(compression, blockBytes);
  }

  private LineFileFormat lines(String topic, String extension) {
    Compression compression =
        switch (config.topic(topic).codec()) {
          case NONE -> new Compression.None();
          case DEFLATE, SNAPPY -> new Compression.Gzip(config.value(OutputSettings.DEFLATE_LEVEL));
          case ZSTANDARD -> new Compression.Zstandard(config.value(OutputSettings.ZSTANDARD_LEVEL));
        };
    return new LineFileFormat(
        extension,
        compression,
        config.value(OutputSettings.DELIMITER).getBytes(StandardCharsets.UTF_8));
  }

  private Partitioner partitioner(String topic) {
    int minutes = config.value(OutputSettings.BUCKET_MINUTES);
    ZoneId zone = config.value(OutputSettings.ZONE);
    Optional<String> directory = config.optional(OutputSettings.SUB_DIRECTORY);
    String hourly = directory.orElse("hourly");
    return switch (config.topic(topic).partitioner()) {
      case HOURLY -> DatePartitioner.ofMinutes(minutes, hourly, zone);
      case WHOLE_HOURS -> DatePartitioner.hourly(hourly, zone);
      case HOURS_OF_FILES -> DatePartitioner.hourlyWithFilesOf(minutes, hourly, zone);
      case DAILY -> DatePartitioner.daily(directory.orElse("daily"), zone);
      case HIVE -> DatePartitioner.hive(zone);
      case HIVE_DAILY -> DatePartitioner.hiveDaily(zone);
      case PATTERN -> pattern(config.topic(topic), zone);
    };
  }

  private Partitioner pattern(TopicConfig topic, ZoneId zone) {
    String pattern = topic.value(OutputSettings.DIRECTORY_FORMAT);
    Locale locale = topic.value(OutputSettings.DIRECTORY_LOCALE);
    return config
        .optional(OutputSettings.BUCKET_MINUTES)
        .map(minutes -> DatePartitioner.pattern(pattern, minutes, locale, zone))
        .orElseGet(() -> DatePartitioner.pattern(pattern, locale, zone));
  }
}
