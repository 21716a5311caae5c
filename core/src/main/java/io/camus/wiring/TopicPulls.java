package io.camus.wiring;

import io.camus.commit.PercentBudget;
import io.camus.complete.Completeness;
import io.camus.config.CamusConfig;
import io.camus.config.Compatibility;
import io.camus.config.CompletionSettings;
import io.camus.config.CompletionSettings.LateRecords;
import io.camus.config.DecodingSettings;
import io.camus.config.KafkaColumn;
import io.camus.config.OutputSettings;
import io.camus.config.Provider;
import io.camus.config.SchemaSettings;
import io.camus.config.TopicConfig;
import io.camus.convert.ExtractedTime;
import io.camus.convert.KafkaColumns;
import io.camus.convert.Projection;
import io.camus.convert.SchemaGuard;
import io.camus.convert.TextRecords;
import io.camus.decode.EventTimeRule;
import io.camus.model.ConfigurationException;
import io.camus.model.PlugInException;
import io.camus.plugin.DecoderProvider;
import io.camus.plugin.DecoderProvider.Part;
import io.camus.plugin.EventTimeProvider;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.plugin.PartitionerProvider;
import io.camus.pull.TopicPull;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import io.camus.spi.Partitioner;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.staging.GroupFiles;
import io.camus.table.TableRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * Creates the configured handling of a topic's records.
 *
 * @param schemas what is known of the topics' schemas
 * @param stores the store of a path
 * @param pathRefusal why a path is impossible, for people
 */
