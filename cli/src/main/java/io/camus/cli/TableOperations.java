package io.camus.cli;

import io.camus.commit.CommitLog;
import io.camus.commit.LogState;
import io.camus.config.CamusConfig;
import io.camus.config.TableSettings;
import io.camus.model.ConfigurationException;
import io.camus.table.TableStatus;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The operations of {@code camus tables}. */
class TableOperations {
  private final Operations operations;

  TableOperations(Operations operations) {
    this.operations = operations;
  }

  /**
   * Compares tables with the commit log.
   *
   * @param names none means all topics of the commit log
   * @throws ConfigurationException if the log knows no such topic, or no topic has a table
   */
  List<TableStatus> compare(CamusConfig config, List<String> names) {
    HadoopSession session = HadoopSession.reading(config);
    LogState state = session.log();
    names.forEach(topic -> Operations.requireKnown(topic, state, config));
    requireTables(config);
    Set<String> topics = new TreeSet<>(names);
    if (topics.isEmpty()) {
      state.positions().keySet().forEach(partition -> topics.add(partition.topic()));
    }
    return session.wiring().tables().compare(topics);
  }

  /** Makes a table follow the log again; the number of records whose files it lacked. */
  long rebuild(CamusConfig config, String topic) {
    return changing(config, topic, (session, log) -> session.wiring().tables().rebuild(topic, log));
  }

  /** Adds the files that a table does not have; their number. */
  long adopt(CamusConfig config, String topic) {
    return changing(config, topic, (session, log) -> session.wiring().tables().adopt(topic, log));
  }

  private interface Change {
    long of(HadoopSession session, CommitLog log);
  }

  /** Recovers first: no run may be active. */
  private long changing(CamusConfig config, String topic, Change change) {
    requireTables(config);
    HadoopSession session = HadoopSession.writing(config);
    Operations.requireKnown(topic, session.log(), config);
    return change.of(session, operations.recoveredLog(session));
  }

  private static void requireTables(CamusConfig config) {
    if (!config.namesTables()) {
      throw new ConfigurationException(
          "no topic has a table; set " + TableSettings.TABLE.name() + ".<topic>");
    }
  }
}
