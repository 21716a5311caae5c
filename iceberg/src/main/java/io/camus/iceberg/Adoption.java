package io.camus.iceberg;

import io.camus.spi.Table.File;
import io.camus.spi.Table.Position;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.Term;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.mapping.NameMappingParser;

/**
 * The commit of files that a table does not have yet. It succeeds only on the snapshot whose files
 * were compared.
 *
 * <p>A partition's value promises that all rows of a file have it. A file that lacks the column of
 * the event time, or whose events are in several partitions, is added without a partition. For such
 * files a partitioned table gets a second specification, without partitions; its own stays the
 * default.
 */
final class Adoption {
  private final Table table;
  private final Position position;
  private final Footers footers;
  private final FilePaths paths;

  /** A file and what it says about itself. */
  private record Read(File file, Footer footer) {}

  /**
   * Begins on the table as it is loaded.
   *
   * @param position where the table is then
   */
  Adoption(Table table, Position position, Footers footers, FilePaths paths) {
    this.table = table;
    this.position = position;
    this.footers = footers;
    this.paths = paths;
  }

  /**
   * Adds files.
   *
   * @return how many the table did not have
   * @throws CommitFailedException if the table has another snapshot now
   */
  long add(List<File> files) throws IOException {
    Snapshot compared = table.currentSnapshot();
    Set<String> present = new HashSet<>();
    IcebergTable.live(table, live -> present.add(paths.of(live.path())));
    List<Read> missing =
        new FilesReader<>(footers, this::checked)
            .read(files.stream().filter(it -> present.add(paths.of(it.path()))).toList());
    Partitions partitions = Partitions.of(table.spec());
    if (missing.stream().anyMatch(it -> !hasPartition(it, partitions))) {
      addUnpartitioned();
    }
    commit(missing, partitions, compared);
    return missing.size();
  }

  private Read checked(File file, Footer footer) {
    ColumnCheck.require(file, footer, table.schema(), ColumnCheck.Ids.BY_NAME);
    return new Read(file, footer);
  }

  private static boolean hasPartition(Read read, Partitions partitions) {
    return partitions.column().isEmpty()
        || (read.footer().columns().field(partitions.column().get()) != null
            && partitions.hasOne(read.file()));
  }

  private static Optional<PartitionSpec> unpartitioned(Table table) {
    return table.specs().values().stream().filter(PartitionSpec::isUnpartitioned).findFirst();
  }

  /** Removes the partitions and adds them again, in one commit. */
  private void addUnpartitioned() {
    if (unpartitioned(table).isPresent()) {
      return;
    }
    Transaction transaction = table.newTransaction();
    PartitionSpec spec = transaction.table().spec();
    UpdatePartitionSpec removal = transaction.updateSpec();
    spec.fields().forEach(field -> removal.removeField(field.name()));
    removal.commit();
    UpdatePartitionSpec addition = transaction.updateSpec();
    spec.fields().forEach(field -> addition.addField(field.name(), term(spec, field)));
    addition.commit();
    transaction.commitTransaction();
    table.refresh();
  }

  private static Term term(PartitionSpec spec, PartitionField field) {
    String column = spec.schema().findColumnName(field.sourceId());
    return field.transform().toString().equals("hour")
        ? Expressions.hour(column)
        : Expressions.day(column);
  }

  private void commit(List<Read> missing, Partitions partitions, Snapshot compared) {
    Transaction transaction = table.newTransaction();
    Table base = transaction.table();
    if (!base.properties().containsKey(TableProperties.DEFAULT_NAME_MAPPING)) {
      transaction
          .updateProperties()
          .set(
              TableProperties.DEFAULT_NAME_MAPPING,
              NameMappingParser.toJson(MappingUtil.create(base.schema())))
          .commit();
    }
    AppendFiles append = transaction.newAppend();
    for (Read read : missing) {
      Partitions of =
          hasPartition(read, partitions)
              ? partitions
              : new Partitions(unpartitioned(base).orElseThrow(), Optional.empty());
      append.appendFile(Entries.of(read.file(), paths.of(read.file().path()), read.footer(), of));
    }
    append
        .set(Positions.LOG, position.log())
        .set(Positions.RECORD, Long.toString(position.record()))
        .validateWith(new Same(compared))
        .commit();
    transaction
        .updateProperties()
        .set(Positions.property(position.log()), Long.toString(position.record()))
        .set(Positions.begin(position.log()), "0")
        .commit();
    try {
      transaction.commitTransaction();
    } catch (ValidationException e) {
      throw new CommitFailedException(e, "the table was changed meanwhile");
    }
  }

  /** Refuses a base with another snapshot. */
  private record Same(Snapshot compared) implements SnapshotAncestryValidator {
    @Override
    public boolean validate(Iterable<Snapshot> ancestry) {
      Iterator<Snapshot> snapshots = ancestry.iterator();
      return snapshots.hasNext()
          ? compared != null && snapshots.next().snapshotId() == compared.snapshotId()
          : compared == null;
    }
  }
}
