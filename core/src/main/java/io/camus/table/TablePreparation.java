package io.camus.table;

import io.camus.commit.StoreCalls;
import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.ConfigurationException;
import io.camus.model.FollowedTable;
import io.camus.model.FollowedTable.Columns;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.spi.Table;
import io.camus.spi.Tables;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * The setup stage of tables: checks whether they can have the data of their topics, changes them if
 * the settings allow it, and finds out the ids of the columns for the files of a run.
 */
public final class TablePreparation {
  private final KnownTables known;
  private final Supplier<Tables> tables;
  private final StoreCalls calls;
  private final Map<String, String> topicOf = new HashMap<>();
  private Optional<Map<String, FollowedTable>> earlier = Optional.empty();
  private final Map<String, Columns> columns = new ConcurrentHashMap<>();
  private final Map<String, Problem> problems = new ConcurrentHashMap<>();

  /**
   * A topic's table, and the data that it is to have.
   *
   * @param wanted the schema of the files
   */
  public record Wish(TableRule rule, Schema wanted) {}

  /**
   * @param tables opens the catalog
   * @param calls how many tables are prepared in parallel
   */
  public TablePreparation(KnownTables known, Supplier<Tables> tables, StoreCalls calls) {
    this.known = known;
    this.tables = tables;
    this.calls = calls;
  }

  /**
   * Why a table cannot have the data of a topic, and what to do; empty if it can, or could with
   * changes that the settings allow. Changes nothing. A catalog that does not answer is no reason,
   * and is not asked about a table that an earlier run has prepared for the same data.
   */
  public Optional<String> refusal(Wish wish) {
    TableRule rule = wish.rule();
    String owner = topicOf.putIfAbsent(rule.table(), rule.topic());
    if (owner != null && !owner.equals(rule.topic())) {
      return Optional.of(
          "its table is that of topic "
              + owner
              + ", too; set camus.table."
              + rule.topic()
              + " to another name");
    }
    try {
      if (isPreparedFor(wish)) {
        return Optional.empty();
      }
      Optional<Table> table = tables.get().load(rule.table());
      if (table.isEmpty()) {
        requireCreate(rule);
      } else {
        requireFit(wish, table.get().fit(wish.wanted(), rule.partitioning()));
      }
      return Optional.empty();
    } catch (ConfigurationException | IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    } catch (IOException e) {
      return Optional.empty(); // Prepared later, or left out then.
    }
  }

  private boolean isPreparedFor(Wish wish) throws IOException {
    if (earlier.isEmpty()) {
      earlier = Optional.of(known.read());
    }
    return Optional.ofNullable(earlier.get().get(wish.rule().table()))
        .flatMap(FollowedTable::columns)
        .filter(it -> it.wanted().equals(wish.wanted().toString()))
        .isPresent();
  }

  private static void requireCreate(TableRule rule) {
    if (!rule.create()) {
      throw new ConfigurationException(
          "the catalog has no table "
              + rule.table()
              + "; create it, or set camus.table.create = true");
    }
  }

  /** Whether the table has to change first. */
  private static boolean requireFit(Wish wish, Table.Fit fit) {
    String name = wish.rule().table();
    if (!fit.conflicts().isEmpty()) {
      throw new ConfigurationException(
          "table "
              + name
              + " cannot have the data of this topic: "
              + String.join("; ", fit.conflicts())
              + ". Change the table or the schema, or set another camus.table."
              + wish.rule().topic());
    }
    if (!fit.changes().isEmpty() && !wish.rule().evolve()) {
      throw new ConfigurationException(
          "table "
              + name
              + " has to change first: "
              + String.join("; ", fit.changes())
              + ". Change it, or set camus.table.evolve = true");
    }
    return !fit.changes().isEmpty();
  }

  /**
   * Prepares the tables of the topics that a run pulls.
   *
   * @param begin where tables begin that do not follow the log yet
   * @return what could not be prepared, and what else is worth knowing, by topic
   * @throws IOException if the store fails
   */
  public Map<String, Problem> prepare(Collection<Wish> wishes, Table.Position begin)
      throws IOException {
    Map<String, FollowedTable> seen = known.read();
    problems.clear();
    calls.map(
        List.copyOf(wishes),
        wish -> prepare(wish, begin, Optional.ofNullable(seen.get(wish.rule().table()))),
        done -> {});
    return Map.copyOf(problems);
  }

  private boolean prepare(Wish wish, Table.Position begin, Optional<FollowedTable> seen) {
    String topic = wish.rule().topic();
    try {
      columns.put(
          topic, new Columns(wish.wanted().toString(), prepared(wish, begin, seen).toString()));
    } catch (CamusException | IllegalArgumentException e) {
      problems.put(topic, new Problem(Severity.DATA, topic, e.getMessage()));
    } catch (IOException e) {
      Optional<Columns> usable =
          seen.flatMap(FollowedTable::columns)
              .filter(it -> it.wanted().equals(wish.wanted().toString()));
      usable.ifPresent(it -> columns.put(topic, it));
      problems.put(
          topic,
          new Problem(
              usable.isPresent() ? Severity.WARNING : Severity.OUTSIDE,
              "table " + wish.rule().table(),
              "the catalog cannot be used now: "
                  + RootCause.line(e)
                  + (usable.isPresent()
                      ? "; the files have the columns that the table had in an earlier run"
                      : "; the columns of the table are not known, so its topic is not pulled")));
    }
    return true;
  }

  private Schema prepared(Wish wish, Table.Position begin, Optional<FollowedTable> seen)
      throws IOException {
    TableRule rule = wish.rule();
    Optional<Table> found = tables.get().load(rule.table());
    if (seen.isPresent()) {
      seen.get().requireAt(found.map(it -> it.follows(begin.log())).orElse(OptionalLong.empty()));
    } else if (found.isEmpty()) {
      requireCreate(rule);
    }
    Table table =
        found.isPresent()
            ? found.get()
            : tables.get().create(rule.table(), wish.wanted(), rule.partitioning(), begin);
    if (requireFit(wish, table.fit(wish.wanted(), rule.partitioning()))) {
      table.evolve(wish.wanted(), rule.partitioning());
    }
    if (table.follows(begin.log()).isEmpty()) {
      table.append(begin, List.of());
    }
    Table.Fit fit = table.fit(wish.wanted(), rule.partitioning());
    requireFit(wish, fit);
    return fit.columns();
  }

  /** The columns of a topic's files, with the ids of its table; empty if it was not prepared. */
  public Optional<Schema> columns(String topic) {
    return Optional.ofNullable(columns.get(topic))
        .map(
            it ->
                new Schema.Parser(NameValidator.NO_VALIDATION)
                    .setValidateDefaults(false)
                    .parse(it.withIds()));
  }

  /** The same as text, with what it was found for. */
  public Optional<Columns> found(String topic) {
    return Optional.ofNullable(columns.get(topic));
  }
}
