package io.camus.config;

import static io.camus.config.KeyType.check;

import io.camus.spi.StorePath;
import io.camus.time.BucketLength;
import io.camus.time.DirectoryPattern;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** Where data files go, what they are called and how they are written. */
public final class OutputSettings {
  static final KeyGroup KEYS =
      new KeyGroup("Output", "Where data files go and what they look like.");

  public static final Key<StorePath> DESTINATION =
      KEYS.required("etl.destination.path", KeyType.PATH)
          .means("Directory of the data files, one directory a topic below it.");

  public static final Key<StorePath> ERRORS =
      KEYS.optional("camus.errors.path", KeyType.PATH)
          .defaultMeans("errors/ in the run's history")
          .means("Directory where dead letters are published.");

  static final Key<PartitionerKind> PARTITIONER =
      KEYS.topicKey("etl.partitioner.class", PartitionerKind.TYPE, "hourly")
          .means(
              "Directories below a topic's own, by event time: hourly, daily, hive"
                  + " (dt=2026-11-22/hour=14), hive-daily (dt=2026-11-22), or pattern, which is"
                  + " also meant where a date pattern is given.");

  public static final Key<Integer> BUCKET_MINUTES =
      KEYS.key(
              "etl.output.file.time.partition.mins",
              KeyType.INTEGER.readableBy(BucketLength::ofMinutes),
              "60")
          .means(
              "Minutes of event time that share a file, for hourly, and for a date pattern if this"
                  + " is set: a directory holds the longer of these minutes and the pattern's"
                  + " smallest unit. A divisor of 60, or a multiple of 60 that divides 1440.");

  public static final Key<String> SUB_DIRECTORY =
      KEYS.optional("etl.destination.path.topic.sub.dir", KeyType.TEXT)
          .defaultMeans("hourly, or daily")
          .means("Name of the directory below a topic's own, for hourly and daily.");

  public static final Key<String> DIRECTORY_FORMAT =
      KEYS.topicKey(
              "etl.destination.path.topic.sub.dirformat",
              KeyType.TEXT.readableBy(text -> DirectoryPattern.parse(text, Locale.ENGLISH)),
              "'hourly'/YYYY/MM/dd/HH")
          .is(Key.Trait.TOPICS_OWN)
          .means("Date pattern of the directories below a topic's own, in Joda's letters.");

  public static final Key<Locale> DIRECTORY_LOCALE =
      KEYS.topicKey(
              "etl.destination.path.topic.sub.dirformat.locale",
              KeyType.TEXT.map(OutputSettings::locale),
              "en_US")
          .means(
              "Language of the names of months, days and half days in a date pattern's directories,"
                  + " for example nl_NL.");

  public static final Key<ZoneId> ZONE =
      KEYS.key("etl.default.timezone", KeyType.TEXT.map(OutputSettings::zone), "UTC")
          .means("Time zone of the directories.");

  static final Key<OutputCodec> CODEC =
      KEYS.topicKey("etl.output.codec", OutputCodec.TYPE, "snappy")
          .defaultMeans("snappy; deflate if only etl.deflate.level is set")
          .means(
              "Compression: null or none, deflate (gzip for lines), snappy (gzip for lines, unless"
                  + " it is set for the topic itself, which is refused), zstandard.");

  public static final Key<Integer> DEFLATE_LEVEL =
      KEYS.key("etl.deflate.level", KeyType.integer(1, 9), "6").means("Level of deflate and gzip.");

  public static final Key<Integer> ZSTANDARD_LEVEL =
      KEYS.key("camus.zstandard.level", KeyType.integer(1, 22), "2")
          .means(
              "Level of zstandard. 3, which is usual elsewhere, takes up to twice the processor time of"
                  + " 2 for files of about the same size; 1 is the quickest.");

  static final Key<Boolean> COMPRESS =
      KEYS.key("mapred.output.compress", KeyType.YES_NO, "true")
          .means("false writes all files uncompressed, whatever etl.output.codec says.");