record TopicPulls(
    CamusConfig config,
    Optional<SchemaRegistry> registry,
    SchemaFacts schemas,
    Function<StorePath, Store> stores,
    Function<StorePath, Optional<String>> pathRefusal)
    implements Function<String, TopicPull> {
  /** An impossible topic name, for the settings of all topics. */
  private static final String NO_TOPIC = "";

  /** A time for which directories are tried out. */
  static final long SAMPLE_MILLIS = 1_795_356_785_000L;

  /** A topic's decoder, whose data fits the format of its files. */
  private record Parts(Decoder decoder, Prospect prospect) {}

  /**
   * What is known of a topic's files before they are written.
   *
   * @param format of the files
   * @param chosen the schema of all data; empty if each record has its own
   * @param registered whether records have the schemas in the registry
   * @param columns adds columns to the data; empty if there are none
   * @param checked whether new schemas must be compatible
   */
  record Prospect(
      FileFormat format,
      Optional<Schema> chosen,
      boolean registered,
      Optional<KafkaColumns> columns,
      boolean checked) {}

  /** Asks the registry for the newest schema each time. */
  TopicPulls(
      CamusConfig config,
      Optional<SchemaRegistry> registry,
      Function<StorePath, Store> stores,
      Function<StorePath, Optional<String>> pathRefusal) {
    this(config, registry, topic -> registry.flatMap(it -> it.newest(topic)), stores, pathRefusal);
  }

  /** The same, but with the schemas that a run has found. */
  TopicPulls with(SchemaFacts found) {
    return new TopicPulls(config, registry, found, stores, pathRefusal);
  }

  /** Why a topic cannot be pulled, and what to do; empty if it can. */
  Optional<String> refusal(String topic) {
    try {
      apply(topic);
      directory(topic);
      completeness(topic);
      return Optional.empty();
    } catch (IllegalArgumentException | PlugInException e) {
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
    } catch (IllegalArgumentException | PlugInException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  /**
   * Problems of the settings of all topics and of single topics, one sentence each.
   *
   * @param topics the topics with their own settings
   */
  List<String> problems(Collection<String> topics) {
    return problems(topics, this::refusal);
  }

  /**
   * Problems of the settings of all topics and of single topics, one sentence each.
   *
   * @param topics the topics with their own settings
   * @param refusal why a topic cannot be pulled
   */
  List<String> problems(Collection<String> topics, Function<String, Optional<String>> refusal) {
    List<String> problems = new ArrayList<>();
    for (Consumer<String> part :
        List.<Consumer<String>>of(
            topic -> EventTimeRule.of(config.topic(topic)), this::directory)) {
      try {
        part.accept(NO_TOPIC);
      } catch (IllegalArgumentException | PlugInException e) {
        problems.add(e.getMessage());
      }
    }
    for (String topic : topics) {
      refusal
          .apply(topic)
          .filter(reason -> !problems.contains(reason))
          .ifPresent(reason -> problems.add(topic + ": " + reason));
    }
    return problems;
  }

  @Override
  public TopicPull apply(String topic) {
    Parts parts = parts(config.topic(topic));
    return new TopicPull(
        parts.decoder(),
        new GroupFiles.Destination(
            partitioner(topic),
            config.value(OutputSettings.DESTINATION).child(topic),
            parts.prospect().format(),
            config.topic(topic).optional(OutputSettings.TARGET_BYTES).orElse(Long.MAX_VALUE)),
        config.topic(topic).value(DecodingSettings.NULL_VALUE),
        config.topic(topic).value(OutputSettings.FILES_PER),
        budget(topic));
  }

  /**
   * When the buckets of a topic are complete; empty if they are not tracked.
   *
   * @throws IllegalArgumentException if its directories never end
   */
  Optional<Completeness> completeness(String topic) {
    TopicConfig settings = config.topic(topic);
    if (!settings.value(CompletionSettings.COMPLETE)) {
      return Optional.empty();
    }
    Completeness rules =
        new Completeness(
            config.value(OutputSettings.DESTINATION).child(topic),
            partitioner(topic),
            settings.value(CompletionSettings.SETTLE),
            Optional.of(settings.value(CompletionSettings.MARKER)),
            settings.value(CompletionSettings.LATE_MARKER),
            settings.value(CompletionSettings.LATE) == LateRecords.SEPARATE,
            settings.value(CompletionSettings.TIERS));
    if (!rules.hasEnds(SAMPLE_MILLIS)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s = true, but the directories of %s never end; remove one of them",
              CompletionSettings.COMPLETE.name(),
              settings.partitioner().name()));
    }
    BalancedTiers.refusal(config, rules)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    return Optional.of(rules);
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

  private Partitioner partitioner(String topic) {
    TopicConfig settings = config.topic(topic);
    return PlugInParts.partitioner((PartitionerProvider) settings.partitioner(), settings);
  }

  /**
   * The table of a topic; empty if it has none.
   *
   * @throws IllegalArgumentException if its settings cannot work
   */
  Optional<TableRule> tableRule(String topic) {
    return new TableSetup(config.topic(topic)).rule(partitioner(topic));
  }

  /** The decoder of a topic; its data fits the format of the topic's files. */
  Decoder decoder(String topic) {
    return parts(config.topic(topic)).decoder();
  }

  /**
   * What is known of a topic's files.
   *
   * @throws IllegalArgumentException if the topic cannot be pulled
   */
  Prospect prospect(String topic) {
    return parts(config.topic(topic)).prospect();
  }

  private Parts parts(TopicConfig topic) {
    DecoderProvider decoders = (DecoderProvider) topic.decoder();
    Form form = PlugInParts.form(decoders);
    FileFormatProvider formats = FileFormats.of(topic, form);
    Form taken = PlugInParts.taken(formats, form);
    FileFormat format = PlugInParts.format(formats, topic);
    Decoder decoder = withTime(decoder(decoders, topic, Part.VALUE, format.delimiter()), topic);
    Optional<Schema> inTable = tableRule(topic.name()).flatMap(it -> schemas.columns(topic.name()));
    new TableSetup(topic).requireFormat(formats);
    Optional<Schema> schema =
        inTable.isPresent() && form == Form.AVRO
            ? inTable.map(KafkaColumns::removed)
            : new OutputSchemas(registry, schemas::newest, stores)
                .of(
                    topic.name(),
                    form == Form.AVRO
                        ? new TableSetup(topic).outputSchema(decoders)
                        : topic.value(OutputSettings.SCHEMA));
    boolean checked = isChecked(topic, form == Form.AVRO && format.delimiter().isEmpty());
    if (schema.isPresent() && form != Form.AVRO) {
      throw new IllegalArgumentException(
          OutputSettings.SCHEMA.name() + " applies only to records with a schema; remove it");
    } else if (schema.isPresent()) {
      decoder = new Projection(decoder, schema.get());
    } else if (form != taken) {
      decoder = new TextRecords(decoder);
    } else if (checked) {
      decoder = guarded(decoder, topic, decoders.keepsRegisteredSchemas());
    }
    Optional<KafkaColumns> columns = columns(decoder, topic, taken, inTable);
    Optional<Schema> chosen =
        form != taken && topic.table().isPresent() ? Optional.of(TextRecords.SCHEMA) : schema;
    return new Parts(
        PlugInParts.adapted(formats, columns.<Decoder>map(it -> it).orElse(decoder), topic, taken),
        new Prospect(format, chosen, decoders.keepsRegisteredSchemas(), columns, checked));
  }

  private static boolean isChecked(TopicConfig topic, boolean hasSchemas) {
    boolean wanted = topic.value(SchemaSettings.COMPATIBILITY) != Compatibility.NONE;
    if (wanted && !hasSchemas && topic.has(SchemaSettings.COMPATIBILITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s.%s needs records and files with a schema; remove it",
              SchemaSettings.COMPATIBILITY.name(),
              topic.name()));
    }
    return wanted && hasSchemas;
  }

  private Decoder guarded(Decoder decoder, TopicConfig topic, boolean registered) {
    return schemas
        .accepted(
            topic,
            () -> registered ? registry.flatMap(it -> it.newest(topic.name())) : Optional.empty())
        .<Decoder>map(accepted -> new SchemaGuard(decoder, accepted))
        .orElse(decoder);
  }

  private Decoder decoder(
      DecoderProvider decoders, TopicConfig topic, Part part, Optional<byte[]> delimiter) {
    return PlugInParts.decoder(
        decoders, new DecoderProvider.Context(topic, registry, part, delimiter));
  }

  private static Decoder withTime(Decoder decoder, TopicConfig topic) {
    Optional<Provider> extractor = topic.optional(DecodingSettings.EXTRACTOR);
    return extractor.isEmpty()
        ? decoder
        : new ExtractedTime(
            decoder,
            PlugInParts.extractor((EventTimeProvider) extractor.get(), topic),
            extractor.get().name(),
            topic.value(DecodingSettings.TIMESTAMP_REQUIRED));
  }

  /**
   * @param inTable the schema of the topic's files, if its table is prepared
   */
  private Optional<KafkaColumns> columns(
      Decoder decoder, TopicConfig topic, Form form, Optional<Schema> inTable) {
    List<KafkaColumn> columns = topic.columns();
    if (columns.isEmpty() && topic.table().isEmpty()) {
      return Optional.empty();
    }
    if (form != Form.AVRO) {
      throw new IllegalArgumentException(
          OutputSettings.COLUMNS.name()
              + " needs a format with a schema; set camus.output.format."
              + topic.name()
              + " to avro");
    }
    return Optional.of(
        new KafkaColumns(
            decoder, columns, topic.value(OutputSettings.COLUMN_PREFIX), keys(topic), inTable));
  }

  /** The decoder of keys; empty if they stay bytes. */
  private Optional<Decoder> keys(TopicConfig topic) {
    return topic
        .optional(DecodingSettings.KEY_DECODER)
        .map(provider -> (DecoderProvider) provider)
        .map(
            provider -> {
              Decoder keys = decoder(provider, topic, Part.KEY, Optional.empty());
              return provider.form() == Form.AVRO ? keys : new TextRecords(keys);
            });
  }
}
