package io.camus.run;

import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.OneByOne;
import io.camus.model.Problem;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.spi.Table;
import io.camus.spi.Tables;
import io.camus.spi.Tables.Partitioning;
import io.camus.spi.Tables.Partitioning.Unit;
import io.camus.table.KnownTables;
import io.camus.table.StoreTables;
import io.camus.table.TableAppender;
import io.camus.table.TablePreparation;
import io.camus.table.TableRule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;

/** A table for each topic, in a catalog that fails like the store. */
final class WorldTables implements TablesStep {
  static final StorePath CATALOG = new StorePath("/catalog");
  static final Schema ANY = Schema.create(Schema.Type.STRING);

  private final KnownTables known;
  private final Tables tables;
  private final TablePreparation preparation;

  /**
   * @param through the store of a process
   * @param between what is between it and its catalog
   */
  WorldTables(Store through, Layout layout, UnaryOperator<Tables> between) {
    known = new KnownTables(through, layout);
    tables = between.apply(new StoreTables(through, CATALOG));
    preparation = new TablePreparation(known, () -> tables, OneByOne.CALLS);
  }

  @Override
  public Map<String, Problem> prepare(Set<String> topics, Table.Position begin) throws IOException {
    return preparation.prepare(
        new TreeSet<>(topics)
            .stream().map(topic -> new TablePreparation.Wish(rule(topic), ANY)).toList(),
        begin);
  }

  static TableRule rule(String topic) {
    return new TableRule(
        topic, "t." + topic, true, false, new Partitioning("event_time", Unit.HOUR));
  }

  @Override
  public List<Problem> follow(CommitLog log) {
    return new TableAppender(
            log,
            known,
            () -> tables,
            topic -> Optional.of("t." + topic),
            preparation::found,
            OneByOne.CALLS,
            OneByOne.NO_WAIT)
        .follow();
  }
}
