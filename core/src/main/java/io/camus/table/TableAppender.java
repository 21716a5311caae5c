package io.camus.table;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.camus.commit.Backoff;
import io.camus.commit.CommitLog;
import io.camus.commit.StoreCalls;
import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.FollowedTable;
import io.camus.model.FollowedTable.Columns;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.spi.StorePath;
import io.camus.spi.Table;
import io.camus.spi.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Appends the files of published records to their tables, record after record, one table commit for
 * each record and table. Any process may do it, concurrently and repeatedly. A table that fails is
 * left behind, and holds up no other one.
 */
public final class TableAppender {
  private static final int TRIES = 3;

  private final CommitLog log;
  private final KnownTables known;
  private final Supplier<Tables> tables;
  private final Function<String, Optional<String>> tableOf;
  private final Function<String, Optional<Columns>> columnsOf;
  private final StoreCalls calls;
  private final Backoff backoff;

  private final Map<String, FollowedTable> state = new ConcurrentHashMap<>();
  private final Map<String, Table> loaded = new ConcurrentHashMap<>();
  private final Map<String, Problem> failed = new ConcurrentHashMap<>();

  /**
   * @param tables opens the catalog
   * @param tableOf the table of a topic
   * @param columnsOf what this run has found out about the columns of a topic's files; kept for
   *     runs that find the catalog down
   * @param calls how many tables are handled in parallel
   */
  public TableAppender(
      CommitLog log,
      KnownTables known,
      Supplier<Tables> tables,
      Function<String, Optional<String>> tableOf,
      Function<String, Optional<Columns>> columnsOf,
      StoreCalls calls,
      Backoff backoff) {
    this.log = log;
    this.known = known;
    this.tables = tables;
    this.tableOf = tableOf;
    this.columnsOf = columnsOf;
    this.calls = calls;
    this.backoff = backoff;
  }

  /**
   * Brings all tables up to the last published record before the first unpublished one.
   *
   * @return tables that could not follow, for people
   */
  public List<Problem> follow() {
    try {
      log.refresh();
      long end = log.unpublished().stream().findFirst().map(it -> it - 1).orElse(number());
      if (end > 0) {
        follow(end);
      }
      return new TreeMap<>(failed).values().stream().toList();
    } catch (IOException e) {
      return List.of(
          new Problem(
              Severity.OUTSIDE,
              "tables",
              "the log cannot be followed now: "
                  + RootCause.line(e)
                  + "; the next run will retry"));
    }
  }

  private long number() {
    return log.state().number();
  }

  private void follow(long end) throws IOException {
    String id = log.id();
    Map<String, FollowedTable> before = known.read();
    Map<String, String> topics = configured();
    state.putAll(before);
    calls.map(
        topics.entrySet().stream().filter(it -> !state.containsKey(it.getKey())).toList(),
        it -> find(it.getKey(), it.getValue(), id),
        done -> {});
    long begin =
        topics.keySet().stream()
            .map(state::get)
            .filter(it -> it != null)
            .mapToLong(FollowedTable::through)
            .min()
            .orElse(end);
    for (long number = begin + 1; number <= end; number++) {
      append(log.read(number), topics.keySet(), id);
    }
    topics.keySet().stream()
        .filter(it -> !failed.containsKey(it))
        .forEach(it -> state.computeIfPresent(it, (name, table) -> table.completeThrough(end)));
    topics.forEach(
        (table, topic) ->
            columnsOf
                .apply(topic)
                .ifPresent(it -> state.computeIfPresent(table, (name, was) -> was.with(it))));
    if (!state.equals(before)) {
      known.write(new TreeMap<>(state));
    }
  }

  /** The topics of the log that have a table, by its name. */
  private Map<String, String> configured() {
    Map<String, String> topics = new TreeMap<>();
    Set<String> all = new HashSet<>();
    log.state().positions().keySet().stream().map(TopicPartition::topic).forEach(all::add);
    for (String topic : all) {
      tableOf.apply(topic).ifPresent(it -> topics.put(it, topic));
    }
    return topics;
  }

  /** Asks the catalog for a table of which nothing is known. One that does not follow is left. */
  private boolean find(String name, String topic, String id) {
    return attempt(
        name,
        () -> {
          Optional<Table> table = tables.get().load(name);
          table
              .map(it -> it.follows(id))
              .filter(OptionalLong::isPresent)
              .map(OptionalLong::getAsLong)
              .ifPresent(
                  at -> {
                    loaded.put(name, table.get());
                    state.put(name, new FollowedTable(name, topic, at, at, Optional.empty()));
                  });
        });
  }

  private void append(CommitRecord record, Set<String> configured, String id) throws IOException {
    Map<String, List<Table.File>> files =
        record
            .files()
            .filter(it -> it.kind() == DataFile.Kind.DATA)
            .flatMap(it -> tableOf.apply(it.topic()).map(name -> Map.entry(name, it)).stream())
            .filter(it -> configured.contains(it.getKey()) && isMissing(it.getKey(), record))
            .collect(
                groupingBy(
                    Entry::getKey, HashMap::new, mapping(it -> file(it.getValue()), toList())));
    calls.map(
        new ArrayList<>(files.entrySet()),
        it ->
            attempt(
                it.getKey(),
                () -> append(it.getKey(), new Table.Position(id, record.number()), it.getValue())),
        done -> {});
  }

  private boolean isMissing(String name, CommitRecord record) {
    FollowedTable table = state.get(name);
    return table != null && !failed.containsKey(name) && record.number() > table.through();
  }

  /** A file, as a table lists it. */
  public static Table.File file(DataFile file) {
    return new Table.File(
        new StorePath(file.destination()),
        file.bytes(),
        file.records(),
        file.firstEventMillis(),
        file.lastEventMillis());
  }

  private void append(String name, Table.Position position, List<Table.File> files)
      throws IOException {
    Table table = loaded.get(name);
    if (table == null) {
      Optional<Table> found = tables.get().load(name);
      state
          .get(name)
          .requireAt(found.map(it -> it.follows(position.log())).orElse(OptionalLong.empty()));
      table = found.orElseThrow();
      loaded.put(name, table);
    }
    table.append(position, files);
    state.computeIfPresent(name, (key, it) -> it.at(position.record()));
  }

  private interface Step {
    void run() throws IOException;
  }

  /** Whether a table could take a step; if not, it has failed until the next run. */
  private boolean attempt(String name, Step step) {
    for (int tries = 1; ; tries++) {
      try {
        step.run();
        return true;
      } catch (CamusException | IllegalArgumentException e) {
        failed.put(name, problem(name, Severity.DATA, e.getMessage()));
        return false;
      } catch (IOException e) {
        loaded.remove(name);
        if (tries == TRIES || !waits(tries)) {
          failed.put(
              name,
              problem(
                  name,
                  Severity.OUTSIDE,
                  RootCause.line(e) + "; the data is committed, and the next run will retry"));
          return false;
        }
      }
    }
  }

  private boolean waits(int tries) {
    try {
      backoff.await(tries);
      return true;
    } catch (IOException interrupted) {
      return false;
    }
  }

  private static Problem problem(String name, Severity severity, String message) {
    return new Problem(severity, "table " + name, message);
  }
}
