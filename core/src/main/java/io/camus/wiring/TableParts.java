package io.camus.wiring;

import io.camus.commit.Backoff;
import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.LogReader;
import io.camus.commit.StoreCalls;
import io.camus.config.CamusConfig;
import io.camus.config.Provider;
import io.camus.config.TableSettings;
import io.camus.plugin.TableProvider;
import io.camus.run.TablesStep;
import io.camus.spi.Store;
import io.camus.spi.Tables;
import io.camus.table.KnownTables;
import io.camus.table.TableComparison;
import io.camus.table.TablePreparation;
import io.camus.table.TableRepair;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What works with tables. The catalog is opened when it is first needed. */
final class TableParts {
  private final CamusConfig config;
  private final KnownTables known;
  private final StoreCalls calls;
  private final Backoff backoff;
  private Tables opened;

  /**
   * @param config with its secrets
   * @param store that of the log
   * @param calls how many tables are handled in parallel
   */
  TableParts(CamusConfig config, Store store, Layout layout, StoreCalls calls, Backoff backoff) {
    this.config = config;
    this.known = new KnownTables(store, layout);
    this.calls = calls;
    this.backoff = backoff;
  }

  /** Prepares the tables of one run. */
  TablePreparation preparation() {
    return new TablePreparation(known, this::catalog, calls);
  }

  /** Compares tables with the log. */
  TableComparison comparison(LogReader log) {
    return new TableComparison(log, this::catalog, calls);
  }

  /** Repairs tables. */
  TableRepair repair(CommitLog log, LogReader reader) {
    return new TableRepair(log, reader, known, catalog());
  }

  /** The tables of some topics, by name. */
  SortedMap<String, String> tables(Collection<String> topics) {
    SortedMap<String, String> tables = new TreeMap<>();
    topics.forEach(topic -> table(topic).ifPresent(name -> tables.put(name, topic)));
    return tables;
  }

  /** The tables of a run; empty if no topic has one. */
  Optional<TablesStep> step(SchemaRules rules, TablePreparation preparation) {
    return config.namesTables()
        ? Optional.of(
            new RunTables(rules, preparation, known, this::catalog, this::table, calls, backoff))
        : Optional.empty();
  }

  /** The table of a topic; empty if it has none, or settings that do not say which one. */
  private Optional<String> table(String topic) {
    try {
      return config.topic(topic).table();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // The plan leaves the topic out and says why.
    }
  }

  /**
   * The catalog.
   *
   * @throws IllegalArgumentException if it cannot be opened with these settings
   */
  synchronized Tables catalog() {
    if (opened == null) {
      opened =
          config.keys().providers().all(Provider.Kind.TABLE).stream()
              .map(TableProvider.class::cast)
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          TableSettings.TABLE.name()
                              + " needs a plug-in for tables; install plugins/iceberg"))
              .open(config);
    }
    return opened;
  }
}
