package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A file of a task: data, or the dead letters of one topic-partition.
 *
 * @param kind what it holds
 * @param staged the store's receipt for it ({@code io.camus.spi.Receipt}); on a file system where
 *     the task attempt wrote it, absolute
 * @param destination where it is published, absolute; components that are too long are shortened
 *     ({@link ShortNames}), including those recorded by an earlier version
 * @param parts what it holds of each range, at least one; more only if partitions share files
 * @param bytes length in bytes
 * @param firstEventMillis smallest event time in it, milliseconds since the epoch; for dead letters
 *     the Kafka time
 * @param lastEventMillis largest event time in it, inclusive
 * @param digest {@code crc32c:<8 hex digits>} of the file's bytes
 * @param contentDigest {@code sum64:<16 hex digits>} of its records ({@link
 *     io.camus.digest.ContentDigest})
 */
public record DataFile(
    Kind kind,
    String staged,
    String destination,
    List<Part> parts,
    long bytes,
    long firstEventMillis,
    long lastEventMillis,
    String digest,
    String contentDigest) {

  /** What a file holds. */
  public enum Kind {
    /** Records, published under {@code etl.destination.path}. */
    DATA,
    /** Rejected records with everything that Kafka knows of them. */
    DEAD_LETTER
  }

  /**
   * What a file holds of one range.
   *
   * @param range offset of the first record and that of the last one + 1, which may be inside a
   *     larger pulled range
   * @param records number of records
   */
  public record Part(OffsetRange range, long records) {
    public Part {
      requireNonNull(range, "range");
    }
  }

  public DataFile {
    requireNonNull(kind, "kind");
    requireNonNull(staged, "staged");
    destination = ShortNames.ofPath(requireNonNull(destination, "destination"));
    parts = List.copyOf(parts);
    requireNonNull(digest, "digest");
    requireNonNull(contentDigest, "contentDigest");
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(destination + " holds nothing");
    }
  }

  /** The topic of all records. */
  public String topic() {
    return parts.get(0).range().partition().topic();
  }

  /** The number of all records. */
  public long records() {
    return parts.stream().mapToLong(Part::records).sum();
  }

  /** The only range that it holds records of; empty if there are several. */
  public Optional<OffsetRange> range() {
    return parts.size() == 1 ? Optional.of(parts.get(0).range()) : Optional.empty();
  }
}
