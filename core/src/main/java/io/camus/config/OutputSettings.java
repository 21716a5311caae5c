package io.camus.config;

import io.camus.spi.StorePath;
import java.time.ZoneId;
import java.util.Optional;

/** Where data files go, what they are called and how they are written. */
public final class OutputSettings {
  private final Given given;

  OutputSettings(Given given) {
    this.given = given;
  }

  /** Directory of the data files. */
  public StorePath destination() {
    return given.value(OutputKeys.DESTINATION);
  }

  /** Where dead letters are published, if not in the run's history. */
  public Optional<StorePath> errorsPath() {
    return given.value(OutputKeys.ERRORS);
  }

  /** Minutes of event time that share a file. */
  public int bucketMinutes() {
    return given.value(OutputKeys.BUCKET_MINUTES);
  }

  /** Whether those minutes were set, so that they count beside a date pattern. */
  public boolean hasBucketMinutes() {
    return given.has(OutputKeys.BUCKET_MINUTES);
  }

  /** Directory below a topic's own; empty for the partitioner's usual one. */
  public Optional<String> topicSubDir() {
    return given.value(OutputKeys.SUB_DIRECTORY);
  }

  /** Time zone of the directories. */
  public ZoneId zone() {
    return given.value(OutputKeys.ZONE);
  }

  /** Level of deflate and gzip, 1 to 9. */
  public int deflateLevel() {
    return given.value(OutputKeys.DEFLATE_LEVEL);
  }

  /** Level of zstandard, 1 to 22. */
  public int zstandardLevel() {
    return given.value(OutputKeys.ZSTANDARD_LEVEL);
  }

  /** Bytes of a block in Avro files, before compression; empty for what suits the codec. */
  public Optional<Integer> avroSyncInterval() {
    return given.value(OutputKeys.SYNC_INTERVAL);
  }

  /** What ends a record in files of lines. */
  public String recordDelimiter() {
    return given.value(OutputKeys.DELIMITER);
  }

  /** Files that a task holds open at most. */
  public int openFiles() {
    return given.value(OutputKeys.OPEN_FILES);
  }

  /** Memory that a task's open files take at most, in bytes. */
  public long openBytes() {
    return given.value(OutputKeys.OPEN_BYTES);
  }
}
