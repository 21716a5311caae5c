package io.camus.iceberg;

import io.camus.spi.Table.Position;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * The commit of one record to a table. Each one makes a snapshot, also without files: catalogs
 * compare a commit's base by its snapshot, and do not by its properties.
 */
final class Append {
  private final Transaction transaction;
  private final Position position;

  /** Begins on the table as the catalog has it now. */
  Append(Table table, Position position) {
    this.transaction = table.newTransaction();
    this.position = position;
  }

  /** Whether the table has the record. */
  boolean isDone() {
    Table base = transaction.table();
    return Positions.reached(base, position, SnapshotUtil.currentAncestors(base));
  }

  /**
   * Commits; false if another driver was first.
   *
   * @throws org.apache.iceberg.exceptions.CommitFailedException if the table was changed meanwhile,
   *     several times
   * @throws org.apache.iceberg.exceptions.CommitStateUnknownException if it may be committed
   */
  boolean commit(List<DataFile> files) {
    AppendFiles append = transaction.newAppend();
    files.forEach(append::appendFile);
    Guard guard = new Guard();
    append
        .set(Positions.LOG, position.log())
        .set(Positions.RECORD, Long.toString(position.record()))
        .validateWith(guard)
        .commit();
    UpdateProperties moved =
        transaction
            .updateProperties()
            .set(Positions.property(position.log()), Long.toString(position.record()));
    if (Positions.of(transaction.table(), position.log()).isEmpty()) {
      moved.set(Positions.begin(position.log()), Long.toString(position.record()));
    }
    moved.commit();
    try {
      transaction.commitTransaction();
      return true;
    } catch (ValidationException e) {
      if (guard.reached) {
        return false;
      }
      throw e;
    }
  }

  /** Refuses a base that has the record. It is asked for each base that a commit is tried on. */
  private final class Guard implements SnapshotAncestryValidator {
    private boolean reached;

    @Override
    public boolean validate(Iterable<Snapshot> ancestry) {
      // The append is the first change of the transaction, which sees the base as it is.
      reached = Positions.reached(transaction.table(), position, ancestry);
      return !reached;
    }

    @Override
    public String errorMessage() {
      return "record " + position.record() + " is in the table";
    }
  }
}
