package io.camus.table;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/**
 * A table beside the commit log.
 *
 * @param table its name in the catalog
 * @param topic whose files it has
 * @param state how it differs
 * @param follows the last record whose files it has; empty if it does not follow this log
 * @param newest the newest record with files of the topic; 0 if there is none
 * @param expected what the log has for it up to {@code follows}
 * @param present what of that the table lists
 * @param others what else the table lists: the work of its maintenance, or of another program
 * @param rewritten files that the log has and the table does not list any more, by {@link
 *     io.camus.commit.PathKey} of their destinations; empty unless their records are in others
 * @param offsets the end of the offsets in its files, exclusive, by partition
 * @param problem why the catalog could not be read
 */
public record TableStatus(
    String table,
    String topic,
    State state,
    OptionalLong follows,
    long newest,
    Amount expected,
    Amount present,
    Amount others,
    Set<String> rewritten,
    SortedMap<Integer, Long> offsets,
    Optional<String> problem) {

  /** How a table differs from the log. */
  public enum State {
    /** It has exactly the files of the log. */
    COMPLETE,
    /** It has other files, with as many records: its maintenance has rewritten some. */
    REWRITTEN,
    /** It is correct, and newer records are not in it yet. */
    BEHIND,
    /** It has not as many records as the log. */
    DIFFERENT,
    /** The catalog does not have it, or it does not follow this log. */
    MISSING,
    /** The catalog could not be read. */
    UNKNOWN;

    /** Whether it contradicts the log. */
    public boolean isWrong() {
      return this == DIFFERENT;
    }
  }

  /** A number of files and the records in them. */
  public record Amount(long files, long records) {
    static final Amount NONE = new Amount(0, 0);

    Amount plus(long moreRecords) {
      return new Amount(files + 1, records + moreRecords);
    }
  }

  /** How many more records the table has than the log says; negative if it has fewer. */
  public long surplus() {
    return present.records() + others.records() - expected.records();
  }
}
