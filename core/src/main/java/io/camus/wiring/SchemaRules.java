package io.camus.wiring;

import io.camus.config.CamusConfig;
import io.camus.config.OutputSchema;
import io.camus.config.OutputSettings;
import io.camus.config.SchemaSettings;
import io.camus.convert.KafkaColumns;
import io.camus.engine.Engine;
import io.camus.failure.RootCause;
import io.camus.format.AvroLimits;
import io.camus.model.ConfigurationException;
import io.camus.model.KnownSchemas;
import io.camus.model.PlugInException;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.model.StorageException;
import io.camus.reading.AcceptedSchemas;
import io.camus.reading.SchemaIndex;
import io.camus.reading.SeenSchemas;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.table.TablePreparation;
import io.camus.wire.KnownSchemasFile;
import io.camus.wiring.TopicPulls.Prospect;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides in the setup stage whether topics may be pulled with the schemas that their new data will
 * have, and passes these schemas to the tasks. One object per run. Not thread-safe.
 */
final class SchemaRules {
  private static final SchemaIndex.Progress SILENT = (files, of) -> {};

  private final CamusConfig config;
  private final TopicPulls topics;
  private final SetupSchemas schemas;
  private final SchemaIndex index;
  private final TablePreparation tables;
  private Supplier<Set<TopicPartition>> logged = Set::of;
  private Optional<Map<String, SeenSchemas>> seen = Optional.empty();

  /**
   * @param topics with the same schemas
   * @param schemas the newest ones
   * @param index finds those of committed files
   * @param tables of the topics
   */
  SchemaRules(
      CamusConfig config,
      TopicPulls topics,
      SetupSchemas schemas,
      SchemaIndex index,
      TablePreparation tables) {
    this.config = config;
    this.topics = topics;
    this.schemas = schemas;
    this.index = index;
    this.tables = tables;
  }

  /** A plan begins, with these partitions in the commit log. */
  void begin(Supplier<Set<TopicPartition>> partitionsOfLog) {
    logged = partitionsOfLog;
    seen = Optional.empty();
  }

  /**
   * Why a topic cannot be pulled, and what to do; empty if it can.
   *
   * @throws io.camus.model.SchemaUnavailableException if the registry does not answer
   * @throws StorageException if the schemas of its files cannot be read
   */
  Optional<String> refusal(String topic) {
    Optional<String> refusal = topics.refusal(topic);
    if (refusal.isPresent()) {
      return refusal;
    }
    Prospect prospect = topics.prospect(topic);
    return refusalOfFormat(topic, prospect)
        .or(() -> refusalOfRule(topic, prospect))
        .or(() -> refusalOfTable(topic, prospect));
  }

