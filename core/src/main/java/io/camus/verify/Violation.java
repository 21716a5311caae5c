package io.camus.verify;

import static java.util.Objects.requireNonNull;

import io.camus.model.ExitCode;
import io.camus.model.OffsetRange;
import io.camus.model.Problem.Severity;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that is not as the protocol promises.
 *
 * @param kind what is broken
 * @param topic the topic that it concerns, if it concerns one
 * @param range its topic-partition and offsets, if it has any; the topic's id is all zeros where
 *     only a file's name tells them
 * @param file the file's path, if it is about one
 * @param record the number of the commit record, if it is about one
 * @param meaning what was found and what that means, for people
 */
public record Violation(
    Kind kind,
    Optional<String> topic,
    Optional<OffsetRange> range,
    Optional<String> file,
    OptionalLong record,
    String meaning) {

  /** What can be broken. */
  public enum Kind {
    /** A number of the log has no record. */
    MISSING_RECORD,
    /** A record is damaged. */
    TORN_RECORD,
    /** A checkpoint says something else than the records. */
    WRONG_CHECKPOINT,
    /** A record's files are in their place, and its mark that says so is gone. */
    MISSING_MARK,
    /** Offsets of a partition are in no record. */
    GAP,
    /** Offsets of a partition are in two records. */
    OVERLAP,
    /** A range or position has a generation or topic id that cannot follow. */
    WRONG_GENERATION,
    /** A run's entry where the run is not open, or was opened before. */
    WRONG_RUN,
    /** A range's files do not add up to what its record says of it. */
    WRONG_ACCOUNT,
    /** Two files of the log have one name. */
    SAME_NAME,
    /** A file that a record names is not there. */
    MISSING_FILE,
    /** A file has another length than its record says. */
    WRONG_LENGTH,
    /** A file lies where data is, and no record names it. */
    STRAY_FILE,
    /** A file has its length, and other bytes than were written. */
    ALTERED_FILE,
    /** A file has its bytes, and they are not what its format asks for. */
    MALFORMED_FILE,
    /** A file holds another number of records than its record says. */
    WRONG_COUNT,
    /** A file has its bytes, and its records are others than were handed to its writer. */
    WRONG_CONTENT,
    /** A file holds records of other places in Kafka, or not in their order. */
    WRONG_OFFSETS,
    /** Kafka holds other records in a range than those that were pulled from it. */
    OTHER_IN_KAFKA,
    /** The store did not hand out a file. */
    UNREADABLE_FILE(Severity.OUTSIDE),
    /** Kafka did not hand out a range. */
    UNREADABLE_IN_KAFKA(Severity.OUTSIDE);

    /** Whether the data is wrong, or it is not known because the store failed. */
    private final Severity severity;

    Kind() {
      this(Severity.DATA);
    }

    Kind(Severity severity) {
      this.severity = severity;
    }

    /** 0 if nothing was found, 4 if data is wrong, 3 if none is, but not all could be read. */
    public static ExitCode exitCode(Collection<Kind> found) {
      return found.stream()
          .map(kind -> kind.severity.exitCode())
          .max(Comparator.naturalOrder())
          .orElse(ExitCode.OK);
    }
  }

  public Violation {
    requireNonNull(kind, "kind");
    requireNonNull(topic, "topic");
    requireNonNull(range, "range");
    requireNonNull(file, "file");
    requireNonNull(record, "record");
    requireNonNull(meaning, "meaning");
  }
}
