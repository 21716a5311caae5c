package io.camus.spi;

import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The tables of a catalog. Names are those of the catalog, with dots: {@code db.events}.
 *
 * <p>Thread-safe. Any call may fail with an {@link IOException} after it took effect: catalog and
 * network fail often, so that each caller looks again.
 */
public interface Tables extends AutoCloseable {

  /**
   * How a new table is partitioned.
   *
   * @param column of the event time; its type is {@code timestamp-millis}
   * @param unit of the partitions
   */
  record Partitioning(String column, Unit unit) {
    /** The length of a partition. */
    public enum Unit {
      HOUR,
      DAY,
      /** The table has no partitions. */
      NONE
    }
  }

  /** The table; empty if the catalog has none with this name. */
  Optional<Table> load(String name) throws IOException;

  /**
   * Creates a table, and its namespace if that is missing. It follows a log from the beginning, in
   * the same commit.
   *
   * @param columns an Avro record
   * @param begin the log, and the last record whose files it need not have
   * @return the table, which another process may have created before
   * @throws io.camus.model.ConfigurationException if a table cannot have these columns
   */
  Table create(String name, Schema columns, Partitioning partitioning, Table.Position begin)
      throws IOException;

  @Override
  void close();
}
