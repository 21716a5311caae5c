package io.camus.spi;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/**
 * A table to which the files of commit records are appended, each record once. What this object
 * knows is as of its loading, or of its last change.
 *
 * <p>Not thread-safe. Any number of processes may change a table at once.
 */
public interface Table {

  /**
   * A place in a commit log.
   *
   * @param log the log's id
   * @param record the number of a record, from 0: before the first one
   */
  record Position(String log, long record) {}

  /**
   * A published file.
   *
   * @param path its final path
   * @param bytes its length
   * @param records how many it has
   * @param firstEventMillis smallest event time in it, milliseconds since the epoch
   * @param lastEventMillis largest event time in it, inclusive
   */
  record File(
      StorePath path, long bytes, long records, long firstEventMillis, long lastEventMillis) {}

  /**
   * A live file of the table, which may be the work of its maintenance.
   *
   * @param path absolute, as the table has it
   * @param records how many it has
   */
  record Live(String path, long records) {}

  /**
   * How a schema fits to the table.
   *
   * @param columns the schema with the ids of the table's columns as properties, in the form that
   *     the table's file formats store; columns that the table does not have are without an id
   * @param changes what has to change in the table before it can have such data, in words
   * @param conflicts why it cannot be changed so, in words
   */
  record Fit(Schema columns, List<String> changes, List<String> conflicts) {
    public Fit {
      changes = List.copyOf(changes);
      conflicts = List.copyOf(conflicts);
    }
  }

  /** The last record of a log whose files it has; empty if it does not follow this log. */
  OptionalLong follows(String log);

  /** The record after which it began to follow a log; 0 if it has adopted all earlier files. */
  OptionalLong begins(String log);

  /** Compares a schema with the table's columns and partitions. Changes nothing. */
  Fit fit(Schema wanted, Tables.Partitioning partitioning);

  /**
   * Makes the changes of a {@link #fit} without conflicts: adds columns, widens types, relaxes
   * nullability.
   *
   * @throws io.camus.model.ConfigurationException if the table has changed, and there are conflicts
   *     now
   */
  void evolve(Schema wanted, Tables.Partitioning partitioning) throws IOException;

  /**
   * Appends the files of a record in one commit, which also moves the table to this position. With
   * no files it only moves: that is how an existing table begins to follow a log.
   *
   * @param files all files of the record that belong to the table
   * @return false if the table was at this position, or beyond; nothing was changed
   * @throws io.camus.model.ConfigurationException if a file does not fit to the table: nothing was
   *     changed, and a repeat fails as well
   */
  boolean append(Position position, List<File> files) throws IOException;

  /**
   * Appends files in one commit, whether their columns have the table's ids or, by their names,
   * none. Those that the table has already are left out. The commit also moves the table to a
   * position, and says that it began at 0. If another process changes the table meanwhile, the
   * files are compared again.
   *
   * @param files all files of the topic up to the position
   * @return how many were appended
   * @throws io.camus.model.ConfigurationException if a file does not fit to the table
   */
  long adopt(Position position, List<File> files) throws IOException;

  /** Gives all live files to a consumer, one at a time. */
  void files(Consumer<Live> each) throws IOException;
}
