package io.camus.config;

import static io.camus.config.KeyType.check;

import io.camus.spi.Tables.Partitioning.Unit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings of the tables to which files are appended. */
public final class TableSettings {
  static final KeyGroup KEYS =
      new KeyGroup(
          "Tables",
          "Tables to which the files of a run are appended. Settings of the catalog begin with"
              + " camus.catalog. and are passed to it without this prefix.");

  /** Stands for the name of the topic. */
  private static final String TOPIC = "{topic}";

  private static final String NONE = "none";

  /** The format of files in tables. */
  static final String FORMAT = "parquet";

  /** The formats that tables can have. */
  public static final List<String> FORMATS = List.of(FORMAT, "avro", "orc");

  /** The columns of files in tables. */
  static final List<KafkaColumn> COLUMNS =
      List.of(KafkaColumn.PARTITION, KafkaColumn.OFFSET, KafkaColumn.EVENT_TIME);

  /** The prefix of the catalog's own settings. */
  public static final String CATALOG = "camus.catalog.";

  public static final Key<Optional<String>> TABLE =
      KEYS.topicKey("camus.table", KeyType.TEXT.map(TableSettings::pattern), NONE)
          .is(Key.Trait.TOPICS_OWN)
          .means(
              "Table of a topic: namespace and name, as in db.events. For all topics it has {topic}"
                  + " in it, as in db.{topic}, which becomes the topic's name with _ for characters"
                  + " other than letters and digits. none: no table.");

  public static final Key<Boolean> CREATE =
      KEYS.topicKey("camus.table.create", KeyType.YES_NO, "false")
          .means("If true, a missing table is created with the columns of the topic's schema.");

  public static final Key<Boolean> EVOLVE =
      KEYS.topicKey("camus.table.evolve", KeyType.YES_NO, "false")
          .means(
              "If true, a table gets new columns, wider types and optional columns when the topic's"
                  + " schema changes. Other changes stop the topic.");

  public static final Key<Unit> PARTITION =
      KEYS.optional("camus.table.partition", KeyType.oneOf(Unit.values()))
          .is(Key.Trait.PER_TOPIC)
          .defaultMeans("hour, or day if directories are longer")
          .means("Partitions of a new table: hour or day of event time (UTC), or none.");

  static {
    KEYS.rule(
        settings ->
            Stream.of(settings)
                .filter(it -> it.has(TABLE))
                .filter(it -> it.value(TABLE).filter(name -> !name.contains(TOPIC)).isPresent())
                .map(
                    it ->
                        TABLE.name()
                            + " would append all topics to one table; write {topic} into its name,"
                            + " or set camus.table.<topic>"));
  }

  private TableSettings() {}

  private static Optional<String> pattern(String text) {
    if (text.equals(NONE)) {
      return Optional.empty();
    }
    check(
        text.replace(TOPIC, "t").matches("[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)+"),
        "must be a namespace and a name, like db.events or db.{topic}, with letters, digits, _ and"
            + " -");
    return Optional.of(text);
  }

  /** The table of a topic; empty if it has none. */
  static Optional<String> table(TopicConfig topic) {
    return topic
        .value(TABLE)
        .map(name -> name.replace(TOPIC, topic.name().replaceAll("[^A-Za-z0-9]", "_")));
  }
}
