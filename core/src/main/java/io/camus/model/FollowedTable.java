package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a table follows the commit log, as a run has seen it.
 *
 * @param name its name in the catalog
 * @param topic whose files it has
 * @param appended the position that the catalog has for it: the last record whose files were
 *     appended, or after which it began
 * @param through the last record of which no file is missing in it; at least {@code appended}
 * @param columns the columns of the files of the last run; empty if not known
 */
public record FollowedTable(
    String name, String topic, long appended, long through, Optional<Columns> columns) {

  /**
   * The columns of files.
   *
   * @param wanted text of the Avro schema that the topic has
   * @param withIds the same with the ids of the table's columns
   */
  public record Columns(String wanted, String withIds) {
    public Columns {
      requireNonNull(wanted, "wanted");
      requireNonNull(withIds, "withIds");
    }
  }

  public FollowedTable {
    requireNonNull(name, "name");
    requireNonNull(topic, "topic");
    requireNonNull(columns, "columns");
    if (through < appended) {
      throw new IllegalArgumentException(
          name + " has no files through record " + through + " but of record " + appended);
    }
  }

  /**
   * Refuses a table that was dropped or restored: files would be missing in it, and no later run
   * would notice.
   *
   * @param position what the catalog has for it; empty if it is missing, or does not follow the log
   * @throws ConfigurationException saying what to do
   */
  public void requireAt(OptionalLong position) {
    if (position.isEmpty() || position.getAsLong() < appended) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "table %s %s, but has had the files up to record %d of the commit log: it was dropped"
                  + " or restored. Add the missing files: camus tables rebuild %s",
              name,
              position.isEmpty()
                  ? "does not follow the commit log"
                  : "is at record " + position.getAsLong(),
              appended,
              topic));
    }
  }

  /** The same, at the position of its last file. */
  public FollowedTable at(long record) {
    return new FollowedTable(name, topic, record, Math.max(record, through), columns);
  }

  /** The same, complete up to a record. */
  public FollowedTable completeThrough(long record) {
    return new FollowedTable(name, topic, appended, Math.max(record, through), columns);
  }

  /** The same with other columns. */
  public FollowedTable with(Columns newest) {
    return new FollowedTable(name, topic, appended, through, Optional.of(newest));
  }
}