  private Optional<String> refusalOfTable(String topic, Prospect prospect) {
    try {
      return topics
          .tableRule(topic)
          .flatMap(
              rule ->
                  refusalOfFiles(prospect)
                      .or(
                          () ->
                              tables.refusal(new TablePreparation.Wish(rule, inFiles(prospect)))));
    } catch (ConfigurationException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Optional<String> refusalOfFiles(Prospect prospect) {
    return prospect.format().extension().equals(".avro")
        ? AvroLimits.refusal(inFiles(prospect))
        : Optional.empty();
  }

  /** The tables of some topics, with the schemas of the topics' files. */
  List<TablePreparation.Wish> wishes(Set<String> names) {
    return names.stream()
        .flatMap(
            topic ->
                topics
                    .tableRule(topic)
                    .map(rule -> new TablePreparation.Wish(rule, inFiles(topics.prospect(topic))))
                    .stream())
        .toList();
  }

  /** The schema of a topic's files, if it is known before they are written. */
  private static Schema inFiles(Prospect prospect) {
    Schema chosen = prospect.chosen().orElseThrow();
    return prospect.columns().map(it -> it.added(chosen)).orElse(chosen);
  }

  private Optional<String> refusalOfFormat(String topic, Prospect prospect) {
    if (prospect.columns().isEmpty() && prospect.format().schemaCheck().isEmpty()) {
      return Optional.empty();
    }
    Optional<Schema> expected =
        prospect
            .chosen()
            .or(() -> prospect.registered() ? schemas.newestIfAnswered(topic) : Optional.empty());
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    try {
      Schema inFiles =
          prospect.columns().map(it -> it.added(expected.get())).orElseGet(expected::get);
      return prospect.format().schemaCheck().flatMap(check -> check.refusal(inFiles));
    } catch (ConfigurationException | PlugInException e) {
      return Optional.of(e.getMessage());
    }
  }

  private Optional<String> refusalOfRule(String topic, Prospect prospect) {
    if (!prospect.checked()) {
      return Optional.empty();
    }
    Optional<Schema> expected =
        prospect
            .chosen()
            .or(() -> prospect.registered() ? schemas.newest(topic) : Optional.empty());
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> refusal =
        AcceptedSchemas.refusal(
            topic,
            config.topic(topic).value(SchemaSettings.COMPATIBILITY),
            committed(topic),
            seen(topic).flatMap(SeenSchemas::accepted),
            expected.get());
    if (refusal.isEmpty()) {
      seen.ifPresent(
          all -> all.computeIfPresent(topic, (name, it) -> it.accepting(expected.get())));
    }
    return refusal;
  }

  /** The schemas of a topic's files, without columns, the oldest first. */
  private List<Schema> committed(String topic) {
    return seen(topic).map(SeenSchemas::schemas).stream()
        .flatMap(List::stream)
        .map(KafkaColumns::removed)
        .distinct()
        .toList();
  }

  /** What the log has of a topic; read together with all other topics that are checked. */
  private Optional<SeenSchemas> seen(String topic) {
    if (seen.isEmpty()) {
      Set<String> all = new TreeSet<>();
      logged.get().forEach(partition -> all.add(partition.topic()));
      seen = Optional.of(index.read(all.stream().filter(this::isChecked).toList(), SILENT));
    }
    if (!seen.get().containsKey(topic)
        && logged.get().stream().anyMatch(partition -> partition.topic().equals(topic))) {
      seen.get().putAll(index.read(List.of(topic), SILENT));
    }
    return Optional.ofNullable(seen.get().get(topic));
  }

  private boolean isChecked(String topic) {
    try {
      return config.topicFilter().whyOut(topic).isEmpty() && topics.prospect(topic).checked();
    } catch (RuntimeException e) {
      return false; // It is refused with this reason, or read when it is asked for.
    }
  }

  /**
   * An engine whose tasks find the schemas in a file. What was found is kept for the next run.
   *
   * @param file the file of a run
   */
  Engine passedTo(Engine engine, Store store, Function<RunId, StorePath> file) {
    return (run, splits) -> {
      write(store, file.apply(run), known(splits));
      seen.ifPresent(it -> index.keep(it.values()));
      return engine.start(run, splits);
    };
  }

  private static void write(Store store, StorePath file, List<KnownSchemas> known) {
    if (known.isEmpty()) {
      return;
    }
    try {
      store.putIfAbsent(file, out -> KnownSchemasFile.write(out, known));
    } catch (FileAlreadyExistsException e) {
      // A store that retries a call finds its own file; only this process writes it.
    } catch (IOException e) {
      throw new StorageException("cannot write " + file + ": " + RootCause.line(e), e);
    }
  }

  private List<KnownSchemas> known(List<Split> splits) {
    Set<String> pulled = new TreeSet<>();
    splits.forEach(
        split -> split.ranges().forEach(it -> pulled.add(it.range().partition().topic())));
    List<KnownSchemas> known = new ArrayList<>();
    for (String topic : pulled) {
      Prospect prospect = topics.prospect(topic);
      Optional<Schema> columns = schemas.columns(topic);
      if (columns.isPresent()) {
        known.add(
            new KnownSchemas(topic, Optional.empty(), List.of(), columns.map(Schema::toString)));
      } else if (config.topic(topic).value(OutputSettings.SCHEMA) instanceof OutputSchema.Newest) {
        known.add(
            new KnownSchemas(
                topic, prospect.chosen().map(Schema::toString), List.of(), Optional.empty()));
      } else if (prospect.checked() && prospect.chosen().isEmpty()) {
        Optional<Schema> newest = prospect.registered() ? schemas.newest(topic) : Optional.empty();
        known.add(
            new KnownSchemas(
                topic,
                newest.map(Schema::toString),
                committed(topic).stream().map(Schema::toString).toList(),
                Optional.empty()));
      }
    }
    return known;
  }
}
