package io.camus.table;

import io.camus.commit.CommitLog;
import io.camus.commit.LiveFile;
import io.camus.commit.LiveFiles;
import io.camus.commit.LogReader;
import io.camus.model.ConfigurationException;
import io.camus.model.DataFile;
import io.camus.model.FollowedTable;
import io.camus.spi.Table;
import io.camus.spi.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * Brings a table back to what the log says, or gives it the files of before it had a table. No run
 * may be active.
 */
public final class TableRepair {
  private final CommitLog log;
  private final LogReader reader;
  private final KnownTables known;
  private final Tables tables;

  public TableRepair(CommitLog log, LogReader reader, KnownTables known, Tables tables) {
    this.log = log;
    this.reader = reader;
    this.known = known;
    this.tables = tables;
  }

  /**
   * Makes a table follow the log again from where the catalog has it; a missing one is created with
   * the columns that its files had, one version after the other, and gets all files.
   *
   * @param versions the schemas of the topic's files, with the ids of columns, the oldest first
   * @return the records whose files it lacked
   * @throws ConfigurationException if the table or its files make that impossible
   */
  public long rebuild(TableRule rule, List<Schema> versions) throws IOException {
    String id = requireRecords();
    Table table = tables.load(rule.table()).orElse(null);
    if (table == null) {
      table = created(rule, versions, new Table.Position(id, 0));
    } else if (table.follows(id).isEmpty()) {
      throw new ConfigurationException(
          "table "
              + rule.table()
              + " exists, but does not follow this log; drop it, or add its files with camus tables"
              + " adopt");
    }
    long begin = table.follows(id).getAsLong();
    long appended = 0;
    for (long number = begin + 1; number <= end(); number++) {
      List<Table.File> files =
          log.read(number)
              .files()
              .filter(it -> it.kind() == DataFile.Kind.DATA && it.topic().equals(rule.topic()))
              .map(TableAppender::file)
              .toList();
      if (!files.isEmpty() && append(table, new Table.Position(id, number), files, begin)) {
        appended++;
      }
    }
    remember(rule, table.follows(id).getAsLong());
    return appended;
  }

  /**
   * @param begin where the table was before; 0 if it was made again
   */
  private static boolean append(
      Table table, Table.Position position, List<Table.File> files, long begin) throws IOException {
    try {
      return table.append(position, files);
    } catch (ConfigurationException e) {
      throw begin > 0
          ? e
          : new ConfigurationException(
              "the table was made again, but cannot have its files: "
                  + e.getMessage()
                  + ". Drop it, and give the topic another table",
              e);
    }
  }

  private Table created(TableRule rule, List<Schema> versions, Table.Position begin)
      throws IOException {
    if (versions.isEmpty()) {
      throw new ConfigurationException(
          "topic "
              + rule.topic()
              + " has no files from which table "
              + rule.table()
              + " could be made");
    }
    Table table = tables.create(rule.table(), versions.get(0), rule.partitioning(), begin);
    for (Schema version : versions) {
      Table.Fit fit = table.fit(version, rule.partitioning());
      if (!fit.conflicts().isEmpty()) {
        throw new ConfigurationException(
            "table "
                + rule.table()
                + " cannot be made again: "
                + String.join("; ", fit.conflicts()));
      }
      if (!fit.changes().isEmpty()) {
        table.evolve(version, rule.partitioning());
      }
    }
    return table;
  }

  /**
   * Gives a table all published files of its topic that it does not have. A missing table is
   * created; all of its columns are optional, because older files may lack them.
   *
   * @param wanted the schema of the topic's files from now on
   * @return how many files were added
   * @throws ConfigurationException if a file does not fit to the table
   */
  public long adopt(TableRule rule, Schema wanted) throws IOException {
    String id = requireRecords();
    long end = end();
    Optional<Table> found = tables.load(rule.table());
    Table table =
        found.isPresent()
            ? found.get()
            : tables.create(
                rule.table(), optional(wanted), rule.partitioning(), new Table.Position(id, 0));
    LiveFiles files =
        new LiveFiles(
            reader, it -> it.kind() == DataFile.Kind.DATA && it.topic().equals(rule.topic()));
    files.readTo(end);
    long adopted =
        table.adopt(
            new Table.Position(id, end),
            files.files().map(LiveFile::file).map(TableAppender::file).toList());
    remember(rule, end);
    return adopted;
  }

  /** A record whose fields may all be null. */
  private static Schema optional(Schema record) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : record.getFields()) {
      boolean nullable = field.schema().isNullable();
      fields.add(
          nullable
              ? new Schema.Field(field, field.schema())
              : new Schema.Field(
                  field.name(),
                  SchemaBuilder.unionOf().nullType().and().type(field.schema()).endUnion(),
                  field.doc()));
    }
    return Schema.createRecord(
        record.getName(), record.getDoc(), record.getNamespace(), false, fields);
  }

  private String requireRecords() throws IOException {
    if (log.state().number() == 0) {
      throw new ConfigurationException("the commit log is empty; run camus run first");
    }
    return log.id();
  }

  /** The last record before the first unpublished one. */
  private long end() {
    return log.unpublished().stream().findFirst().map(it -> it - 1).orElse(log.state().number());
  }

  private void remember(TableRule rule, long record) throws IOException {
    Map<String, FollowedTable> tablesOfRuns = known.read();
    tablesOfRuns.put(
        rule.table(),
        new FollowedTable(
            rule.table(), rule.topic(), record, Math.max(record, end()), Optional.empty()));
    known.write(tablesOfRuns);
  }
}
