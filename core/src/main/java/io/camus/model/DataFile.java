package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A file of a task: data, or the dead letters of one topic-partition.
 *
 * @param kind what it holds
 * @param staged where the task attempt wrote it, absolute
 * @param destination where it is published, absolute
 * @param range its first offset and its last offset + 1, which may lie within a larger pulled range
 * @param records number of records in it
 * @param bytes length in bytes
 * @param firstEventMillis smallest event time in it, milliseconds since the epoch; for dead letters
 *     the Kafka time
 * @param lastEventMillis largest event time in it, inclusive
 * @param digest {@code crc32c:<8 hex digits>} of the file's bytes
 * @param contentDigest {@code sum64:<16 hex digits>} of its records ({@link
 *     io.camus.digest.ContentDigest}); empty in what older versions have written
 */
public record DataFile(
    Kind kind,
    String staged,
    String destination,
    OffsetRange range,
    long records,
    long bytes,
    long firstEventMillis,
    long lastEventMillis,
    String digest,
    Optional<String> contentDigest) {

  /** What a file holds. */
  public enum Kind {
    /** Records, published under {@code etl.destination.path}. */
    DATA,
    /** Rejected records with everything that Kafka knows of them. */
    DEAD_LETTER
  }

  public DataFile {
    requireNonNull(kind, "kind");
    requireNonNull(staged, "staged");
    requireNonNull(destination, "destination");
    requireNonNull(range, "range");
    requireNonNull(digest, "digest");
    requireNonNull(contentDigest, "contentDigest");
  }
}
