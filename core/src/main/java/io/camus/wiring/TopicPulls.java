package io.camus.wiring;

import io.camus.commit.PercentBudget;
import io.camus.config.CamusConfig;
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
import io.camus.time.TimestampFormat;
import io.camus.time.TimestampFormats;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes of the configuration how the records of a topic are handled.
 *
 * @param pathRefusal why no file can have a path, for people
 */
record TopicPulls(
    CamusConfig config,
    Optional<SchemaRegistry> registry,
    Function<StorePath, Optional<String>> pathRefusal)
    implements Function<String, TopicPull> {
  /** What no topic is called, so that the settings for all of them hold. */
  private static final String NO_TOPIC = "";

  private static final long SAMPLE_MILLIS = 1_795_356_785_000L;

  /** Why a topic cannot be handled, and what to do; empty if it can. */
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
   * Refuses a setting for all topics by which no topic could have a file.
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
   * What is wrong with the settings of all topics, and with those of some, a sentence each.
   *
   * @param topics the topics that have settings of their own
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
        partitioner(topic),
        config.output().destination().child(topic),
        config.topic(topic).nullValuePolicy(),
        config.topic(topic).filesPer(),
        config.topic(topic).targetFileBytes().orElse(Long.MAX_VALUE),
        budget(topic));
  }

  /** How many records of a topic may be rejected. */
  PercentBudget.Limits budget(String topic) {
    return new PercentBudget.Limits(
        config.decoding().ignoreSchemaErrors()
            ? Optional.empty()
            : Optional.of(config.topic(topic).maxPercentSchemaNotFound()),
        config.topic(topic).maxPercentOther());
  }

  /** Refuses directories that no file can be in; all of a topic's have the same letters. */
  private void directory(String topic) {
    String bucket = partitioner(topic).bucket(SAMPLE_MILLIS).directory();
    StorePath sample =
        config.output().destination().child(topic.isEmpty() ? bucket : topic + "/" + bucket);
    pathRefusal
        .apply(sample)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
  }

  private Decoder decoder(String topic) {
    EventTimeRule eventTime = eventTime(topic);
    AuditFields audit =
        config.audit().tellsApart(topic)
            ? new AuditFields(
                paths(List.of(config.topic(topic).serverField())),
                paths(List.of(config.topic(topic).serviceField())))
            : AuditFields.NONE;
    return switch (config.topic(topic).decoder().orElseThrow()) {
      case AVRO -> new AvroDecoder(registry.orElseThrow(), avro(topic), eventTime, audit);
      case JSON -> new JsonDecoder(lines(topic, ".json"), eventTime, audit);
      case TEXT -> new TextDecoder(lines(topic, ".txt"), config.topic(topic).textLineBreaks());
      case BYTES -> new BytesDecoder(avro(topic));
    };
  }

  private EventTimeRule eventTime(String topic) {
    return new EventTimeRule(
        paths(config.topic(topic).timestampField()),
        timestampFormat(config.topic(topic)),
        config.topic(topic).timestampRequired());
  }

  private TimestampFormat timestampFormat(TopicConfig topic) {
    return topic.decodesAsOriginalJson()
        ? TimestampFormats.parseAsOriginal(topic.timestampFormat(), config.output().zone())
        : TimestampFormats.parse(topic.timestampFormat(), config.output().zone());
  }

  private static List<FieldPath> paths(List<String> dotted) {
    return dotted.stream().map(FieldPath::parse).toList();
  }

  private AvroFileFormat avro(String topic) {
    OutputCodec codec = config.topic(topic).codec();
    Compression compression =
        switch (codec) {
          case NONE -> new Compression.None();
          case DEFLATE -> new Compression.Deflate(config.output().deflateLevel());
          case SNAPPY -> new Compression.Snappy();
          case ZSTANDARD -> new Compression.Zstandard(config.output().zstandardLevel());
        };
    int blockBytes =
        config
            .output()
            .avroSyncInterval()
            .orElseGet(() -> AvroFileFormat.usualBlockBytes(compression));
    return new AvroFileFormat(compression, blockBytes);
  }

  private LineFileFormat lines(String topic, String extension) {
    Compression compression =
        switch (config.topic(topic).codec()) {
          case NONE -> new Compression.None();
          case DEFLATE, SNAPPY -> new Compression.Gzip(config.output().deflateLevel());
          case ZSTANDARD -> new Compression.Zstandard(config.output().zstandardLevel());
        };
    return new LineFileFormat(
        extension, compression, config.output().recordDelimiter().getBytes(StandardCharsets.UTF_8));
  }

  private Partitioner partitioner(String topic) {
    OutputSettings output = config.output();
    String hourly = output.topicSubDir().orElse("hourly");
    return switch (config.topic(topic).partitioner()) {
      case HOURLY -> DatePartitioner.ofMinutes(output.bucketMinutes(), hourly, output.zone());
      case WHOLE_HOURS -> DatePartitioner.hourly(hourly, output.zone());
      case HOURS_OF_FILES ->
          DatePartitioner.hourlyWithFilesOf(output.bucketMinutes(), hourly, output.zone());
      case DAILY -> DatePartitioner.daily(output.topicSubDir().orElse("daily"), output.zone());
      case HIVE -> DatePartitioner.hive(output.zone());
      case HIVE_DAILY -> DatePartitioner.hiveDaily(output.zone());
      case PATTERN -> pattern(config.topic(topic), output);
    };
  }

  private static Partitioner pattern(TopicConfig topic, OutputSettings output) {
    String pattern = topic.topicSubDirFormat();
    Locale locale = topic.directoryLocale();
    return output.hasBucketMinutes()
        ? DatePartitioner.pattern(pattern, output.bucketMinutes(), locale, output.zone())
        : DatePartitioner.pattern(pattern, locale, output.zone());
  }
}
