package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

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
