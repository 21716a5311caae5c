package io.camus.iceberg;

import io.camus.model.ConfigurationException;
import io.camus.spi.Table.Position;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Where a table holds how far it follows a log: in a property per log, which outlives the expiry of
 * snapshots, and in the summary of each snapshot, which says what a snapshot has added.
 */
final class Positions {
  /** Begins the property's name; the log's id follows. */
  private static final String PROPERTY = "camus.record.";

  /**
   * Begins the name of the property with the record after which a table began; a log's id follows.
   */
  private static final String BEGIN = "camus.begin.";

  /** Keys of a snapshot's summary. */
  static final String LOG = "camus.log";

  static final String RECORD = "camus.record";

  private Positions() {}

  static String property(String log) {
    return PROPERTY + log;
  }

  static String begin(String log) {
    return BEGIN + log;
  }

  /** The record of a log after which a table began; empty if it does not follow it. */
  static OptionalLong beginOf(Table table, String log) {
    return record(table.name(), begin(log), table.properties());
  }

  /** The last record of a log that a table has by its property; empty if it does not follow it. */
  static OptionalLong of(Table table, String log) {
    return record(table.name(), property(log), table.properties());
  }

  /** Whether a table has the files of a record already. */
  static boolean reached(Table table, Position position, Iterable<Snapshot> ancestry) {
    OptionalLong property = of(table, position.log());
    if (property.isPresent() && property.getAsLong() >= position.record()) {
      return true;
    }
    for (Snapshot snapshot : ancestry) {
      Map<String, String> summary = snapshot.summary();
      if (summary != null && position.log().equals(summary.get(LOG))) {
        OptionalLong record = record(table.name(), RECORD, summary);
        if (record.isPresent() && record.getAsLong() >= position.record()) {
          return true;
        }
      }
    }
    return false;
  }

  private static OptionalLong record(String table, String name, Map<String, String> values) {
    String text = values.get(name);
    if (text == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "table %s: %s is %s, not the number of a record; set it to the number of the last"
                  + " record whose files the table has",
              table,
              name,
              text),
          e);
    }
  }
}
