package io.camus.config;

import static io.camus.config.KeyType.check;

import io.camus.spi.StorePath;
import io.camus.time.BucketLength;
import io.camus.time.DirectoryPattern;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings of the data files: location, names and format. */
public final class OutputSettings {
  private static final String AUTO = "auto";

  static final KeyGroup KEYS = new KeyGroup("Output", "Location and format of the data files.");

  public static final Key<StorePath> DESTINATION =
      KEYS.required("etl.destination.path", KeyType.PATH)
          .means("Root directory of the data files, with one directory per topic.");

  public static final Key<StorePath> ERRORS =
      KEYS.optional("camus.errors.path", KeyType.PATH)
          .defaultMeans("errors/ in the run's history")
          .means("Directory of the dead letters.");

  /** The partitioner that a date pattern implies. */
  public static final String PATTERN = "pattern";

  static final Key<Provider> PARTITIONER =
      KEYS.topicKey("etl.partitioner.class", KeyType.provider(Provider.Kind.PARTITIONER), "hourly")
          .means(
              "Layout of a topic's directory, by event time: hourly, daily, hive"
                  + " (dt=2026-11-22/hour=14), hive-daily (dt=2026-11-22), pattern, or the name or"
                  + " class of a plug-in's partitioner. Setting a date pattern implies pattern.");

  static final Key<Optional<Provider>> FORMAT =
      KEYS.topicKey("camus.output.format", KeyType.providerUnless(AUTO, Provider.Kind.FORMAT), AUTO)
          .is(Key.Trait.TOPICS_OWN)
          .means(
              "Format of the data files: avro, parquet, orc, json (an object per line), csv,"
                  + " sequencefile, text (lines), or the name or class of a plug-in's format. auto:"
                  + " avro for records with a schema, json for JSON, text for text; parquet for a topic"
                  + " with a table.");

  public static final Key<Integer> BUCKET_MINUTES =
      KEYS.key(
              "etl.output.file.time.partition.mins",
              KeyType.INTEGER.readableBy(BucketLength::ofMinutes),
              "60")
          .means(
              "Minutes of event time that share a file, for hourly. Also for a date pattern, if set"
                  + " and longer than the pattern's smallest unit. A divisor of 60, or a multiple"
                  + " of 60 that divides 1440.");

  public static final Key<String> SUB_DIRECTORY =
      KEYS.optional("etl.destination.path.topic.sub.dir", KeyType.TEXT)
          .defaultMeans("hourly or daily")
          .means("Name of the subdirectory of a topic's directory, for hourly and daily.");

  public static final Key<String> DIRECTORY_FORMAT =
      KEYS.topicKey(
              "etl.destination.path.topic.sub.dirformat",
              KeyType.TEXT.readableBy(text -> DirectoryPattern.parse(text, Locale.ENGLISH)),
              "'hourly'/YYYY/MM/dd/HH")
          .is(Key.Trait.TOPICS_OWN)
          .means("Joda date pattern of the directories below a topic's directory.");

  public static final Key<Locale> DIRECTORY_LOCALE =
      KEYS.topicKey(
              "etl.destination.path.topic.sub.dirformat.locale",
              KeyType.TEXT.map(OutputSettings::locale),
              "en_US")
          .means(
              "Locale for the names of months, days and AM/PM in a date pattern, for example"
                  + " nl_NL.");

  public static final Key<ZoneId> ZONE =
      KEYS.key("etl.default.timezone", KeyType.TEXT.map(OutputSettings::zone), "UTC")
          .means("Time zone of the directories.");

  public static final Key<OutputSchema> SCHEMA =
      KEYS.topicKey("camus.output.schema", OutputSchema.TYPE, "writer")
          .means(
              "Schema of the files of a topic with schemas. writer: each record's own, unchanged,"
                  + " or newest for a topic with a table."
                  + " Otherwise all records are converted to one schema: newest (the topic's newest"
                  + " in the registry when the run begins), a schema id, or the absolute path of an"
                  + " .avsc file.");

  public static final Key<List<KafkaColumn>> COLUMNS =
      KEYS.topicKey("camus.output.columns", KafkaColumn.TYPE, "")
          .defaultMeans("none; partition, offset, event_time for a topic with a table")
          .means(
              "Further columns in formats with a schema: a list of partition, offset, timestamp"
                  + " (Kafka's), key, headers, event_time.");

  public static final Key<String> COLUMN_PREFIX =
      KEYS.topicKey(
              "camus.output.columns.prefix",
              KeyType.TEXT.where(
                  text -> text.matches("[A-Za-z_][A-Za-z0-9_]*"),
                  "must begin with a letter or _ and have only letters, digits and _"),
              "_kafka_")
          .means("Prefix of the names of these columns.");

  public static final Key<OutputCodec> CODEC =
      KEYS.topicKey("etl.output.codec", OutputCodec.TYPE, "snappy")
          .defaultMeans("snappy; deflate if only etl.deflate.level is set")
          .means(
              "Compression: null or none, deflate (gzip for lines), snappy (gzip for lines; an"
                  + " error if set for a topic of lines), zstandard.");

