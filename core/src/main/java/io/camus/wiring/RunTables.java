package io.camus.wiring;

import io.camus.commit.Backoff;
import io.camus.commit.CommitLog;
import io.camus.commit.StoreCalls;
import io.camus.model.Problem;
import io.camus.run.TablesStep;
import io.camus.spi.Table;
import io.camus.spi.Tables;
import io.camus.table.KnownTables;
import io.camus.table.TableAppender;
import io.camus.table.TablePreparation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tables of a run.
 *
 * @param rules what data the topics have
 * @param preparation that of these rules
 * @param tableOf the table of a topic
 */
record RunTables(
    SchemaRules rules,
    TablePreparation preparation,
    KnownTables known,
    Supplier<Tables> tables,
    Function<String, Optional<String>> tableOf,
    StoreCalls calls,
    Backoff backoff)
    implements TablesStep {

  @Override
  public Map<String, Problem> prepare(Set<String> topics, Table.Position begin) throws IOException {
    return preparation.prepare(rules.wishes(topics), begin);
  }

  @Override
  public List<Problem> follow(CommitLog log) {
    return new TableAppender(log, known, tables, tableOf, preparation::found, calls, backoff)
        .follow();
  }
}
