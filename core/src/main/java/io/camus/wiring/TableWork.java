package io.camus.wiring;

import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.LogReader;
import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.reading.SchemaIndex;
import io.camus.spi.Store;
import io.camus.table.TableRepair;
import io.camus.table.TableRule;
import io.camus.table.TableStatus;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What verbs do with tables. Needs the secrets of the catalog. */
public final class TableWork {
  private final Store store;
  private final Layout layout;
  private final TopicPulls topics;
  private final TableParts parts;
  private final Supplier<SchemaRules> rules;
  private final SchemaIndex index;

  /**
   * @param rules those of a run that would start now
   * @param index finds the schemas of committed files
   */
  TableWork(
      Store store,
      Layout layout,
      TopicPulls topics,
      TableParts parts,
      Supplier<SchemaRules> rules,
      SchemaIndex index) {
    this.store = store;
    this.layout = layout;
    this.topics = topics;
    this.parts = parts;
    this.rules = rules;
    this.index = index;
  }

  /**
   * Compares the tables of topics with the log.
   *
   * @throws StorageException if the log cannot be read
   */
  public List<TableStatus> compare(Collection<String> names) {
    try {
      return parts.comparison(new LogReader(store, layout)).compare(parts.tables(names));
    } catch (IOException e) {
      throw new StorageException(
          "cannot read the commit log " + layout.commits() + ": " + RootCause.line(e), e);
    }
  }

  /**
   * Makes a topic's table follow the log again.
   *
   * @param log without an active run
   * @return the number of records whose files were added
   * @throws ConfigurationException if the table or its files make that impossible
   * @throws StorageException if store or catalog fail
   */
  public long rebuild(String topic, CommitLog log) {
    return repair(
        topic,
        log,
        (rule, repair) ->
            repair.rebuild(
                rule,
                index.read(List.of(topic), (files, of) -> {}).values().stream()
                    .flatMap(it -> it.schemas().stream())
                    .toList()));
  }

  /**
   * Adds the files of a topic that its table does not have.
   *
   * @param log without an active run
   * @return the number of files that were added
   * @throws ConfigurationException if the table or its files make that impossible
   * @throws StorageException if store or catalog fail
   */
  public long adopt(String topic, CommitLog log) {
    return repair(
        topic,
        log,
        (rule, repair) -> repair.adopt(rule, rules.get().wishes(Set.of(topic)).get(0).wanted()));
  }

  private interface Action {
    long with(TableRule rule, TableRepair repair) throws IOException;
  }

  private long repair(String topic, CommitLog log, Action action) {
    try {
      TableRule rule =
          topics
              .tableRule(topic)
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          topic + " has no table; set camus.table." + topic));
      return action.with(rule, parts.repair(log, new LogReader(store, layout)));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(topic + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StorageException("table of " + topic + ": " + RootCause.line(e), e);
    }
  }
}