  public static final Key<Integer> DEFLATE_LEVEL =
      KEYS.key("etl.deflate.level", KeyType.integer(1, 9), "6")
          .means("Compression level of deflate" + " and gzip.");

  public static final Key<Integer> ZSTANDARD_LEVEL =
      KEYS.key("camus.zstandard.level", KeyType.integer(1, 22), "2")
          .means(
              "Compression level of zstandard. Level 1 is the fastest. Level 3, the usual default"
                  + " elsewhere, takes up to twice the CPU time of level 2 for files of about the"
                  + " same size.");

  static final Key<Boolean> COMPRESS =
      KEYS.key("mapred.output.compress", KeyType.YES_NO, "true")
          .means("If false, all files are uncompressed, and etl.output.codec is ignored.");

  public static final Key<Integer> SYNC_INTERVAL =
      KEYS.optional("etl.avro.writer.sync.interval", KeyType.integer(32, 1 << 30))
          .defaultMeans("16000 for deflate, else 65536")
          .means(
              "Block size of Avro files, in bytes before compression. Larger blocks compress"
                  + " slightly better; deflate then takes more time, zstandard less.");

  public static final Key<String> DELIMITER =
      KEYS.key(
              "etl.output.record.delimiter",
              KeyType.UNTRIMMED
                  .map(String::translateEscapes)
                  .where(text -> !text.isEmpty(), "must not be empty"),
              "\\n")
          .is(Key.Trait.ANY_CHARACTER)
          .means("Record delimiter in files of lines, with Java escapes.");

  public static final Key<Integer> OPEN_FILES =
      KEYS.key("camus.output.open.files", KeyType.integerFrom(1), "256")
          .means(
              "Maximum number of data and dead letter files that a task keeps open. If there are"
                  + " more hours or schemas, the records of the others wait.");

  public static final Key<Long> OPEN_BYTES =
      KEYS.key("camus.output.open.bytes", KeyType.BYTES, "134217728")
          .means(
              "Approximate memory limit, in bytes, for a task's open files and the records that"
                  + " wait for one, including native memory of compression. Further records are"
                  + " spilled to the task's directory and merged at the end.");

  public static final Key<FileScope> FILES_PER =
      KEYS.topicKey("camus.output.files.per", KeyType.oneOf(FileScope.values()), "auto")
          .means(
              "Which records of a directory share a file. partition: one file per partition. topic:"
                  + " partitions of a topic that one task pulls share files, for fewer and larger"
                  + " files. auto: like topic, for partitions of which the run pulls less than 16"
                  + " MiB. Partitions that share files are committed together, and their files are"
                  + " named after run and task.");

  public static final Key<Long> TARGET_BYTES =
      KEYS.optional("camus.output.file.target.bytes", KeyType.BYTES)
          .defaultMeans("no limit")
          .is(Key.Trait.PER_TOPIC)
          .means(
              "Target size of a data file, in bytes. A larger file is closed and another one"
                  + " started. A file may exceed it by a block or a buffer.");

  static {
    KEYS.refuse(
        OutputSettings::hasUselessLocale,
        String.format(
            Locale.ROOT,
            "%s applies only to a date pattern; set %s, or remove it",
            DIRECTORY_LOCALE.name(),
            DIRECTORY_FORMAT.name()));
    KEYS.rule(
        settings ->
            settings.has(DIRECTORY_FORMAT)
                    && settings.has(PARTITIONER)
                    && !isPattern(settings.value(PARTITIONER))
                ? Stream.of(uselessFormat(""))
                : Stream.empty());
    KEYS.rule(
        settings ->
            settings
                .topicsWith(DIRECTORY_FORMAT)
                .filter(topic -> settings.has(PARTITIONER, topic))
                .filter(topic -> !isPattern(settings.value(PARTITIONER, topic)))
                .map(topic -> uselessFormat("." + topic)));
  }

  private OutputSettings() {}

  private static boolean hasUselessLocale(ParsedSettings settings) {
    return settings.namesOf(DIRECTORY_LOCALE).findAny().isPresent()
        && settings.namesOf(DIRECTORY_FORMAT).findAny().isEmpty()
        && settings.topicsWith(PARTITIONER).findAny().isEmpty()
        && !isPattern(settings.value(PARTITIONER));
  }

  private static boolean isPattern(Provider partitioner) {
    return partitioner.name().equals(PATTERN);
  }

  /**
   * @param suffix of the keys of a topic
   */
  private static String uselessFormat(String suffix) {
    return String.format(
        Locale.ROOT,
        "%s%s applies only to %s%s = pattern; remove one of them",
        DIRECTORY_FORMAT.name(),
        suffix,
        PARTITIONER.name(),
        suffix);
  }

  private static Locale locale(String text) {
    Locale locale = Locale.forLanguageTag(text.replace('_', '-'));
    check(
        Arrays.asList(Locale.getAvailableLocales()).contains(locale) && !locale.equals(Locale.ROOT),
        "must be a language, or a language and a country, like nl or nl_NL");
    return locale;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "must be a time zone like UTC or America/Los_Angeles", unknown);
    }
  }
}
