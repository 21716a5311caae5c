package io.camus.config;

import static io.camus.config.Reading.bytes;
import static io.camus.config.Reading.check;
import static io.camus.config.Reading.choice;
import static io.camus.config.Reading.integer;
import static io.camus.config.Reading.optionalBytes;
import static io.camus.config.Reading.optionalPath;
import static io.camus.config.Reading.optionalText;
import static io.camus.config.Reading.path;
import static io.camus.config.Reading.range;
import static io.camus.config.Reading.trimmed;
import static io.camus.config.Reading.yesNo;

import io.camus.spi.StorePath;
import io.camus.time.BucketLength;
import io.camus.time.DirectoryPattern;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Where data files go, by which directories, and what they look like. */
final class OutputKeys {
  private static final int MAX = Integer.MAX_VALUE;

  static final Key<StorePath> DESTINATION =
      path("etl.destination.path")
          .means("Directory of the data files, one directory a topic below it.");

  static final Key<Optional<StorePath>> ERRORS =
      optionalPath("camus.errors.path")
          .defaultMeans("errors/ in the run's history")
          .means("Directory where dead letters are published.");

  static final Key<PartitionerKind> PARTITIONER =
      choice("etl.partitioner.class", PartitionerKind.words(), PartitionerKind::named)
          .byDefault("hourly")
          .alsoPerTopic()
          .means(
              "Directories below a topic's own, by event time: hourly, daily, hive"
                  + " (dt=2026-11-22/hour=14), hive-daily (dt=2026-11-22), or pattern, which is"
                  + " also meant where a date pattern is given.");

  static final Key<Integer> BUCKET_MINUTES =
      Key.of("etl.output.file.time.partition.mins", ConfigDef.Type.INT, OutputKeys::bucketMinutes)
          .byDefault("60")
          .means(
              "Minutes of event time that share a file, for hourly, and for a date pattern if this"
                  + " is set: a directory holds the longer of these minutes and the pattern's"
                  + " smallest unit. A divisor of 60, or a multiple of 60 that divides 1440.");

  static final Key<Optional<String>> SUB_DIRECTORY =
      optionalText("etl.destination.path.topic.sub.dir")
          .defaultMeans("hourly, or daily")
          .means("Name of the directory below a topic's own, for hourly and daily.");

  static final Key<String> DIRECTORY_FORMAT =
      Key.of(
              "etl.destination.path.topic.sub.dirformat",
              ConfigDef.Type.STRING,
              OutputKeys::directoryFormat)
          .byDefault("'hourly'/YYYY/MM/dd/HH")
          .alsoPerTopic()
          .means("Date pattern of the directories below a topic's own, in Joda's letters.");

  static final Key<Locale> DIRECTORY_LOCALE =
      Key.of(
              "etl.destination.path.topic.sub.dirformat.locale",
              ConfigDef.Type.STRING,
              OutputKeys::locale)
          .byDefault("en_US")
          .alsoPerTopic()
          .means(
              "Language of the names of months, days and half days in a date pattern's directories,"
                  + " for example nl_NL.");

  static final Key<ZoneId> ZONE =
      Key.of("etl.default.timezone", ConfigDef.Type.STRING, OutputKeys::zone)
          .byDefault("UTC")
          .means("Time zone of the directories.");

  static final Key<OutputCodec> CODEC =
      choice("etl.output.codec", OutputCodec.words(), OutputCodec::named)
          .byDefault("deflate")
          .alsoPerTopic()
          .means(
              "Compression: null or none, deflate (gzip for lines), snappy (gzip for lines, unless"
                  + " it is set for the topic itself, which is refused), zstandard.");

  static final Key<Integer> DEFLATE_LEVEL =
      integer("etl.deflate.level", 1, 9).byDefault("6").means("Level of deflate and gzip.");

  static final Key<Integer> ZSTANDARD_LEVEL =
      integer("camus.zstandard.level", 1, 22)
          .byDefault("2")
          .means(
              "Level of zstandard. 3, which is usual elsewhere, takes up to twice the processor time of"
                  + " 2 for files of about the same size; 1 is the quickest.");

  static final Key<Boolean> COMPRESS =
      yesNo("mapred.output.compress")
          .alsoCalled("mapreduce.output.fileoutputformat.compress")
          .byDefault("true")
          .means("false writes all files uncompressed, whatever etl.output.codec says.");

