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
 * A violation of the protocol.
 *
 * @param kind the kind
 * @param topic the topic, if it concerns one
 * @param range its topic-partition and offsets, if any; the topic's id is all zeros if only a
 *     file's name is known
 * @param file the file's path, if it is about one
 * @param record the number of the commit record, if it is about one
 * @param meaning the finding and its meaning, for people
 */
public record Violation(
    Kind kind,
    Optional<String> topic,
    Optional<OffsetRange> range,
    Optional<String> file,
    OptionalLong record,
    String meaning) {

  /** Kinds of violations. */
  public enum Kind {
    /** A record is missing. */
    MISSING_RECORD,
    /** A record is damaged. */
    TORN_RECORD,
    /** A checkpoint contradicts the records. */
    WRONG_CHECKPOINT,
    /** A record's files are in place, but its mark is gone. */
    MISSING_MARK,
    /** Offsets of a partition are in no record. */
    GAP,
    /** Offsets of a partition are in two records. */
    OVERLAP,
    /** A range or position has an impossible generation or topic id. */
    WRONG_GENERATION,
    /** An entry of a run that is not open, or was already opened. */
    WRONG_RUN,
    /** Buckets are closed that cannot be, or with other sums than their files have. */
    WRONG_COMPLETION,
    /** A range's files do not add up to its entry in the record. */
    WRONG_ACCOUNT,
    /** Two files of the log have the same name. */
    SAME_NAME,
    /** A committed file is missing. */
    MISSING_FILE,
    /** A file has the wrong length. */
    WRONG_LENGTH,
    /** A marker of a complete bucket has other numbers than the log. */
    WRONG_MARKER,
    /** A file among the data is not in the log. */
    STRAY_FILE,
    /** A file has the right length, but other bytes than were written. */
    ALTERED_FILE,
    /** A file is unchanged, but its bytes violate the format. */
    MALFORMED_FILE,
    /** A file has the wrong number of records. */
    WRONG_COUNT,
    /** A file is unchanged, but its records differ from those given to its writer. */
    WRONG_CONTENT,
    /** A file has records with wrong Kafka positions, or in the wrong order. */
    WRONG_OFFSETS,
    /** Kafka has other records in a range than were pulled from it. */
    OTHER_IN_KAFKA,
    /** The store could not read a file. */
    UNREADABLE_FILE(Severity.OUTSIDE),
    /** Kafka could not deliver a range. */
    UNREADABLE_IN_KAFKA(Severity.OUTSIDE);

    /** Whether the data is wrong, rather than unknown because the store failed. */
    private final Severity severity;

    Kind() {
      this(Severity.DATA);
    }

    Kind(Severity severity) {
      this.severity = severity;
    }

    /** 0 without violations, 4 if data is wrong, 3 if something could not be read. */
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