  public static final Key<Integer> SYNC_INTERVAL =
      KEYS.optional("etl.avro.writer.sync.interval", KeyType.integer(32, 1 << 30))
          .defaultMeans("16000 for deflate, else 65536")
          .means(
              "Bytes of a block in Avro files, before compression. Larger ones compress a little"
                  + " better; they cost deflate more time, and zstandard less.");

  public static final Key<String> DELIMITER =
      KEYS.key(
              "etl.output.record.delimiter",
              KeyType.UNTRIMMED
                  .map(String::translateEscapes)
                  .where(text -> !text.isEmpty(), "must not be empty"),
              "\\n")
          .is(Key.Trait.ANY_CHARACTER)
          .means("What ends a record in files of lines, with Java's escapes.");

  public static final Key<Integer> OPEN_FILES =
      KEYS.key("camus.output.open.files", KeyType.integerFrom(1), "256")
          .means(
              "Data files and dead letter files that a task holds open at most. More hours or"
                  + " schemas than that make no more files: their records wait.");

  public static final Key<Long> OPEN_BYTES =
      KEYS.key("camus.output.open.bytes", KeyType.BYTES, "134217728")
          .means(
              "Memory, about, that a task's open files and the records that wait for a file take at"
                  + " most, native memory of compression included. Records beyond that go to run"
                  + " files in the task's directory of the store and are merged at its end.");

  public static final Key<FileScope> FILES_PER =
      KEYS.topicKey("camus.output.files.per", KeyType.oneOf(FileScope.values()), "auto")
          .means(
              "Whose records share a file, of one bucket: partition, or topic, which joins the"
                  + " partitions of a topic that one task pulls, for fewer and larger files, or auto,"
                  + " which joins those of which the run pulls less than 16 MiB. Joined partitions"
                  + " are committed together, and their files are named after run and task.");

  public static final Key<Long> TARGET_BYTES =
      KEYS.optional("camus.output.file.target.bytes", KeyType.BYTES)
          .defaultMeans("files are as large as they become")
          .is(Key.Trait.PER_TOPIC)
          .means(
              "Size of a data file at which it is finished and followed by another; exceeded by a"
                  + " block or a buffer.");

  static {
    KEYS.refuse(
        OutputSettings::hasUselessLocale,
        String.format(
            Locale.ROOT,
            "%s is only used by a date pattern; set %s, or remove it",
            DIRECTORY_LOCALE.name(),
            DIRECTORY_FORMAT.name()));
    KEYS.rule(
        settings ->
            settings.has(DIRECTORY_FORMAT)
                    && settings.has(PARTITIONER)
                    && settings.value(PARTITIONER) != PartitionerKind.PATTERN
                ? Stream.of(uselessFormat(""))
                : Stream.empty());
    KEYS.rule(
        settings ->
            settings
                .topicsWith(DIRECTORY_FORMAT)
                .filter(topic -> settings.has(PARTITIONER, topic))
                .filter(topic -> settings.value(PARTITIONER, topic) != PartitionerKind.PATTERN)
                .map(topic -> uselessFormat("." + topic)));
  }

  private OutputSettings() {}

  private static boolean hasUselessLocale(ParsedSettings settings) {
    return settings.namesOf(DIRECTORY_LOCALE).findAny().isPresent()
        && settings.namesOf(DIRECTORY_FORMAT).findAny().isEmpty()
        && settings.topicsWith(PARTITIONER).findAny().isEmpty()
        && settings.value(PARTITIONER) != PartitionerKind.PATTERN;
  }

  /**
   * @param suffix of the keys of a topic
   */
  private static String uselessFormat(String suffix) {
    return String.format(
        Locale.ROOT,
        "%s%s is only used by %s%s = pattern; remove one of them",
        DIRECTORY_FORMAT.name(),
        suffix,
        PARTITIONER.name(),
        suffix);
  }

  private static Locale locale(String text) {
    Locale locale = Locale.forLanguageTag(text.replace('_', '-'));
    check(
        Arrays.asList(Locale.getAvailableLocales()).contains(locale) && !locale.equals(Locale.ROOT),
        "must be a language or a language and a country, like nl or nl_NL");
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