  static final Key<Optional<Integer>> SYNC_INTERVAL =
      Key.of("etl.avro.writer.sync.interval", ConfigDef.Type.INT, OutputKeys::blockBytes)
          .defaultMeans("16000 for deflate, else 65536")
          .means(
              "Bytes of a block in Avro files, before compression. Larger ones compress a little"
                  + " better; they cost deflate more time, and zstandard less.");

  static final Key<String> DELIMITER =
      Key.of("etl.output.record.delimiter", ConfigDef.Type.STRING, OutputKeys::delimiter)
          .byDefault("\\n")
          .means("What ends a record in files of lines, with Java's escapes.");

  static final Key<Integer> OPEN_FILES =
      integer("camus.output.open.files", 1, MAX)
          .byDefault("256")
          .means(
              "Data files and dead letter files that a task holds open at most. More hours or"
                  + " schemas than that make no more files: their records wait.");

  static final Key<Long> OPEN_BYTES =
      bytes("camus.output.open.bytes")
          .byDefault("134217728")
          .means(
              "Memory, about, that a task's open files and the records that wait for a file take at"
                  + " most, native memory of compression included. Records beyond that go to run"
                  + " files in the task's directory of the store and are merged at its end.");

  static final Key<FileScope> FILES_PER =
      choice("camus.output.files.per", FileScope.words(), FileScope::named)
          .byDefault("partition")
          .alsoPerTopic()
          .means(
              "Whose records share a file, of one bucket: partition, or topic, which joins the"
                  + " partitions of a topic that one task pulls, for fewer and larger files. Joined"
                  + " partitions are committed together, and the files are named after run and"
                  + " task.");

  static final Key<Optional<Long>> TARGET_BYTES =
      optionalBytes("camus.output.file.target.bytes")
          .alsoPerTopic()
          .defaultMeans("files are as large as they become")
          .means(
              "Size of a data file at which it is finished and followed by another; exceeded by a"
                  + " block or a buffer.");

  static final Key<Boolean> MOVE_DATA =
      Key.of("etl.run.move.data", ConfigDef.Type.BOOLEAN, OutputKeys::moveData)
          .byDefault("true")
          .means("Only true: a commit is not complete without publishing.");

  static final KeyGroup GROUP =
      new KeyGroup(
          "Output",
          "Where data files go and what they look like.",
          List.of(
              DESTINATION,
              ERRORS,
              PARTITIONER,
              BUCKET_MINUTES,
              SUB_DIRECTORY,
              DIRECTORY_FORMAT,
              DIRECTORY_LOCALE,
              ZONE,
              CODEC,
              DEFLATE_LEVEL,
              ZSTANDARD_LEVEL,
              COMPRESS,
              SYNC_INTERVAL,
              DELIMITER,
              OPEN_FILES,
              OPEN_BYTES,
              FILES_PER,
              TARGET_BYTES,
              MOVE_DATA));

  private OutputKeys() {}

  private static int bucketMinutes(Object value) {
    BucketLength unused = BucketLength.ofMinutes((Integer) value);
    return (Integer) value;
  }

  private static String directoryFormat(Object value) {
    String text = trimmed(value);
    DirectoryPattern unused = DirectoryPattern.parse(text, Locale.ENGLISH);
    return text;
  }

  private static Locale locale(Object value) {
    Locale locale = Locale.forLanguageTag(trimmed(value).replace('_', '-'));
    check(
        Arrays.asList(Locale.getAvailableLocales()).contains(locale) && !locale.equals(Locale.ROOT),
        "must be a language or a language and a country, like nl or nl_NL");
    return locale;
  }

  private static ZoneId zone(Object value) {
    try {
      return ZoneId.of(trimmed(value));
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "must be a time zone like UTC or America/Los_Angeles", unknown);
    }
  }

  private static boolean moveData(Object value) {
    check(
        (Boolean) value,
        "false is refused: a commit is not complete without publishing; use `camus plan` to look"
            + " without moving data");
    return true;
  }

  private static String delimiter(Object value) {
    String text = ((String) value).translateEscapes();
    check(!text.isEmpty(), "must not be empty");
    return text;
  }

  private static Optional<Integer> blockBytes(Object value) {
    int least = 32;
    int most = 1 << 30;
    check(
        value == null || ((Integer) value >= least && (Integer) value <= most), range(least, most));
    return Optional.ofNullable((Integer) value);
  }
}
