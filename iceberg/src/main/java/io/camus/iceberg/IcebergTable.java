package io.camus.iceberg;

import io.camus.model.ConfigurationException;
import io.camus.spi.Tables.Partitioning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.mapping.NameMappingParser;

/**
 * An Iceberg table that follows a commit log. The files of a record are added in one commit, which
 * also moves the table's position ({@link Positions}). Only if the base of that commit does not
 * have the record yet, it is made: of several drivers one succeeds.
 */
final class IcebergTable implements io.camus.spi.Table {
  private final String name;
  private final org.apache.iceberg.Table table;
  private final CatalogCalls calls;
  private final FilePaths paths;

  IcebergTable(String name, org.apache.iceberg.Table table, CatalogCalls calls, FilePaths paths) {
    this.name = name;
    this.table = table;
    this.calls = calls;
    this.paths = paths;
  }

  @Override
  public OptionalLong follows(String log) {
    return Positions.of(table, log);
  }

  @Override
  public OptionalLong begins(String log) {
    return Positions.beginOf(table, log);
  }

  @Override
  public Fit fit(Schema wanted, Partitioning partitioning) {
    List<String> conflicts = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    Partitions.conflict(table.spec(), partitioning).ifPresent(conflicts::add);
    Schema columns = wanted;
    try {
      Comparison comparison = Comparison.of(ColumnTypes.of(wanted), table.schema());
      conflicts.addAll(comparison.conflicts());
      comparison.changes().forEach(change -> changes.add(change.words()));
      columns = ColumnIds.in(wanted, table.schema().asStruct());
    } catch (ConfigurationException e) {
      conflicts.add(e.getMessage());
    }
    return new Fit(columns, changes, conflicts);
  }

  @Override
  public void evolve(Schema wanted, Partitioning partitioning) throws IOException {
    calls.run(
        "the schema of table " + name + " cannot be changed",
        () ->
            Retries.onConflict(
                table,
                () -> {
                  List<String> conflicts = fit(wanted, partitioning).conflicts();
                  if (!conflicts.isEmpty()) {
                    throw new ConfigurationException(
                        String.format(
                            Locale.ROOT,
                            "table %s cannot have the topic's columns: %s",
                            name,
                            String.join("; ", conflicts)));
                  }
                  Comparison comparison = Comparison.of(ColumnTypes.of(wanted), table.schema());
                  if (!comparison.changes().isEmpty()) {
                    UpdateSchema update = table.updateSchema();
                    comparison.changes().forEach(change -> change.update().accept(update));
                    update.commit();
                    table.refresh();
                  }
                  return null;
                }));
  }

  @Override
  public boolean append(Position position, List<File> files) throws IOException {
    return calls.run(
        String.format(
            Locale.ROOT, "record %d cannot be appended to table %s", position.record(), name),
        () ->
            Retries.onConflict(
                table,
                () -> {
                  Append append = new Append(table, position);
                  return !append.isDone() && append.commit(entries(files));
                }));
  }

  private List<DataFile> entries(List<File> files) throws IOException {
    if (files.isEmpty()) {
      return List.of();
    }
    Partitions partitions = Partitions.of(table.spec());
    return new FilesReader<DataFile>(
            footers(),
            (file, footer) -> {
              ColumnCheck.require(file, footer, table.schema(), ColumnCheck.Ids.REQUIRED);
              return Entries.of(file, paths.of(file.path()), footer, partitions);
            })
        .read(files);
  }

  private Footers footers() {
    String mapping = table.properties().get(TableProperties.DEFAULT_NAME_MAPPING);
    NameMapping names =
        mapping == null ? MappingUtil.create(table.schema()) : NameMappingParser.fromJson(mapping);
    return new Footers(table.io(), paths, MetricsConfig.forTable(table), names);
  }

  @Override
  public long adopt(Position position, List<File> files) throws IOException {
    return calls.run(
        "files cannot be added to table " + name,
        () ->
            Retries.onConflict(
                table, () -> new Adoption(table, position, footers(), paths).add(files)));
  }

  @Override
  public void files(Consumer<Live> each) throws IOException {
    calls.run(
        "the files of table " + name + " cannot be listed",
        () -> {
          table.refresh();
          live(table, each);
          return null;
        });
  }

  /** Gives the live files of the current snapshot to a consumer. */
  static void live(org.apache.iceberg.Table table, Consumer<Live> each) throws IOException {
    try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
      for (FileScanTask task : files) {
        each.accept(new Live(task.file().location(), task.file().recordCount()));
      }
    }
  }
}
